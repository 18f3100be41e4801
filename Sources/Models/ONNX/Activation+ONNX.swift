import Engine

extension Activation {
  /// Adds the nodes of a = h(z). ONNX's own operators where engines have them for the precision; in Float64 the others
  /// are put together, since engines know them in Float32 only.
  func addNodes(from z: String, to a: String, in graph: inout ONNXGraph) {
    let isDouble = graph.precision == .double
    switch self {
    case .relu: graph.node("Relu", [z], a)
    case .leakyRelu where isDouble:
      let scaled = graph.node("Mul", [z, graph.constant(0.01)], "\(a) scaled")
      graph.node("Max", [z, scaled], a)
    case .leakyRelu: graph.node("LeakyRelu", [z], a, .number("alpha", 0.01))
    case .elu where isDouble: addELU(from: z, to: a, in: &graph)
    case .elu: graph.node("Elu", [z], a, .number("alpha", 1))
    case .sigmoid: graph.node("Sigmoid", [z], a)
    case .tanh: graph.node("Tanh", [z], a)
    case .softplus where isDouble: addSoftplus(from: z, to: a, in: &graph)
    case .softplus: graph.node("Softplus", [z], a)
    case .silu: graph.node("Mul", [z, graph.node("Sigmoid", [z], "\(a) sigmoid")], a)
    case .gelu: addGELU(from: z, to: a, in: &graph)
    case .softmax: graph.node("Softmax", [z], a, .integer("axis", 1))
    case .identity: graph.node("Identity", [z], a)
    }
  }

  /// max(z, 0) + (e^min(z, 0) − 1).
  private func addELU(from z: String, to a: String, in graph: inout ONNXGraph) {
    let negative = graph.node("Min", [z, graph.constant(0)], "\(a) negative")
    let power = graph.node("Exp", [negative], "\(a) power")
    let below = graph.node("Sub", [power, graph.constant(1)], "\(a) below")
    graph.node("Add", [graph.node("Relu", [z], "\(a) above"), below], a)
  }

  /// max(z, 0) + log(1 + e^−|z|).
  private func addSoftplus(from z: String, to a: String, in graph: inout ONNXGraph) {
    let size = graph.node("Neg", [graph.node("Abs", [z], "\(a) size")], "\(a) minus size")
    let sum = graph.node("Add", [graph.node("Exp", [size], "\(a) power"), graph.constant(1)], "\(a) sum")
    graph.node("Add", [graph.node("Relu", [z], "\(a) above"), graph.node("Log", [sum], "\(a) log")], a)
  }

  /// ½ z (1 + erf(z/√2)). Engines know the error function in Float32 only.
  private func addGELU(from z: String, to a: String, in graph: inout ONNXGraph) {
    let scaled = graph.node("Mul", [z, graph.constant(0.5.squareRoot())], "\(a) scaled")
    let argument = graph.cast(scaled, to: .float, "\(a) scaled single")
    let erf = graph.cast(graph.node("Erf", [argument], "\(a) erf single"), to: graph.elementType, "\(a) erf")
    let sum = graph.node("Add", [erf, graph.constant(1)], "\(a) sum")
    graph.node("Mul", [graph.node("Mul", [z, graph.constant(0.5)], "\(a) half"), sum], a)
  }
}
