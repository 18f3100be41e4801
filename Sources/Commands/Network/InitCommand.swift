import CommandKit
import Engine
import Language
import SessionCore
import Views

struct InitCommand: Command {
  static let name = "init"
  static let abstract = "draw all weights; biases become 0"
  static let discussion = """
    kaiming: N(0, 2/n_in), the standard deviation is √(2/n_in) (He et al. 2015, for ReLU). xavier: standard deviation \
    √(2/(n_in + n_out)) (Glorot and Bengio 2010). normal and constant take a value. The numbers come from the \
    session's stream, which `seed` starts: with the same seed they are NumPy's.
    """
  static let topic = Topic.network
  static let parameters: [Parameter] = [
    .operand(
      "scheme",
      .choice([
        .init("kaiming", "standard deviation √(2/n_in)"), .init("xavier", "standard deviation √(2/(n_in + n_out))"),
        .init("normal", "standard deviation as given, 1 otherwise"), .init("zeros", "all 0"),
        .init("constant", "all as given"),
      ]), "how", required: false, fallback: "shows the weights' spread"),
    .operand("value", .number(nil), "standard deviation of normal, value of constant", required: false),
  ]
  static let examples = [
    Example(
      "network 2 4 1", "seed 42", "init kaiming", "W[1]", shows: "the weights of numpy.random.seed(42)",
      gives: [[0.496714, -0.138264], [0.647689, 1.52303], [-0.234153, -0.234137], [1.57921, 0.767435]]),
    Example(
      "network 2 2 1", "init constant 0.5", shows: "every weight the same: hidden units stay equal for ever",
      gives: "all 6 weights are 0.5, biases are 0"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireLayers(at: arguments.commandSpan)
    let value = arguments.number("value")
    guard let word = arguments.word("scheme") else { return .shown(spread(of: network, in: context)) }
    if value != nil, word != "normal", word != "constant" {
      throw arguments.failure("\(word) takes no value", at: "value")
    }
    let scheme: Initialization
    switch word {
    case "kaiming": scheme = .kaiming
    case "xavier": scheme = .xavier
    case "zeros": scheme = .zeros
    case "normal":
      if let value, value <= 0 { throw arguments.failure("a standard deviation is above 0", at: "value") }
      scheme = .normal(deviation: value ?? 1)
    default:
      guard let value, value.isFinite else {
        throw arguments.failure("constant needs a value", at: "scheme", hint: "init constant 0.5")
      }
      scheme = .constant(value)
    }
    context.session.network = network.initialized(scheme, using: &context.session.generator)
    context.session.optimizerState = OptimizerState()
    context.session.trainedRows = []
    context.session.touchParameters()
    let weights = Description.count(network.layers.reduce(0) { $0 + $1.weights.count }, "weight")
    let set =
      switch scheme {
      case .zeros: "all \(weights) are 0"
      case .constant(let value): "all \(weights) are \(NumberFormat(digits: context.session.digits).text(value))"
      default: "drew \(weights)"
      }
    return .shown(.text("\(set), biases are 0"))
  }

  /// Mean and standard deviation of the weights of each layer.
  private static func spread(of network: Network<Double>, in context: Context) -> View {
    let rows = (1...network.depth).map { l in
      let weights = network[layer: l].weights.elements
      let mean = weights.reduce(0, +) / Double(weights.count)
      let square = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(weights.count)
      return [Table.Cell.text("W[\(l)]", .name), .number(mean), .number(square.squareRoot())]
    }
    return .table(
      Table(
        columns: ["weights", "mean", "std"], rows: rows, note: "init kaiming draws them anew, xavier and others too"))
  }
}
