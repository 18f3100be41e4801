import CommandKit
import Datasets
import Engine
import Files
import Interruption
import Language
import Models
import SessionCore
import Views

/// The network as a program that computes the same, or as a model.
extension ExportCommand {
  static let networkDiscussion = """
    export numpy and export pytorch write a Python program that builds the same network with the same weights and \
    computes output, loss and all gradients of the batch in X and Y (without a batch, of a few drawn samples): by \
    hand with NumPy, by autograd with PyTorch. When it runs it compares them with those of the session: in training, with the \
    dropout masks of the batch, and also the output in evaluation if that differs. Large networks have their numbers \
    in a second file, FILE.py.npz. export onnx writes a model that ONNX engines run: input X (with \
    pixels, the bytes of images, which the graph scales as the data set does), output a[L] in evaluation, any number \
    of rows, operators of version \(Model.onnxOperators) (of gelu the error function is Float32, as engines have no other). \
    Numbers are Float64; precision single makes it Float32, the only type that some engines know. An existing \
    program or model is replaced, completely or not at all.
    """

  static let systems: [Parameter.Choice] = [
    .init("numpy", "a program for NumPy"), .init("pytorch", "a program for PyTorch"), .init("onnx", "an ONNX model"),
  ]

  /// Writes the network; `nil` if the session is to be exported.
  static func exportNetwork(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> View? {
    let word = arguments.word("what") ?? ""
    let names = systems.map(\.word)
    guard names.contains(word) else {
      if let name = names.first(where: { word.hasSuffix(ending(of: $0)) }) {
        throw arguments.failure("for which system is \(word)?", at: "what", hint: "export \(name) to \(word)")
      }
      if !arguments.contains("to") && word.contains(".") {
        guard let line = FileUse.writing(word), !line.hasPrefix("export"), !word.hasSuffix(".md"),
          !word.hasSuffix(".svg")
        else { return nil }
        throw arguments.failure("export writes pages and programs, not \(word)", at: "what", hint: "write \(line)")
      }
      if let file = arguments.word("to"), file.hasSuffix(".npy") {
        throw arguments.failure("a matrix is saved", at: "what", hint: "write save \(word) to \(file)")
      }
      throw arguments.failure(
        "unknown system \(word)", at: "what",
        hint: Suggestions.question(word, among: names)
          ?? "numpy, pytorch or onnx; export session.html writes the session")
    }
    let suffix = Self.ending(of: word)
    guard let path = arguments.word("to"), !path.isEmpty else {
      throw arguments.failure("to which file?", at: "what", hint: "export \(word) to model\(suffix)")
    }
    guard path.hasSuffix(suffix) else {
      let kind = suffix == ".py" ? "a program" : "a model"
      throw arguments.failure("the name of \(kind) ends in \(suffix)", at: "to", hint: "for example \(path)\(suffix)")
    }
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    if let system = Program.System(rawValue: word) {
      return try writeProgram(of: network, for: system, to: path, arguments, in: context)
    }
    return try write(Model(network, origin: context.session.modelOrigin), to: path, arguments, in: context)
  }

  private static func ending(of system: String) -> String { system == "onnx" ? ".onnx" : ".py" }

  private static func write(
    _ model: Model, to path: String, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> View {
    let (span, precision) = (arguments.span("to"), arguments.precision)
    context.reads.read(.data)
    let pixels = model.origin?.pixels
    let takesPixels = arguments.contains("pixels")
    if takesPixels, pixels == nil {
      throw arguments.failure("no data set of images is loaded", at: "pixels", hint: "data digits loads one")
    }
    let bytes = try Diagnostic.of(span) { () throws(FileError) in
      try model.onnx(precision: precision, pixels: takesPixels ? pixels : nil)
    }
    try context.write(bytes, to: path, at: span)
    return .text(
      "wrote \(path): from \(takesPixels ? "pixels" : "X") to a[\(model.network.depth)], \(precision.summary), "
        + Description.count(bytes.count, "byte"))
  }

  private static func writeProgram(
    of network: Network<Double>, for system: Program.System, to path: String, _ arguments: Arguments,
    in context: Context
  ) throws(Diagnostic) -> View {
    let span = arguments.span("to")
    let dataPath = path + ".npz"
    let dataName = dataPath.split(separator: "/").last.map(String.init) ?? dataPath
    let given = try context.exportedBatch(of: network, at: arguments.commandSpan)
    let program = try Diagnostic.of(span) { () throws(FileError) in
      try Program(network, for: system, given: given, precision: arguments.precision, dataFile: dataName)
    }
    try Work.current.check(at: span)
    if let data = program.data { try context.write(data, to: dataPath, at: span) }
    // Both files or none.
    try Work().run { () throws(Diagnostic) in try context.write(Array(program.text.utf8), to: path, at: span) }
    let written = program.data == nil ? path : "\(path) and \(dataPath)"
    let batch = given == nil ? ", on drawn samples" : ""
    return .text("wrote \(written): python3 \(path) computes and compares\(batch)")
  }
}

extension Context {
  /// X and Y, if both exist and fit, and the masks that were drawn for them. PyTorch refuses the statistics of one
  /// sample.
  fileprivate func exportedBatch(
    of network: Network<Double>, at span: SourceSpan
  ) throws(Diagnostic) -> Trace<Double>? {
    guard let x = session[.input], let y = session[.target] else { return nil }
    try requireBatch(at: span)
    if x.rows == 1, network.layers.contains(where: { $0.normalization != nil }) { return nil }
    var given = Trace(input: x, target: y)
    for l in 1...network.depth {
      let mask = Quantity.mask(l)
      guard let drawn = session[mask], drawn.rows == x.rows, !session.isStale(mask) else { continue }
      reads.read(mask)
      given[mask] = drawn
    }
    return given
  }
}
