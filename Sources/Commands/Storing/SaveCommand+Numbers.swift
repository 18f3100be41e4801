import CommandKit
import Datasets
import Engine
import Files
import Language
import Models
import SessionCore
import Views

/// The network, its weights or a matrix in a file.
extension SaveCommand {
  static let numbersDiscussion = """
    A name that ends in .safetensors gets the network: weights and biases under PyTorch's names for nn.Sequential \
    (0.weight, 0.bias, 2.weight, …), of batch normalisation scale, shift and running statistics, and as metadata \
    sizes, activations, dropout, loss, reduction, penalties, and what the data set's pixels and classes were; load \
    restores it to the last bit. One that ends in .npz gets the numbers alone, for NumPy. save W[1] to w.npy writes \
    any matrix. Numbers are Float64; precision single at the end rounds them to Float32.
    """

  static let precisions: [Parameter.Choice] = [.init("double", "Float64"), .init("single", "Float32")]

  /// A file for numbers, by the ending of its name.
  enum NumberFile: String, CaseIterable {
    case safetensors, npz, npy

    init?(_ name: String) {
      guard let format = Self.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) else { return nil }
      self = format
    }
  }

  static func saveMatrix(
    to path: String, _ format: NumberFile, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> View {
    guard format == .npy else {
      throw arguments.failure(
        "a matrix goes into a file whose name ends in .npy", at: "to",
        hint: "write save \(arguments.word("what") ?? "W[1]") to \(FileUse.stem(path)).npy")
    }
    let precision = arguments.precision
    var evaluator = context.evaluator(arguments.code)
    let matrix = try evaluator.evaluate(arguments.parsedExpression("what")).asMatrix
    try context.write(Model.npy(matrix, precision: precision), to: path, at: arguments.span("to"))
    return .text("wrote \(path): \(matrix.shape), \(precision.summary)")
  }

  static func saveNetwork(
    to path: String, _ format: NumberFile, at span: SourceSpan, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> View {
    let network = try context.requireNetwork(toEvaluate: true, at: span)
    let precision = arguments.precision
    context.reads.read(.data)
    let model = Model(network, origin: context.session.modelOrigin)
    let bytes: [UInt8]
    switch format {
    case .safetensors: bytes = model.safetensors(precision: precision)
    case .npz:
      bytes = try Diagnostic.of(span) { () throws(FileError) in try model.npz(precision: precision, file: path) }
    case .npy:
      throw Diagnostic(
        "a .npy file holds one matrix", at: span, hint: "save W[1] to \(path), or a name that ends in .npz")
    }
    try context.write(bytes, to: path, at: span)
    return .text(
      "wrote \(path): \(Description.count(network.parameterCount, "parameter")), \(precision.summary), "
        + Description.count(bytes.count, "byte"))
  }
}

extension Arguments {
  var precision: Precision { word("precision").flatMap(Precision.init) ?? .double }
}

extension Precision {
  var summary: String { self == .double ? "Float64" : "Float32" }
}
