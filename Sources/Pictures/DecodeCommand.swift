import CommandKit
import Engine
import Language
import SessionCore
import Views

struct DecodeCommand: Command {
  static let name = "decode"
  static let abstract = "the output for a code that you type: decode [[0.5, -1]]"
  static let discussion = """
    A row is one code: the activations of the narrowest hidden layer, or of the one that layer names. The layers above \
    turn it into an output, a picture if the samples are images. code shows which codes the samples have.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand("code", .expression, "one row a code"),
    .named(
      "layer", .layer([]), "the layer whose activations these are", fallback: "the narrowest hidden one",
      offers: .layers),
  ]
  static let examples = [
    Example(
      "data digits", "targets inputs", "network 64 16 2 16 64 hidden tanh", "seed 1", "init xavier",
      "train epochs 5 batch 16 rate 2;", "decode [[-0.8, 0], [0, 0], [0.8, 0]]",
      shows: "a way through the code, as pictures", gives: .images(["-0.8, 0", "0, 0", "0.8, 0"]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan).inMode(.evaluation)
    let l = try network.codeLayer(arguments)
    guard let expression = arguments.expression("code") else { return .nothing }
    var evaluator = context.evaluator(arguments.code)
    let code = try evaluator.evaluate(expression).asMatrix
    guard code.columns == network.sizes[l] else {
      throw Diagnostic(
        "a row has \(Description.count(code.columns, "number")), layer \(l) \(Description.count(network.sizes[l], "unit"))",
        at: expression.span,
        hint: code.rows == network.sizes[l] ? "one code is one row: (…).T turns it" : nil)
    }
    guard let output = network.output(from: code, at: l) else { return .nothing }
    context.reads.read(.data)
    return pictures(of: output, code, context.session) ?? .shown(.matrix(output), label: "decoded")
  }

  private static func pictures(
    of output: Matrix<Double>, _ code: Matrix<Double>, _ session: Session
  ) -> CommandResult? {
    guard let samples = session.dataset, samples.training.features == output.columns,
      let size = session.imageSize(of: output.columns)
    else { return nil }
    let format = NumberFormat(digits: 3)
    let images = (0..<output.rows).map { row in
      ImageGrid.Image(
        pixels: Array(output.row(row)), caption: code.row(row).prefix(4).map(format.text).joined(separator: ", "))
    }
    let first: Matrix<Double> = samples.training.inputMatrix(at: 0..<min(256, samples.training.count))
    return .shown(
      .imageGrid(
        ImageGrid(
          title: "decoded", width: size.width, height: size.height, images: images, palette: .sequential,
          range: first.elements.range))
    )
  }
}
