import Engine

/// How activations are written in NumPy, PyTorch and ONNX.
extension Activation {
  struct NumPy {
    /// The lines that give h from `z`.
    var value: [String]
    /// The lines that give the gradient by `z` from `da`, that by `a`.
    var gradient: [String]
    /// The activations that the lines call.
    var uses: [Activation] = []
    /// What is defined before; it may use the module `math`.
    var preamble: String?
  }

  var numpy: NumPy {
    switch self {
    case .relu:
      NumPy(value: ["return np.maximum(z, 0)"], gradient: ["return da * (z > 0)"])
    case .leakyRelu:
      NumPy(
        value: ["return np.where(z > 0, z, 0.01 * z)"], gradient: ["return np.where(z > 0, da, 0.01 * da)"])
    case .elu:
      NumPy(
        value: ["return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))"],
        gradient: ["return np.where(z > 0, da, da * np.exp(np.minimum(z, 0)))"])
    case .sigmoid:
      NumPy(
        value: ["e = np.exp(-np.abs(z))  # never overflows", "return np.where(z >= 0, 1, e) / (1 + e)"],
        gradient: ["return da * sigmoid(z) * sigmoid(-z)"])
    case .tanh:
      NumPy(value: ["return np.tanh(z)"], gradient: ["return da * (1 - a) * (1 + a)"])
    case .softplus:
      NumPy(
        value: ["return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"], gradient: ["return da * sigmoid(z)"],
        uses: [.sigmoid])
    case .silu:
      NumPy(
        value: ["return z * sigmoid(z)"], gradient: ["return da * sigmoid(z) * (1 + z * sigmoid(-z))"],
        uses: [.sigmoid])
    case .gelu:
      NumPy(
        value: ["return z * normal(z)"],
        gradient: [
          "density = np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)", "return da * (normal(z) + z * density)",
        ],
        preamble: """
          def normal(z):  # the distribution function of the standard normal
              return 0.5 * (1 + np.vectorize(math.erf, otypes=[z.dtype])(z / math.sqrt(2)))
          """)
    case .softmax:
      NumPy(
        value: ["e = np.exp(z - z.max(axis=1, keepdims=True))", "return e / e.sum(axis=1, keepdims=True)"],
        gradient: ["return a * (da - (da * a).sum(axis=1, keepdims=True))"])
    case .identity:
      NumPy(value: ["return z"], gradient: ["return da"])
    }
  }

  /// The module of PyTorch.
  var pytorch: String {
    switch self {
    case .relu: "nn.ReLU()"
    case .leakyRelu: "nn.LeakyReLU(0.01)"
    case .elu: "nn.ELU()"
    case .sigmoid: "nn.Sigmoid()"
    case .tanh: "nn.Tanh()"
    // From the default threshold of 20 on PyTorch takes z for softplus(z), which is 2e-9 off.
    case .softplus: "nn.Softplus(threshold=40)"
    case .silu: "nn.SiLU()"
    case .gelu: "nn.GELU()"
    case .softmax: "nn.Softmax(dim=1)"
    case .identity: "nn.Identity()"
    }
  }

  // MARK: ONNX

  /// Adds the nodes of a = h(z): ONNX's own operators if engines have them for the precision; in Float64 the others are
  /// composed, since engines know them in Float32 only.
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
