import Engine
import SwiftProtobuf

/// A graph of ONNX nodes as it grows.
struct ONNXGraph {
  private(set) var proto = Onnx_GraphProto()
  let precision: Precision

  init(name: String, precision: Precision) {
    proto.name = name
    self.precision = precision
  }

  /// The element type of everything that is computed.
  var elementType: Onnx_TensorProto.DataType { precision == .double ? .double : .float }

  /// Adds a node with one output and gives the output's name.
  @discardableResult
  mutating func node(_ type: String, _ inputs: [String], _ output: String, _ attributes: Attribute...) -> String {
    var node = Onnx_NodeProto()
    node.opType = type
    node.name = "\(type) \(output)"
    node.input = inputs
    node.output = [output]
    node.attribute = attributes.map(\.proto)
    proto.node.append(node)
    return output
  }

  /// The values as numbers of another type; unchanged if the graph computes in it.
  mutating func cast(_ values: String, to type: Onnx_TensorProto.DataType, _ output: String) -> String {
    if precision == .single { return values }
    return node("Cast", [values], output, .integer("to", type.rawValue))
  }

  /// Adds a tensor of the graph's own and gives its name.
  @discardableResult
  mutating func tensor(_ name: String, _ shape: [Int], _ numbers: [Double]) -> String {
    if proto.initializer.contains(where: { $0.name == name }) { return name }
    var tensor = Onnx_TensorProto()
    tensor.name = name
    tensor.dims = shape.map(Int64.init)
    tensor.dataType = Int32(elementType.rawValue)
    tensor.rawData = .init(precision.bytes(numbers))
    proto.initializer.append(tensor)
    return name
  }

  mutating func constant(_ number: Double) -> String { tensor("\(number)", [], [number]) }

  mutating func input(_ name: String, columns: Int, type: Onnx_TensorProto.DataType) {
    proto.input.append(Self.batch(name, columns: columns, type: type))
  }

  mutating func output(_ name: String, columns: Int) {
    proto.output.append(Self.batch(name, columns: columns, type: elementType))
  }

  /// A matrix with any number of rows.
  private static func batch(_ name: String, columns: Int, type: Onnx_TensorProto.DataType) -> Onnx_ValueInfoProto {
    var (rows, width) = (Onnx_TensorShapeProto.Dimension(), Onnx_TensorShapeProto.Dimension())
    rows.dimParam = "batch"
    width.dimValue = Int64(columns)
    var info = Onnx_ValueInfoProto()
    info.name = name
    info.type.tensorType.elemType = Int32(type.rawValue)
    info.type.tensorType.shape.dim = [rows, width]
    return info
  }

  enum Attribute {
    case number(String, Double)
    case integer(String, Int)

    var proto: Onnx_AttributeProto {
      var proto = Onnx_AttributeProto()
      switch self {
      case .number(let name, let value): (proto.name, proto.f, proto.type) = (name, Float(value), .float)
      case .integer(let name, let value): (proto.name, proto.i, proto.type) = (name, Int64(value), .int)
      }
      return proto
    }
  }
}
