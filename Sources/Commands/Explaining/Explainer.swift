import Engine
import Language
import Views

/// Traces a quantity, or one entry of it, back to what it was computed from.
struct Explainer {
  let session: Session
  let network: Network<Double>
  /// Terms of a sum that are written out; of longer ones the largest are.
  private static let shownTerms = 6
  /// The most steps of a deep explanation.
  private static let maximumSteps = 400

  /// A step before its value is known.
  struct Line {
    var caption: String
    var formula: String
    var expression: String
  }

  // MARK: Whole quantities

  func lines(of quantity: Quantity) -> [Line] {
    let formula = Formula.general(of: quantity, in: network)
    let operands = network.operands(of: quantity).filter { session[$0] != nil }
    return [
      Line(
        caption: "formula", formula: "\(quantity.name.replacingDelta) = \(formula.mathematics)",
        expression: formula.expression)
    ]
      + operands.map { Line(caption: $0.meaning, formula: $0.name.replacingDelta, expression: $0.name) }
  }

  // MARK: Entries

  func lines(of entry: Entry, isDeep: Bool) -> [Line] {
    var lines = self.lines(of: entry)
    guard isDeep else { return lines }
    var seen: Set<Entry> = [entry]
    var queue = operands(of: entry)
    while !queue.isEmpty, lines.count < Self.maximumSteps {
      let next = queue.removeFirst()
      guard seen.insert(next).inserted, let below = form(of: next) else { continue }
      lines.append(
        Line(
          caption: next.quantity.meaning,
          formula: "\(next.mathematics) = \(below.whole.mathematics) = \(below.whole.numbers(in: session))",
          expression: below.whole.code))
      queue += operands(of: next)
    }
    return lines
  }

  private func operands(of entry: Entry) -> [Entry] {
    guard let form = form(of: entry) else { return [] }
    let entries = form.terms.isEmpty ? form.whole.entries : form.terms.flatMap(\.template.entries)
    return entries
  }

  private func lines(of entry: Entry) -> [Line] {
    let general = Formula.general(of: entry.quantity, in: network)
    let part = entry.quantity == .loss ? general.expression : "(\(general.expression))[\(entry.row), \(entry.column)]"
    var lines = [
      Line(
        caption: "formula", formula: "\(entry.quantity.name.replacingDelta) = \(general.mathematics)", expression: part)
    ]
    guard let form = form(of: entry) else { return lines }
    lines.append(
      Line(
        caption: "with indexes", formula: "\(entry.mathematics) = \(form.whole.mathematics)",
        expression: form.whole.code))
    if form.isWrittenOut {
      lines.append(
        Line(
          caption: "with numbers", formula: form.whole.numbers(in: session),
          expression: form.whole.exactNumbers(in: session)))
    }
    return lines + factors(of: entry) + contributions(form)
  }

  /// The terms of a sum by size, the rest as one line.
  private func contributions(_ form: SumForm) -> [Line] {
    guard form.terms.count > 1 else { return [] }
    func size(_ term: SumForm.Term) -> Double {
      abs(term.template.entries.reduce(1) { $0 * ($1.value(in: session) ?? 0) })
    }
    let sorted = form.terms.enumerated().sorted { (size($0.element), $1.offset) > (size($1.element), $0.offset) }.map(
      \.element)
    let shown = sorted.prefix(Self.shownTerms)
    var lines = shown.map { term in
      Line(
        caption: term.caption,
        formula: term.template.mathematics
          + (term.template.entries.count > 1 ? " = \(term.template.numbers(in: session))" : ""),
        expression: term.template.code)
    }
    let rest = sorted.count - shown.count
    if rest > 0 {
      let top = shown.map(\.template.code).joined(separator: " - ")
      lines.append(
        Line(
          caption: "the other \(rest)", formula: "the sum of the other \(rest)",
          expression: "\(form.whole.code) - \(top)"))
    }
    return lines
  }

  /// The factors of the chain rule, where the entry has one term.
  private func factors(of entry: Entry) -> [Line] {
    guard session.samples == 1, case .weightGradient(let l) = entry.quantity, network.objective.l2 == 0 else {
      return biasFactors(of: entry)
    }
    return chain(l, unit: entry.row, sample: 0) + [
      Line(
        caption: "∂z/∂w", formula: "∂z[\(l)]/∂W[\(l)] = \(Entry(.activation(l - 1), 0, entry.column).mathematics)",
        expression: Entry(.activation(l - 1), 0, entry.column).code)
    ]
  }

