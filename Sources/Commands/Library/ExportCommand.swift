import Datasets
import Engine
import Language
import Models
import Views

/// Writes the network for another system: a program that computes the same, or a model.
struct ExportCommand: Command {
  static let name = "export"
  static let abstract = "write the network for another system: export pytorch to FILE.py"
  static let discussion = """
    `export numpy` and `export pytorch` write a Python program that builds the same network with the same weights and \
    computes output, loss and all gradients of the batch in X and Y (of a few drawn samples where there is none): by \
    hand with NumPy, by autograd with PyTorch. Run, it compares them with those computed here. Where the numbers are \
    too many to read they are in FILE.npz beside it. `export onnx` writes a model that ONNX engines run: input X (with \
    pixels, the bytes of images, which the graph scales as the data set does), output a[L], any number of rows, \
    operators of version 17 (of gelu the error function is Float32, as engines have no other). Numbers are Float64; `precision single` makes it Float32, the only type that some engines \
    know. A file that is there is replaced, whole or not at all.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand(
      "system",
      .choice([
        .init("numpy", "a program for NumPy"), .init("pytorch", "a program for PyTorch"),
        .init("onnx", "an ONNX model"),
      ]), "for what"),
    .named("to", .path, "the file"),
    .named(
      "precision", .choice([.init("double", "Float64"), .init("single", "Float32")]), "its numbers", fallback: "double"),
    .named("pixels", .flag, "let an ONNX model take the bytes of images"),
  ]
  static let examples = [
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "data xor", "export numpy to xor.py", shows: "the network in NumPy"),
    Example(
      "data digits", "network 64 10", "seed 1", "init kaiming", "export onnx to digits.onnx precision single pixels",
      shows: "a model for other engines"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    let system = arguments.word("system") ?? ""
    guard let path = arguments.word("to") else {
      throw arguments.failure(
        "to which file?", at: "system", hint: "export \(system) to model.\(system == "onnx" ? "onnx" : "py")")
    }
    let precision = arguments.word("precision").flatMap(Precision.init) ?? .double
    if let system = Program.System(rawValue: system) {
      if arguments.contains("pixels") { throw arguments.failure("pixels is for onnx", at: "pixels") }
      return try writeProgram(network, for: system, to: path, precision, arguments, in: context)
    }
    let model = Model(network, origin: context.session.modelOrigin)
    let pixels = model.origin?.pixels
    if arguments.contains("pixels"), pixels == nil {
      throw arguments.failure("no data set of images is loaded", at: "pixels", hint: "data digits, say")
    }
    let bytes = try Diagnostic.of(arguments.span("to")) { () throws(DataError) in
      try model.onnx(precision: precision, pixels: arguments.contains("pixels") ? pixels : nil)
    }
    try context.write(bytes, to: path, at: arguments.span("to"))
    let input = arguments.contains("pixels") ? "pixels" : "X"
    return .text(
      "wrote \(path): from \(input) to a[\(network.depth)], \(precision.summary), "
        + Description.count(bytes.count, "byte"))
  }

  private static func writeProgram(
    _ network: Network<Double>, for system: Program.System, to path: String, _ precision: Precision,
    _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> View {
    let span = arguments.span("to")
    guard path.hasSuffix(".py") else {
      throw Diagnostic("the name of a program ends in .py", at: span, hint: "\(path).py, say")
    }
    let dataPath = path.dropLast(3) + ".npz"
    let dataName = dataPath.split(separator: "/").last.map(String.init) ?? String(dataPath)
    let batch = try context.exportedBatch(at: arguments.commandSpan)
    let program = try Diagnostic.of(span) { () throws(DataError) in
      try Program(network, for: system, batch: batch, precision: precision, dataFile: dataName)
    }
    if let data = program.data { try context.write(data, to: String(dataPath), at: span) }
    try context.write(Array(program.text.utf8), to: path, at: span)
    let written = program.data == nil ? "\(path)" : "\(path) and \(dataPath)"
    return .text("wrote \(written): python3 \(path) computes and compares")
  }
}

extension Context {
  /// X and Y, where both are there and fit.
  fileprivate func exportedBatch(at span: SourceSpan) throws(Diagnostic) -> (x: Matrix<Double>, y: Matrix<Double>)? {
    guard let x = session[.input], let y = session[.target] else { return nil }
    try requireBatch(at: span)
    return (x, y)
  }
}
