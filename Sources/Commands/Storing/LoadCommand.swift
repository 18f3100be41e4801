import CommandKit
import Datasets
import Engine
import Files
import Language
import Models
import SessionCore
import Views

/// Loads a network, its weights, or one matrix from a file.
struct LoadCommand: Command {
  static let name = "load"
  static let abstract = "load a network that was saved, or weights that PyTorch, Keras or NumPy saved"
  static let discussion = """
    load model.safetensors loads a network that save wrote, with all that belongs to it. load weights from FILE loads \
    weights and biases into the present network, from safetensors, .npz or .npy files of any program, of Float64, \
    Float32, Float16 or bfloat16. PyTorch's names decide which tensor becomes which quantity, otherwise order and \
    shape; matrices that are inputs×units, as in Keras and JAX, are transposed. load W[1] from w.npy loads one matrix. \
    A table shows where each tensor goes; a file that does not fit changes nothing. Pickles (.pt, .pth, .pkl) are \
    programs and are never run. undo restores the old network.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("what", .path, "a file, or weights or a quantity", offers: .loaded),
    .named("from", .file, "the file of the weights or the quantity"),
  ]
  static let examples = [
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "save model.safetensors", "network 2 1", "load model.safetensors",
      shows: "the network is back", gives: .column("becomes", ["W[1]", "b[1]", "W[2]", "b[2]"])),
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "save weights.npz", "zero", "load weights from weights.npz",
      shows: "weights for the present network", gives: .column("becomes", ["W[1]", "b[1]", "W[2]", "b[2]"])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let what = arguments.word("what") ?? ""
    let path = arguments.word("from")
    if path == "" || path == nil && what == "weights" {
      throw arguments.failure("from which file?", at: "what", hint: "load \(what) from FILE.safetensors")
    }
    guard let path else {
      if let line = FileUse.reading(what), !line.hasPrefix("load") {
        throw arguments.failure("load reads networks and weights, not \(what)", at: "what", hint: "write \(line)")
      }
      return .shown(try loadNetwork(context.tensorFile(what, at: arguments.span("what")), arguments, in: &context))
    }
    let file = try context.tensorFile(path, at: arguments.span("from"))
    if what == "weights" { return .shown(try loadWeights(file, arguments, in: &context)) }
    return .shown(try loadMatrix(file, arguments, in: &context))
  }

  private static func loadNetwork(
    _ file: TensorFile, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> View {
    let span = arguments.span("what")
    guard let (model, matches) = try Diagnostic.of(span, file.model) else {
      let sizes = file.likelySizes.map { $0.map(String.init).joined(separator: " ") }
      throw Diagnostic(
        "\(file.path) holds numbers alone: it does not say what network they are of", at: span,
        hint: "\(sizes.map { "network \($0)" } ?? "build the network"), then load weights from \(file.path)")
    }
    NetworkCommand.putAsideBatch(notFitting: model.network, in: &context.session)
    context.session.install(model.network)
    context.session.origin = model.origin
    return .stack(
      [.text(Description.of(model.network)), table(of: matches)] + notes(on: model.origin, in: context.session))
  }

  private static func loadWeights(
    _ file: TensorFile, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> View {
    let network = try context.requireLayers(at: arguments.commandSpan)
    context.reads.read(.network)
    let span = arguments.span("from")
    let matches = try Diagnostic.of(span) { () throws(FileError) in try WeightMatching(file, to: network) }
    context.session.network = try Diagnostic.of(span, matches.network)
    context.session.trainedRows = []
    context.session.touchParameters()
    return table(of: matches)
  }

  private static func loadMatrix(
    _ file: TensorFile, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> View {
    let span = arguments.span("from")
    let target = try arguments.parsedExpression("what")
    let matrix = try Diagnostic.of(span, file.matrix)
    let assignment = Assignment(target: target, value: .name(file.path, span))
    try assignment.store(.matrix(matrix), in: &context, source: arguments.code)
    return .text("\(arguments.word("what") ?? ""): \(matrix.shape) from \(file.path)")
  }

  /// The tensors that were read, and what they became.
  private static func table(of matching: WeightMatching) -> View {
    let rows = matching.matches.map { match -> [Table.Cell] in
      let target = match.target.quantity.name + (match.isTransposed ? ", transposed" : "")
      return [
        .text(match.tensor.name, .name), .text(match.tensor.shapeText), .text(match.tensor.type), .text(target),
      ]
    }
    let lists = [
      ("not in the file, as they begin", matching.missing.map(\.quantity.name)),
      ("not used", matching.ignored.map(\.name)),
    ]
    let notes = lists.filter { !$1.isEmpty }.map { "\($0): \($1.joined(separator: ", "))" }
    return .table(
      Table(
        columns: ["tensor", "shape", "type", "becomes"], rows: rows,
        note: notes.isEmpty ? nil : notes.joined(separator: "\n")))
  }

  /// What the file says about its data, and a warning if the loaded data set has other pixels.
  private static func notes(on origin: ModelOrigin?, in session: Session) -> [View] {
    guard let origin else { return [] }
    var text = StyledText("trained on \(origin.data)", .faint)
    if let now = session.modelOrigin, session.dataset != nil, let pixels = origin.pixels, now.pixels != pixels {
      text =
        text
        + StyledText(
          "\nits inputs were pixels · \(pixels.scale.formatted) + \(pixels.offset.formatted); those of \(now.data) are not",
          .warning)
    }
    return [.text(text)]
  }
}
