import Engine
import Files
import SwiftProtobuf

extension Model {
  /// The version of ONNX's operators that is used.
  public static let onnxOperators = 17

  /// The network as an ONNX model: input X of any number of rows, output a[L].
  ///
  /// - Parameter pixels: the input is then `pixels`, bytes, and X is made of them in the graph.
  public func onnx(precision: Precision, pixels: ModelOrigin.PixelScale? = nil) throws(FileError) -> [UInt8] {
    var model = Onnx_ModelProto()
    model.irVersion = 8
    model.producerName = "chainrule"
    var operators = Onnx_OperatorSetIdProto()
    operators.version = Int64(Self.onnxOperators)
    model.opsetImport = [operators]
    model.metadataProps = Architecture(network, origin: origin).metadata.sorted { $0.key < $1.key }.map {
      var entry = Onnx_StringStringEntryProto()
      (entry.key, entry.value) = ($0.key, $0.value)
      return entry
    }
    model.graph = try graph(precision: precision, pixels: pixels).proto
    guard let bytes: [UInt8] = try? model.serializedBytes() else {
      throw FileError(file: "ONNX", "a file holds up to 2 GB of numbers")
    }
    return bytes
  }

  private func graph(precision: Precision, pixels: ModelOrigin.PixelScale?) throws(FileError) -> ONNXGraph {
    var graph = ONNXGraph(name: network.title, precision: precision)
    if let pixels {
      graph.input("pixels", columns: network.sizes[0], type: .uint8)
      let numbers = graph.node("Cast", ["pixels"], "pixels as numbers", .integer("to", graph.elementType.rawValue))
      let scaled = graph.node("Mul", [numbers, graph.constant(pixels.scale)], "pixels scaled")
      graph.node("Add", [scaled, graph.constant(pixels.offset)], "X")
    } else {
      graph.input("X", columns: network.sizes[0], type: graph.elementType)
    }
    var below = "X"
    for module in network.modules {
      switch module {
      case .linear(let l):
        let layer = network[layer: l]
        let weights = graph.tensor("W[\(l)]", [layer.units, layer.inputs], layer.weights.elements)
        let biases = graph.tensor("b[\(l)]", [layer.units], layer.biases.elements)
        below = graph.node("Gemm", [below, weights, biases], "z[\(l)]", .integer("transB", 1))
      case .normalization(let l):
        if let normalization = network[layer: l].normalization {
          normalization.addNodes(from: below, layer: l, in: &graph)
          below = "zbn[\(l)]"
        }
      case .activation(let l):
        try network[layer: l].activation.addNodes(from: below, to: "a[\(l)]", in: &graph)
        below = "a[\(l)]"
      case .dropout: continue  // Evaluation drops nothing.
      }
    }
    graph.output(below, columns: network.sizes[network.depth])
    return graph
  }
}

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
