import Engine
import Language
import Views

/// Shows or changes one layer, or adds and removes layers at the output.
struct LayerCommand: Command {
  static let name = "layer"
  static let abstract = "show a layer, change its activation, add or remove one"
  static let discussion = """
    `layer 2` shows layer 2; `layer 2 activation tanh` changes its activation. `layer add 4` puts a layer of 4 units \
    behind the last, `layer remove` takes the last one away. Weights of a new layer are 0. The other layers keep theirs, and what \
    a pass has computed is gone.
    """
  static let topic = Topic.network
  static let parameters: [Parameter] = [
    .operand(
      "what", .word, "the layer's number, add or remove",
      offers: .layers + .words([.init("add", "puts a layer behind the last"), .init("remove", "takes the last away")])),
    .operand("units", .integer(1...1_000_000), "units of the layer to add", required: false),
    .named("activation", .choice(Choices.activations), "its activation", fallback: "as the output layer's"),
  ]
  static let examples = [
    Example("network 2 3 1", "layer 1 activation tanh", shows: "another activation"),
    Example("network 2 3", "layer add 1 activation sigmoid", shows: "built layer by layer"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    guard let network = context.session.network else {
      throw context.evaluator(arguments.code).noNetwork(at: arguments.commandSpan)
    }
    switch arguments.word("what") {
    case "add": return try add(arguments, network, in: &context.session)
    case "remove": return try remove(arguments, network, in: &context.session)
    case let word: return try change(word ?? "", arguments, network, in: &context.session)
    }
  }

  private static func add(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View? {
    guard let units = arguments.integer("units") else {
      throw arguments.failure("how many units?", at: "what", hint: "layer add 4 activation tanh")
    }
    let last = network[layer: network.depth]
    let activation = arguments.word("activation").flatMap(Activation.init) ?? last.activation
    try Choices.check(network.objective.loss, with: activation, arguments, at: "activation")
    let layer = Layer(
      weights: Matrix<Double>(rows: units, columns: last.units), biases: Matrix(rows: 1, columns: units),
      activation: activation)
    replace(with: Network(layers: network.layers + [layer], objective: network.objective), in: &session)
    return .text(Description.of(session.network ?? network))
  }

  private static func remove(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View? {
    guard network.depth > 1 else { throw arguments.failure("this is the only layer", at: "what") }
    let layers = Array(network.layers.dropLast())
    try Choices.check(network.objective.loss, with: layers[layers.count - 1].activation, arguments, at: "what")
    replace(with: Network(layers: layers, objective: network.objective), in: &session)
    return .text(Description.of(session.network ?? network))
  }

  /// Puts the network in place; a target of another width is dropped.
  private static func replace(with network: Network<Double>, in session: inout Session) {
    if session[.target].map({ $0.columns != network.sizes[network.depth] }) == true { session.trace[.target] = nil }
    session.install(network)
  }

  private static func change(
    _ word: String, _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View? {
    guard let typed = Int(word), case let l = typed < 0 ? network.depth + 1 + typed : typed,
      (1...network.depth).contains(l)
    else {
      throw arguments.failure(
        "there is no layer \(word)", at: "what",
        hint: "the network has layers 1 to \(network.depth); layer add 4 adds one")
    }
    if let activation = arguments.word("activation").flatMap(Activation.init) {
      if l == network.depth { try Choices.check(network.objective.loss, with: activation, arguments, at: "activation") }
      session.network?[layer: l] = Layer(
        weights: network[layer: l].weights, biases: network[layer: l].biases, activation: activation)
      session.freshness.touch(.weights(l))
      return .text("layer \(l): \(activation.rawValue), a = \(activation.formula)")
    }
    let layer = network[layer: l]
    return .stack([
      .text(
        "layer \(l): \(layer.inputs) → \(layer.units), \(layer.activation.rawValue), a = \(layer.activation.formula)"),
      .matrix(layer.weights.view(label: "W[\(l)]")), .matrix(layer.biases.view(label: "b[\(l)]")),
    ])
  }
}