  private func biasFactors(of entry: Entry) -> [Line] {
    switch entry.quantity {
    case .biasGradient(let l) where session.samples == 1:
      return chain(l, unit: entry.column, sample: 0) + [
        Line(caption: "∂z/∂b", formula: "∂z[\(l)]/∂b[\(l)] = 1", expression: "1")
      ]
    case .delta(let l): return chain(l, unit: entry.column, sample: entry.row)
    default: return []
    }
  }

  private func chain(_ l: Int, unit: Int, sample: Int) -> [Line] {
    let activation = network[layer: l].activation
    guard activation.isElementwise, !Formula.isFused(l, network) else { return [] }
    let (da, z) = (Entry(.activationGradient(l), sample, unit), Entry(.preActivation(l), sample, unit))
    let name = Formula.functionName(activation)
    return [
      Line(caption: "∂C/∂a", formula: "∂C/∂a[\(l)] = \(da.mathematics)", expression: da.code),
      Line(
        caption: "∂a/∂z", formula: "∂a[\(l)]/∂z[\(l)] = \(Formula.derivativeName(activation))(\(z.mathematics))",
        expression: "\(name)'(\(z.code))"),
    ]
  }

  // MARK: The formula of an entry

  /// An entry as a formula of entries; where it is a sum, with its terms.
  struct SumForm {
    struct Term {
      var caption: String
      var template: Template
    }

    var whole: Template
    var terms: [Term] = []
    /// Whether all entries stand in `whole`, so that numbers can be put for them.
    var isWrittenOut = true
  }

  func form(of entry: Entry) -> SumForm? {
    let (row, column) = (entry.row, entry.column)
    switch entry.quantity {
    case .preActivation(let l): return preActivation(l, row, column)
    case .activation(let l) where l > 0: return SumForm(whole: activation(l, row, column))
    case .loss: return loss
    case .activationGradient(network.depth): return SumForm(whole: outputGradient(row, column))
    case .activationGradient(let l) where l >= 0:
      let terms = (0..<network[layer: l + 1].units).map { unit in
        SumForm.Term(
          caption: "through unit \(unit) of layer \(l + 1)",
          template: product(Entry(.delta(l + 1), row, unit), Entry(.weights(l + 1), unit, column)))
      }
      return sum(
        terms, mathematics: "Σᵢ δ[\(l + 1)][\(row), i] W[\(l + 1)][i, \(column)]",
        code: "(delta[\(l + 1)][\(row), :] @ W[\(l + 1)][:, \(column)])[0, 0]")
    case .delta(let l): return SumForm(whole: delta(l, row, column))
    case .weightGradient(let l): return weightGradient(l, row, column)
    case .biasGradient(let l):
      let terms = (0..<session.samples).map {
        SumForm.Term(caption: "sample \($0)", template: Entry(.delta(l), $0, column).template)
      }
      return sum(terms, mathematics: "Σₛ δ[\(l)][s, \(column)]", code: "sum(delta[\(l)][:, \(column)])")
    default: return nil
    }
  }

  private func product(_ left: Entry, _ right: Entry) -> Template {
    left.template + Template(.sign(mathematics: " · ", code: " * ")) + right.template
  }

  /// A sum written out where it is short, else in closed form.
  private func sum(_ terms: [SumForm.Term], mathematics: String, code: String, adding extra: Template? = nil) -> SumForm
  {
    let isShort = terms.count <= Self.shownTerms
    let body =
      isShort
      ? Template.joined(terms.map(\.template), " + ", " + ") : Template(.sign(mathematics: mathematics, code: code))
    return SumForm(whole: extra.map { body + " + " + $0 } ?? body, terms: terms, isWrittenOut: isShort)
  }

  private func preActivation(_ l: Int, _ row: Int, _ column: Int) -> SumForm {
    let terms = (0..<network[layer: l].inputs).map { unit in
      SumForm.Term(
        caption: "from unit \(unit) of layer \(l - 1)",
        template: product(Entry(.activation(l - 1), row, unit), Entry(.weights(l), column, unit)))
    }
    var form = sum(
      terms, mathematics: "Σᵢ a[\(l - 1)][\(row), i] W[\(l)][\(column), i]",
      code: "(a[\(l - 1)][\(row), :] @ W[\(l)][\(column), :].T)[0, 0]", adding: Entry(.biases(l), 0, column).template)
    form.terms.append(SumForm.Term(caption: "bias", template: Entry(.biases(l), 0, column).template))
    return form
  }

