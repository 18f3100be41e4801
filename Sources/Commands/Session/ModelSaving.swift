import CommandKit
import Datasets
import Engine
import Files
import Language
import Models
import SessionCore
import Views

/// `save` with a file for numbers: `save model.safetensors precision single`, `save W[1] to w.npy`.
struct ModelSaving {
  static let discussion = """
    A name that ends in .safetensors gets the network: weights and biases under PyTorch's names for nn.Sequential \
    (0.weight, 0.bias, 2.weight, …), of batch normalisation scale, shift and running statistics, and as metadata \
    sizes, activations, dropout, loss, reduction, penalties, and what the data set's pixels and classes were; load \
    brings it back to the last bit. One that ends in .npz gets the numbers alone, for NumPy. save W[1] to w.npy writes any matrix. Numbers are Float64; precision single at the end \
    rounds them to Float32.
    """

  static let precisions: [Parameter.Choice] = [.init("double", "Float64"), .init("single", "Float32")]

  private enum Format: String, CaseIterable {
    case safetensors, npz, npy

    /// By the ending of a file's name.
    init?(_ name: String) {
      guard let format = Self.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) else { return nil }
      self = format
    }
  }

  /// Whether a name, perhaps in quotes, is that of a file with numbers.
  static func isFile(_ word: String) -> Bool { Format(word.hasSuffix("\"") ? String(word.dropLast()) : word) != nil }

  private let code: String
  private let format: Format
  private let path: String
  private let pathSpan: SourceSpan
  private let precision: Precision
  /// Where the expression before `to` begins and ends.
  private let expression: Range<Int>?

  /// `nil` where the file's name ends otherwise.
  init?(_ arguments: Arguments) throws(Diagnostic) {
    let start = arguments.span("what to file").start
    let bytes = Array(arguments.code.utf8)
    guard arguments.contains("what to file") else { return nil }
    var words = Self.words(bytes, from: start)
    // What save asks before it writes over a session's file is no mistake here.
    if words.count > 1, words.last?.text == "replace" { words.removeLast() }
    precision = try Self.takePrecision(&words)
    guard let file = words.last else { return nil }
    let name = arguments.path(file.text)
    guard let format = Format(name) else { return nil }
    let hasTo = words.count > 2 && words[words.count - 2].text == "to"
    guard hasTo || words.count == 1 else { return nil }
    expression = hasTo ? start..<words[words.count - 3].span.end : nil
    (self.format, path, pathSpan, code) = (format, name, file.span, arguments.code)
  }

  /// The words of a text by blanks; those in quotes are one.
  private static func words(_ bytes: [UInt8], from start: Int) -> [(text: String, span: SourceSpan)] {
    var words: [(text: String, span: SourceSpan)] = []
    var begin = start
    var isQuoted = false
    for place in start...bytes.count {
      if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard place == bytes.count || bytes[place] == 0x20 && !isQuoted else { continue }
      if place > begin {
        words.append((String(decoding: bytes[begin..<place], as: UTF8.self), SourceSpan(begin, place)))
      }
      begin = place + 1
    }
    return words
  }

  /// Takes `precision single` off the end.
  private static func takePrecision(_ words: inout [(text: String, span: SourceSpan)]) throws(Diagnostic) -> Precision {
    guard words.count > 2, words[words.count - 2].text == "precision" else { return .double }
    let word = words[words.count - 1]
    guard let precision = Precision(rawValue: word.text) else {
      throw Diagnostic("precision is double or single, not \(word.text)", at: word.span)
    }
    words.removeLast(2)
    return precision
  }

  func run(in context: Context) throws(Diagnostic) -> View {
    guard let expression else { return try saveNetwork(in: context) }
    guard format == .npy else {
      throw Diagnostic(
        "a matrix goes into a file whose name ends in .npy", at: pathSpan, hint: "save \(path) saves the network")
    }
    var evaluator = context.evaluator(code)
    let part = String(decoding: Array(code.utf8)[..<expression.upperBound], as: UTF8.self)
    let matrix = try evaluator.evaluate(ExpressionParser.parse(part, from: expression.lowerBound)).asMatrix
    try context.write(Model.npy(matrix, precision: precision), to: path, at: pathSpan)
    return .text("wrote \(path): \(matrix.shape), \(precision.summary)")
  }

  private func saveNetwork(in context: Context) throws(Diagnostic) -> View {
    let network = try context.requireNetwork(toEvaluate: true, at: pathSpan)
    context.reads.read(.data)
    let model = Model(network, origin: context.session.modelOrigin)
    let bytes: [UInt8]
    switch format {
    case .safetensors: bytes = model.safetensors(precision: precision)
    case .npz:
      bytes = try Diagnostic.of(pathSpan) { () throws(FileError) in try model.npz(precision: precision, file: path) }
    case .npy:
      throw Diagnostic(
        "a .npy file holds one matrix", at: pathSpan, hint: "save W[1] to \(path), or a name that ends in .npz")
    }
    try context.write(bytes, to: path, at: pathSpan)
    return .text(
      "wrote \(path): \(Description.count(network.parameterCount, "parameter")), \(precision.summary), "
        + Description.count(bytes.count, "byte"))
  }
}

extension Precision {
  var summary: String { self == .double ? "Float64" : "Float32" }
}
