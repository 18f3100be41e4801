import Engine

extension BatchNormalization<Double> {
  /// Adds the nodes of zbn = γ (z − mean)/√(variance + ε) + β with the running statistics, for evaluation.
  ///
  /// ONNX's own operator keeps ε in Float32, which shows in the tenth digit: in Float64 it is put together.
  func addNodes(from z: String, layer l: Int, in graph: inout ONNXGraph) {
    func tensor(_ name: String, _ row: Matrix<Double>) -> String {
      graph.tensor("\(name)[\(l)]", [row.columns], row.elements)
    }
    let (scale, shift, mean) = (tensor("gamma", gamma), tensor("beta", beta), tensor("running_mean", runningMean))
    guard graph.precision == .double else {
      let variance = tensor("running_var", runningVariance)
      graph.node(
        "BatchNormalization", [z, scale, shift, mean, variance], "zbn[\(l)]", .number("epsilon", Self.epsilon))
      return
    }
    let deviation = tensor("deviation", runningVariance.map { ($0 + Self.epsilon).squareRoot() })
    let centred = graph.node("Sub", [z, mean], "zbn[\(l)] centred")
    let standardized = graph.node("Div", [centred, deviation], "zhat[\(l)]")
    graph.node("Add", [graph.node("Mul", [standardized, scale], "zbn[\(l)] scaled"), shift], "zbn[\(l)]")
  }
}
