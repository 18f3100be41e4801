import Engine
import Language
import SessionCore
import Views

/// The formulas of the entries of batch normalisation.
extension Explainer {
  func normalization(_ entry: Entry) -> SumForm? {
    guard let l = entry.quantity.layer, l > 0, network[layer: l].normalization != nil else { return nil }
    let (row, column) = (entry.row, entry.column)
    let (z, zhat) = (Entry(.preActivation(l), row, column), Entry(.standardized(l), row, column))
    let (dzbn, gamma) = (Entry(.normalizedGradient(l), row, column), Entry(.gamma(l), 0, column))
    switch entry.quantity {
    case .mean: return overSamples(entry) { "\(Entry(.preActivation(l), $0, column)) / \(session.samples)" }
    case .variance:
      return overSamples(entry) {
        "(\(Entry(.preActivation(l), $0, column)) − \(Entry(.mean(l), 0, column)))² / \(session.samples)"
      }
    case .standardized: return SumForm("(\(z) − \(mean(l, column))) / \(root(l, column))")
    case .normalized: return SumForm("\(gamma) · \(zhat) + \(Entry(.beta(l), 0, column))")
    case .gammaGradient:
      return overSamples(entry) {
        "\(Entry(.normalizedGradient(l), $0, column)) · \(Entry(.standardized(l), $0, column))"
      }
    case .betaGradient: return overSamples(entry) { Entry(.normalizedGradient(l), $0, column).template }
    case .standardizedGradient: return SumForm("\(gamma) · \(dzbn)")
    case .varianceGradient:
      return overSamples(entry) {
        "−½ \(Entry(.standardizedGradient(l), $0, column)) · (\(Entry(.preActivation(l), $0, column)) − \(mean(l, column))) / (\(variance(l, column)) + \(Formula.epsilon, code: Formula.epsilon))^1.5"
      }
    case .meanGradient:
      return overSamples(entry) { "−\(Entry(.standardizedGradient(l), $0, column)) / \(root(l, column))" }
    case .delta: return delta(l, row, column)
    default: return nil
    }
  }

  private func mean(_ l: Int, _ column: Int) -> Entry {
    Entry(network.mode == .training ? .mean(l) : .runningMean(l), 0, column)
  }

  private func variance(_ l: Int, _ column: Int) -> Entry {
    Entry(network.mode == .training ? .variance(l) : .runningVariance(l), 0, column)
  }

  /// √(var + ε).
  private func root(_ l: Int, _ column: Int) -> Template {
    "√(\(variance(l, column)) + \(Formula.epsilon, code: Formula.epsilon))"
  }

  /// A sum over the samples of the batch; a long one by its general formula.
  private func overSamples(_ entry: Entry, _ term: (Int) -> Template) -> SumForm {
    let general = Formula.general(of: entry.quantity, in: network)
    let terms = (0..<session.samples).map { sample -> SumForm.Term in
      let template = term(sample)
      return SumForm.Term(caption: "sample \(sample)", template: template, size: size(template))
    }
    return sum(
      terms, mathematics: "(\(general.mathematics))[\(entry.column)]",
      code: "(\(general.expression))[0, \(entry.column)]")
  }

  /// The size of a term that is not the product of its entries.
  private func size(_ template: Template) -> Double? {
    guard template.entries.count > 2 || template.code.contains("-") else { return nil }
    return try? abs(Evaluator.number(template.code, in: session))
  }

  /// δ by the three ways from z to C.
  private func delta(_ l: Int, _ row: Int, _ column: Int) -> SumForm {
    let direct: Template = "\(Entry(.standardizedGradient(l), row, column)) / \(root(l, column))"
    guard network.mode == .training else { return SumForm(direct) }
    let (z, mu) = (Entry(.preActivation(l), row, column), Entry(.mean(l), 0, column))
    let throughVariance: Template =
      "2 · \(Entry(.varianceGradient(l), 0, column)) · (\(z) − \(mu)) / \(session.samples)"
    let throughMean: Template = "\(Entry(.meanGradient(l), 0, column)) / \(session.samples)"
    let ways = [("zhat", direct), ("var", throughVariance), ("mu", throughMean)]
    return sum(
      ways.map { SumForm.Term(caption: "through \($0.0)[\(l)]", template: $0.1, size: size($0.1)) }, mathematics: "",
      code: "")
  }
}

extension Evaluator {
  /// The number that a text of the shell's language is.
  static func number(_ source: String, in session: Session) throws(Diagnostic) -> Double {
    var evaluator = Evaluator(session: session, source: source)
    return try evaluator.number(try ExpressionParser.parse(source))
  }
}