  private func activation(_ l: Int, _ row: Int, _ column: Int) -> Template {
    let activation = network[layer: l].activation
    guard activation.isElementwise else {
      return Template(
        .sign(
          mathematics: "softmax(z[\(l)][\(row), :])[\(column)]", code: "softmax(z[\(l)][\(row), :])[0, \(column)]"))
    }
    let z = Entry(.preActivation(l), row, column).template
    if activation == .identity { return z }
    let name = Formula.functionName(activation)
    return Template(.sign(mathematics: activation == .sigmoid ? "σ(" : name + "(", code: name + "(")) + z + ")"
  }

  private func outputGradient(_ row: Int, _ column: Int) -> Template {
    let a = Entry(.activation(network.depth), row, column).template
    let y = Entry(.target, row, column).template
    var body: Template
    switch network.objective.loss {
    case .halfSquaredError: body = "(" + a + Template(.sign(mathematics: " − ", code: " - ")) + y + ")"
    case .crossEntropy: body = Template(.sign(mathematics: "−", code: "-")) + y + " / " + a
    case .binaryCrossEntropy:
      body =
        "(" + a + Template(.sign(mathematics: " − ", code: " - ")) + y + ") / (" + a
        + Template(.sign(mathematics: " (1 − ", code: " * (1 - ")) + a + "))"
    }
    if network.objective.reduction == .mean { body = body + " / \(session.samples)" }
    return body
  }

  private func delta(_ l: Int, _ row: Int, _ column: Int) -> Template {
    let activation = network[layer: l].activation
    if Formula.isFused(l, network) {
      let body =
        "(" + Entry(.activation(l), row, column).template + Template(.sign(mathematics: " − ", code: " - "))
        + Entry(.target, row, column).template + ")"
      return network.objective.reduction == .mean ? body + " / \(session.samples)" : body
    }
    let da = Entry(.activationGradient(l), row, column).template
    let times = Template(.sign(mathematics: " · ", code: " * "))
    guard activation.isElementwise else {
      let a = Entry(.activation(l), row, column).template
      return a + times + "(" + da
        + Template(
          .sign(
            mathematics: " − Σⱼ da[\(l)][\(row), j] a[\(l)][\(row), j])",
            code: " - sum(da[\(l)][\(row), :] * a[\(l)][\(row), :]))"))
    }
    let name = Formula.functionName(activation)
    return da + times + Template(.sign(mathematics: Formula.derivativeName(activation) + "(", code: name + "'("))
      + Entry(.preActivation(l), row, column).template + ")"
  }

  private func weightGradient(_ l: Int, _ row: Int, _ column: Int) -> SumForm {
    let terms = (0..<session.samples).map { sample in
      SumForm.Term(
        caption: "sample \(sample)",
        template: product(Entry(.delta(l), sample, row), Entry(.activation(l - 1), sample, column)))
    }
    let penalty =
      network.objective.l2 == 0
      ? nil : Template(.sign(mathematics: "λ · ", code: "l2 * ")) + Entry(.weights(l), row, column).template
    return sum(
      terms, mathematics: "Σₛ δ[\(l)][s, \(row)] a[\(l - 1)][s, \(column)]",
      code: "sum(delta[\(l)][:, \(row)] * a[\(l - 1)][:, \(column)])", adding: penalty)
  }

  private var loss: SumForm {
    let general = Formula.general(of: .loss, in: network)
    guard network.objective.loss == .halfSquaredError, network.objective.l2 == 0 else {
      return SumForm(
        whole: Template(.sign(mathematics: general.mathematics, code: general.expression)), isWrittenOut: false)
    }
    let outputs = network.sizes[network.depth]
    let scale = network.objective.reduction == .mean ? " / \(session.samples)" : ""
    guard session.samples * outputs <= Self.shownTerms else {
      return SumForm(
        whole: Template(.sign(mathematics: general.mathematics, code: general.expression)), isWrittenOut: false)
    }
    let squares = (0..<session.samples).flatMap { row in
      (0..<outputs).map { column in
        "(" + Entry(.activation(network.depth), row, column).template + Template(.sign(mathematics: " − ", code: " - "))
          + Entry(.target, row, column).template + Template(.sign(mathematics: ")²", code: ")^2"))
      }
    }
    return SumForm(
      whole: Template(.sign(mathematics: "½ (", code: "0.5 * (")) + Template.joined(squares, " + ", " + ")
        + Template(stringLiteral: ")" + scale))
  }
}
