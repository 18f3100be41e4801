import Calculus
import Engine

/// What holds between the quantities of a pass besides their definitions.
extension NetworkEquations {
  public var facts: [EquationSystem.Fact] {
    let L = network.depth
    let (z, a, y) = (symbol(network.argument(L)), symbol(.activation(L)), symbol(network.compared))
    let loss = network.objective.loss
    var facts = (1...L).flatMap(facts)
    if loss.requiredOutput == .sigmoid, network[layer: L].activation == .sigmoid, !network.dropsOut(L) {
      facts.append(.logisticSlope(of: z, value: a))
    }
    if loss.targets == .distribution { facts.append(.shares(y)) }
    return facts
  }

  private func facts(_ l: Int) -> [EquationSystem.Fact] {
    let layer = network[layer: l]
    let isSoftmax = layer.activation == .softmax && !network.dropsOut(l)
    let isNormalized = layer.normalization != nil && network.mode == .training
    return (isSoftmax ? [.softmax(of: symbol(network.argument(l)), is: symbol(.activation(l)))] : [])
      + (isNormalized ? [.deviations(of: symbol(.preActivation(l)), from: symbol(.mean(l)))] : [])
  }
}
