import Calculus
import Engine
import SessionCore
import Views

/// The formulas of entries.
extension Explainer {
  func form(of entry: Entry) -> SumForm? {
    let (row, column) = (entry.row, entry.column)
    switch entry.quantity {
    case .preActivation(let l): return preActivation(l, row, column)
    case .activation(let l) where l > 0: return SumForm("\(unmasked(l, row, column))\(mask(l, row, column))")
    case .smoothedTarget:
      let (e, n) = (network.objective.smoothing, network.objective.classes(outputs: network.sizes[network.depth]))
      return SumForm("(1 − \(e)) · \(Entry(.target, row, column)) + \(e) / \(n)")
    case .loss: return loss
    case .activationGradient(network.depth): return SumForm(outputGradient(row, column))
    case .activationGradient(let l) where l >= 0:
      let terms = (0..<network[layer: l + 1].units).map { unit in
        SumForm.Term(
          caption: "through unit \(unit) of layer \(l + 1)",
          template: "\(Entry(.delta(l + 1), row, unit)) · \(Entry(.weights(l + 1), unit, column))")
      }
      return sum(
        terms, mathematics: "Σᵢ δ[\(l + 1)][\(row), i] W[\(l + 1)][i, \(column)]",
        code: "(delta[\(l + 1)][\(row), :] @ W[\(l + 1)][:, \(column)])[0, 0]")
    case .delta(let l) where network[layer: l].normalization == nil: return SumForm(slope(l, row, column))
    case .normalizedGradient(let l): return SumForm(slope(l, row, column))
    case .weightGradient(let l): return weightGradient(l, row, column)
    case .biasGradient(let l):
      let terms = (0..<session.samples).map {
        SumForm.Term(caption: "sample \($0)", template: Entry(.delta(l), $0, column).template)
      }
      return sum(terms, mathematics: "Σₛ δ[\(l)][s, \(column)]", code: "sum(delta[\(l)][:, \(column)])")
    default: return normalization(entry)
    }
  }

  /// A short sum written out, a longer one in closed form.
  func sum(_ terms: [SumForm.Term], mathematics: String, code: String, adding extra: Template? = nil) -> SumForm {
    let isShort = terms.count <= Self.shownTerms
    let body =
      isShort
      ? Template.joined(terms.map(\.template), " + ", " + ") : Template(mathematics: mathematics, code: code)
    return SumForm(extra.map { "\(body) + \($0)" } ?? body, terms: terms, isWrittenOut: isShort)
  }

  private func preActivation(_ l: Int, _ row: Int, _ column: Int) -> SumForm {
    let terms = (0..<network[layer: l].inputs).map { unit in
      SumForm.Term(
        caption: "from unit \(unit) of layer \(l - 1)",
        template: "\(Entry(.activation(l - 1), row, unit)) · \(Entry(.weights(l), column, unit))")
    }
    var form = sum(
      terms, mathematics: "Σᵢ a[\(l - 1)][\(row), i] W[\(l)][\(column), i]",
      code: "(a[\(l - 1)][\(row), :] @ W[\(l)][\(column), :].T)[0, 0]", adding: Entry(.biases(l), 0, column).template)
    form.terms.append(SumForm.Term(caption: "bias", template: Entry(.biases(l), 0, column).template))
    return form
  }

  /// h(z) before the dropout mask.
  private func unmasked(_ l: Int, _ row: Int, _ column: Int) -> Template {
    let (activation, z) = (network[layer: l].activation, Entry(network.argument(l), row, column))
    guard activation.isElementwise else {
      let call = "\(activation.functionName)(\(z.quantity.name)[\(row), :])"
      return "\("\(call)[\(column)]", code: "\(call)[0, \(column)]")"
    }
    if activation == .identity { return z.template }
    return "\(activation.symbol, code: activation.functionName)(\(z))"
  }

  private func outputGradient(_ row: Int, _ column: Int) -> Template {
    let target = Entry(network.compared, row, column).value(in: session)
    let gradient = network.objective.loss.definition.gradient(
      of: network.lossOperands(), row: row, column: column, target: target)
    return mean(of: gradient)
  }

  /// The gradient by the argument of h.
  private func slope(_ l: Int, _ row: Int, _ column: Int) -> Template {
    let activation = network[layer: l].activation
    if Formula.isFused(l, network) {
      let loss = network.objective.loss.definition
      return mean(of: loss.logitGradient(of: network.lossOperands(), row: row, column: column) ?? .zero)
    }
    let da = Entry(.activationGradient(l), row, column)
    guard activation.isElementwise else { return softmaxSlope(l, row, column) }
    let name = activation.functionName
    return
      "\(da)\(mask(l, row, column)) · \(Formula.derivativeName(activation), code: name + "'")(\(Entry(network.argument(l), row, column)))"
  }

