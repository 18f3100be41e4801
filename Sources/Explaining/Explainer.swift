import Engine
import Interruption
import Language
import SessionCore
import Views

/// Traces a quantity, or one entry of it, back to what it was computed from.
public struct Explainer {
  let session: Session
  let network: Network<Double>

  public init(session: Session, network: Network<Double>) {
    self.session = session
    self.network = network
  }

  /// Terms of a sum that are written out; of longer ones the largest are.
  static let shownTerms = 6
  /// The most steps of a deep explanation.
  private static let maximumSteps = 400

  /// A step before its value is known.
  public struct Line {
    public var caption: String
    public var formula: String
    public var expression: String

    public init(caption: String, formula: String, expression: String) {
      self.caption = caption
      self.formula = formula
      self.expression = expression
    }
  }

  // MARK: Quantities

  public func lines(of quantity: Quantity) -> [Line] {
    let formula = Formula.general(of: quantity, in: network)
    let operands = network.operands(of: quantity).filter { session[$0] != nil }
    let whole = Line(
      caption: "formula", formula: "\(quantity.name.replacingDelta) = \(formula.mathematics)",
      expression: formula.expression)
    return [whole] + operands.map { Line(caption: $0.meaning, formula: $0.name.replacingDelta, expression: $0.name) }
  }

  // MARK: Entries

  public func lines(of entry: Entry, isDeep: Bool) -> [Line] {
    var lines = self.lines(of: entry)
    guard isDeep else { return lines }
    var seen: Set<Entry> = [entry]
    var queue = operands(of: entry)
    while !queue.isEmpty, lines.count < Self.maximumSteps, !Work.current.isStopped {
      let next = queue.removeFirst()
      guard seen.insert(next).inserted, let below = form(of: next) else { continue }
      lines.append(
        Line(
          caption: next.quantity.meaning,
          formula: "\(next.mathematics) = \(below.formula.mathematics) = \(below.formula.numbers(in: session))",
          expression: below.formula.code))
      queue += operands(of: next)
    }
    return lines
  }

  private func operands(of entry: Entry) -> [Entry] {
    guard let form = form(of: entry) else { return [] }
    return form.terms.isEmpty ? form.formula.entries : form.terms.flatMap(\.template.entries)
  }

  private func lines(of entry: Entry) -> [Line] {
    let general = Formula.general(of: entry.quantity, in: network)
    let part = entry.quantity == .loss ? general.expression : "(\(general.expression))[\(entry.row), \(entry.column)]"
    var lines = [
      Line(
        caption: "formula", formula: "\(entry.quantity.name.replacingDelta) = \(general.mathematics)", expression: part)
    ]
    guard let form = form(of: entry) else { return lines }
    if form.isWrittenOut || form.terms.count < 2 || form.formula.mathematics != general.mathematics {
      lines.append(
        Line(
          caption: "with indexes", formula: "\(entry.mathematics) = \(form.formula.mathematics)",
          expression: form.formula.code))
    }
    if form.isWrittenOut {
      lines.append(
        Line(
          caption: "with numbers", formula: form.formula.numbers(in: session),
          expression: form.formula.exactNumbers(in: session)))
    }
    return lines + factors(of: entry) + contributions(form)
  }

  /// The terms of a sum by size, the rest as one line.
  private func contributions(_ form: SumForm) -> [Line] {
    guard form.terms.count > 1 else { return [] }
    func size(_ term: SumForm.Term) -> Double {
      term.size ?? abs(term.template.entries.reduce(1) { $0 * ($1.value(in: session) ?? 0) })
    }
    let sized = Work.current.through(form.terms).enumerated().map { (size: size($1), place: $0, term: $1) }
    let sorted = sized.sorted { ($0.size, $1.place) > ($1.size, $0.place) }.map(\.term)
    let shown = sorted.prefix(Self.shownTerms)
    var lines = shown.map { term in
      Line(
        caption: term.caption,
        formula: term.template.mathematics
          + (term.template.pieces.count > 1 ? " = \(term.template.numbers(in: session))" : ""),
        expression: term.template.code)
    }
    let rest = sorted.count - shown.count
    if rest > 0 {
      let top = shown.map(\.template.code).joined(separator: " - ")
      lines.append(
        Line(
          caption: "the other \(rest)", formula: "the sum of the other \(rest)",
          expression: "\(form.formula.code) - \(top)"))
    }
    return lines
  }

  /// The factors of the chain rule, if the entry has one term.
  private func factors(of entry: Entry) -> [Line] {
    switch entry.quantity {
    case .weightGradient(let l) where session.samples == 1 && network.penalty(l).isZero:
      let below = Entry(.activation(l - 1), 0, entry.column)
      return chain(l, unit: entry.row, sample: 0) + [
        Line(caption: "∂z/∂w", formula: "∂z[\(l)]/∂W[\(l)] = \(below.mathematics)", expression: below.code)
      ]
    case .biasGradient(let l) where session.samples == 1:
      return chain(l, unit: entry.column, sample: 0) + [
        Line(caption: "∂z/∂b", formula: "∂z[\(l)]/∂b[\(l)] = 1", expression: "1")
      ]
    case .delta(let l), .normalizedGradient(let l):
      return entry.quantity == network.argument(l).gradient ? chain(l, unit: entry.column, sample: entry.row) : []
    default: return []
    }
  }

  private func chain(_ l: Int, unit: Int, sample: Int) -> [Line] {
    let activation = network[layer: l].activation
    guard activation.isElementwise, !Formula.isFused(l, network) else { return [] }
    let (da, z) = (Entry(.activationGradient(l), sample, unit), Entry(network.argument(l), sample, unit))
    let slope: Template =
      "\(Formula.derivativeName(activation), code: activation.functionName + "'")(\(z))\(mask(l, sample, unit))"
    return [
      Line(caption: "∂C/∂a", formula: "∂C/∂a[\(l)] = \(da.mathematics)", expression: da.code),
      Line(
        caption: "∂a/∂z", formula: "∂a[\(l)]/∂\(network.argument(l).name) = \(slope.mathematics)",
        expression: slope.code),
    ]
  }

  /// The factor of the dropout mask.
  func mask(_ l: Int, _ row: Int, _ column: Int) -> Template {
    network.dropsOut(l) ? " · \(Entry(.mask(l), row, column))" : ""
  }
}
