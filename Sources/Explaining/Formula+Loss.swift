import Calculus
import Engine
import SessionCore

extension Formula {
  /// C, as the shell computes it and as mathematics.
  static func loss(_ network: Network<Double>) -> Formula {
    penalties(network).reduce(data(network), +)
  }

  /// What one sample adds to C.
  static func loss(_ network: Network<Double>, sample: Int) -> Formula { data(network, row: "[\(sample), :]") }

  /// The penalties, if the network has any.
  package static func penalty(_ network: Network<Double>) -> Formula? {
    let terms = penalties(network)
    return terms.first.map { terms.dropFirst().reduce($0, +) }
  }

  /// C without the penalties, of all samples or of one row of them.
  private static func data(_ network: Network<Double>, row: String = "") -> Formula {
    let (loss, operands) = (network.objective.loss.definition, network.lossOperands(row: row))
    let (total, computed) = (loss.total(of: operands), loss.computedTotal(of: operands))
    guard network.objective.reduction == .mean else { return Formula(total, computed: computed) }
    return Formula(
      mathematics: mean(total), expression: Formula(computed / .size(samples)).expression)
  }

  /// ∂C/∂a[L].
  static func outputGradient(_ network: Network<Double>) -> Formula {
    let sum = network.objective.loss.definition.gradient(of: network.lossOperands())
    guard network.objective.reduction == .mean else { return Formula(sum) }
    return Formula(
      mathematics: "1/B (\(Formula(sum).mathematics))", expression: Formula(sum / .size(samples)).expression)
  }

  /// ∂C/∂z[L], if loss and output activation belong together.
  static func logitGradient(_ network: Network<Double>) -> Formula {
    let sum = network.objective.loss.definition.shownLogitGradient(of: network.lossOperands()) ?? .zero
    guard network.objective.reduction == .mean else { return Formula(sum) }
    return Formula(
      mathematics: "1/B (\(Formula(sum).mathematics))", expression: Formula(sum / .size(samples)).expression)
  }

  /// B.
  private static let samples = Extent(.max, symbol: "B")

  /// 1/B before a sum, with its sign first.
  private static func mean(_ total: Term) -> String {
    let mathematics = Formula(total).mathematics
    if mathematics.hasPrefix("−") { return "−1/B " + mathematics.dropFirst() }
    return "1/B " + mathematics
  }

  /// The penalties: layers with the same factor together.
  private static func penalties(_ network: Network<Double>) -> [Formula] {
    func formulas(_ penalty: PenaltyDefinition, _ factor: (Int) -> Term?) -> [Formula] {
      let layers = (1...network.depth).filter { factor($0) != nil }
      let groups = Dictionary(grouping: layers) { factor($0) ?? .zero }
      return groups.sorted { $0.value[0] < $1.value[0] }.map { factor, layers in
        let all = layers == Array(1...network.depth)
        let w = all ? "W" : layers.map { Quantity.weights($0).name }.joined(separator: ", ")
        return Formula(
          mathematics: penalty.value(factor: factor, weights: [Symbol(w, shape: .weights)]).withSigns.withLetters
            .mathematics,
          expression: Formula(penalty.value(factor: factor, weights: layers.map(Symbol.weights))).expression)
      }
    }
    return formulas(.square) { network.penaltyFactors($0).l2 } + formulas(.size) { network.penaltyFactors($0).l1 }
  }
}

extension Network<Double> {
  /// The factors of the penalty of layer l as they are written: by name those of the objective, else as numbers; `nil`
  /// for 0.
  func penaltyFactors(_ l: Int) -> (l1: Term?, l2: Term?) {
    let (layer, penalty) = (self[layer: l], penalty(l))
    func factor(_ value: Double, _ own: Double?, _ name: Symbol) -> Term? {
      value == 0 ? nil : own.map(Term.number) ?? .symbol(name)
    }
    return (
      factor(penalty.l1, layer.l1, PenaltyDefinition.l1), factor(penalty.l2, layer.l2, PenaltyDefinition.l2)
    )
  }

  /// λ W[l] and λ₁ sign W[l], those that are not 0.
  package func penaltyGradient(_ l: Int) -> [Formula] {
    let (factors, weights) = (penaltyFactors(l), Symbol.weights(l))
    return [
      factors.l2.map { Formula(PenaltyDefinition.square.gradient(factor: $0, weights: weights)) },
      factors.l1.map { Formula(PenaltyDefinition.size.gradient(factor: $0, weights: weights)) },
    ].compactMap { $0 }
  }
}

extension Symbol {
  static func weights(_ l: Int) -> Symbol { Symbol(Quantity.weights(l).name, shape: .weights) }
}

extension TermShape {
  /// Of a matrix whose extents are in no formula.
  fileprivate static let weights = TermShape(rows: Extent(.max), columns: Extent(.max - 1))
}