  private func softmaxSlope(_ l: Int, _ row: Int, _ column: Int) -> Template {
    let da: Template = "\(Entry(.activationGradient(l), row, column))\(mask(l, row, column))"
    if network.dropsOut(l) {
      let name = "softmax(\(network.argument(l).name)[\(row), :])"
      let d = "da[\(l)][\(row), :] * mask[\(l)][\(row), :]"
      return
        "\(unmasked(l, row, column)) · (\(da) − \("Σⱼ da[\(l)][\(row), j] mask[\(l)][\(row), j] softmaxⱼ", code: "sum(\(d) * \(name))"))"
    }
    return
      "\(Entry(.activation(l), row, column)) · (\(da) − \("Σⱼ da[\(l)][\(row), j] a[\(l)][\(row), j]", code: "sum(da[\(l)][\(row), :] * a[\(l)][\(row), :])"))"
  }

  private func weightGradient(_ l: Int, _ row: Int, _ column: Int) -> SumForm {
    let terms = (0..<session.samples).map { sample in
      SumForm.Term(
        caption: "sample \(sample)",
        template: "\(Entry(.delta(l), sample, row)) · \(Entry(.activation(l - 1), sample, column))")
    }
    let penalty = penalty(l, row, column)
    var form = sum(
      terms, mathematics: "Σₛ δ[\(l)][s, \(row)] a[\(l - 1)][s, \(column)]",
      code: "sum(delta[\(l)][:, \(row)] * a[\(l - 1)][:, \(column)])", adding: penalty?.template)
    if let penalty { form.terms.append(penalty) }
    return form
  }

  /// What the penalty adds to an entry of dW; `nil` without a penalty.
  private func penalty(_ l: Int, _ row: Int, _ column: Int) -> SumForm.Term? {
    let (penalty, factors) = (network.penalty(l), network.penaltyFactors(l))
    guard !penalty.isZero else { return nil }
    let w = Symbol("w")
    let parts = [
      factors.l2.map { PenaltyDefinition.square.gradient(factor: $0, weights: w) },
      factors.l1.map { PenaltyDefinition.size.gradient(factor: $0, weights: w) },
    ].compactMap { $0 }
    let entry = Entry(.weights(l), row, column)
    let constants = [(PenaltyDefinition.l2, penalty.l2), (PenaltyDefinition.l1, penalty.l1)].map { symbol, value in
      let formula = Formula(.symbol(symbol))
      return (symbol, Template(mathematics: formula.mathematics, code: formula.expression, constant: value))
    }
    let template = Template(
      parts.count == 1 ? parts[0] : .sum(parts),
      named: Dictionary(constants + [(w, entry.template)]) { first, _ in first })
    let value = entry.value(in: session) ?? 0
    let sign: Double = value > 0 ? 1 : value < 0 ? -1 : 0
    return SumForm.Term(caption: "penalty", template: template, size: abs(penalty.l2 * value + penalty.l1 * sign))
  }

  private var loss: SumForm {
    let (loss, operands) = (network.objective.loss.definition, network.lossOperands())
    let outputs = network.sizes[network.depth]
    let places = (0..<session.samples).flatMap { row in (0..<outputs).map { (row, $0) } }
    let entries = places.compactMap { loss.entry(of: operands, row: $0, column: $1) }
    guard places.count <= Self.shownTerms, network.penalizedLayers.isEmpty, let factor = entries.first?.factor,
      entries.count == places.count, entries.allSatisfy({ $0.entry.isSmooth })
    else {
      return SumForm(Formula.general(of: .loss, in: network).template, terms: lossTerms, isWrittenOut: false)
    }
    let sum = entries.count == 1 ? entries[0].entry : Term.sum(entries.map(\.entry))
    return SumForm(mean(of: factor == 1 ? sum : .number(factor) * sum))
  }

  /// A term of a[L] and the targets, divided by the samples if the loss is a mean.
  private func mean(of term: Term) -> Template {
    let operands = network.lossOperands()
    return Template(
      network.objective.reduction == .mean ? term / .number(Double(session.samples)) : term,
      quantities: [operands.a: .activation(network.depth), operands.y: network.compared])
  }

  /// What each sample adds to C, and what the penalty does.
  private var lossTerms: [SumForm.Term] {
    let samples = (0..<session.samples).map { sample in
      SumForm.Term(
        caption: "sample \(sample)", template: Formula.loss(network, sample: sample).template, size: loss(of: sample))
    }
    guard let penalty = Formula.penalty(network) else { return samples }
    return samples + [SumForm.Term(caption: "penalty", template: penalty.template, size: .infinity)]
  }

  /// The loss of a batch of one sample.
  private func loss(of sample: Int) -> Double {
    var trace = Trace<Double>(input: nil, target: nil)
    for quantity in [.preActivation(network.depth), .activation(network.depth), network.compared] {
      guard let value = session[quantity], sample < value.rows else { return 0 }
      trace[quantity] = value.rows(at: [sample])
    }
    return (try? network.value(of: .loss, from: trace))?.elements.first ?? 0
  }
}

extension Term {
  /// Whether it has one formula for all values, which can be read with numbers in it.
  fileprivate var isSmooth: Bool {
    !contains { term in
      switch term {
      case .choice, .comparison: true
      case .apply(let head, _): Elementary(rawValue: head.name)?.hasKink != false
      default: false
      }
    }
  }
}
