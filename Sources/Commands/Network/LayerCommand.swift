import Calculus
import CommandKit
import Engine
import Language
import SessionCore
import Views

struct LayerCommand: Command {
  static let name = "layer"
  static let abstract = "show a layer, change its activation or its parts, add or remove one"
  static let discussion = """
    `layer 2` shows layer 2; `layer 2 activation tanh` changes its activation. `layer add 4` adds a layer of 4 \
    units after the last, `layer remove` removes the last. Weights of a new layer are 0; the other layers keep \
    theirs, and the results of the last pass are dropped.

    `layer 1 dropout 0.5` leaves out half the units of a hidden layer in each training pass: a = h(z) ⊙ mask, with \
    0 or 1/(1 − p) in the mask (Srivastava et al. 2014).

    `layer 1 batchnorm` gives z mean 0 and variance 1 over the batch, then a scale gamma and a shift beta that are \
    learnt: z, mu, var, zhat, zbn, a (Ioffe and Szegedy 2015).

    l2 and l1 penalise the weights of this layer instead of those of `set`. `plain` removes all these parts.
    """
  static let topic = Topic.network
  static let parameters: [Parameter] = [
    .operand(
      "what", .word, "the layer's number, add or remove",
      offers: .layers + .words([.init("add", "adds a layer after the last"), .init("remove", "removes the last")])),
    .operand("units", .integer(1...1_000_000), "units of the layer to add", required: false),
    .named("activation", .activation, "its activation", fallback: "as the output layer's"),
    .named("dropout", .number(.share), "share of the units that a training pass leaves out"),
    .named("batchnorm", .flag, "normalise z over the batch"),
    .named("l2", .number(.notNegative), "λ of its penalty \(PenaltyDefinition.square.formula)", fallback: "set l2"),
    .named("l1", .number(.notNegative), "λ₁ of its penalty \(PenaltyDefinition.size.formula)", fallback: "set l1"),
    .named("plain", .flag, "without dropout, batch normalisation and penalties of its own"),
  ]
  static let examples = [
    Example(
      "network 2 3 1", "layer 1 activation tanh", shows: "another activation", gives: "layer 1: tanh, a = tanh(z)"),
    Example(
      "network 2 3", "layer add 1 activation sigmoid", shows: "built layer by layer",
      gives: "network 2-3-1, sigmoid then sigmoid, half-squared-error (mean): 13 parameters"),
    Example(
      "network 2 3 1", "layer 1 dropout 0.5", "seed 1", "init kaiming", "input [[1, 2], [2, 1]]", "forward", "mask[1]",
      shows: "three of six activations, doubled", gives: [[0, 2, 0], [2, 0, 0]]),
    Example(
      "network 2 3 1", "layer 1 batchnorm", "seed 1", "init kaiming", "input [[1, 2], [2, 1]]", "forward", "zhat[1]",
      shows: "mean 0 and variance 1 in each column",
      gives: [[-0.999996, -0.999933, -0.999998], [0.999996, 0.999933, 0.999998]]),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireLayers(at: arguments.commandSpan)
    switch arguments.word("what") {
    case "add": return .shown(try add(arguments, network, in: &context.session))
    case "remove": return .shown(try remove(arguments, network, in: &context.session))
    default: return .shown(try change(arguments, network, in: &context.session))
    }
  }

  private static func add(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View {
    guard let units = arguments.integer("units") else {
      throw arguments.failure("how many units?", at: "what", hint: "layer add 4 activation tanh")
    }
    let last = network[layer: network.depth]
    let activation = arguments.word("activation").flatMap(session.activation(named:)) ?? last.activation
    try Choices.check(network.objective.loss, with: activation, arguments, at: "activation")
    let layer = Layer(
      weights: Matrix<Double>(rows: units, columns: last.units), biases: Matrix(rows: 1, columns: units),
      activation: activation)
    return replace(network, with: network.layers + [layer], in: &session)
  }

  private static func remove(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View {
    guard network.depth > 1 else { throw arguments.failure("this is the only layer", at: "what") }
    var output = network[layer: network.depth - 1]
    // The output layer has no parts that differ in training.
    (output.dropout, output.normalization) = (0, nil)
    try Choices.check(network.objective.loss, with: output.activation, arguments, at: "what")
    return replace(network, with: network.layers.dropLast(2) + [output], in: &session)
  }

  /// Puts other layers in place; a target of another width is dropped.
  private static func replace(
    _ network: Network<Double>, with layers: [Layer<Double>], in session: inout Session
  ) -> View {
    let network = Network(layers: layers, objective: network.objective)
    if session[.target].map({ $0.columns != network.sizes[network.depth] }) == true { session.trace[.target] = nil }
    session.install(network)
    return .text(Description.of(session.network ?? network))
  }

  private static func change(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View {
    let word = arguments.word("what") ?? ""
    guard let typed = Int(word), case let l = typed < 0 ? network.depth + 1 + typed : typed,
      (1...network.depth).contains(l)
    else {
      throw arguments.failure(
        "there is no layer \(word)", at: "what",
        hint: "the network has layers 1 to \(network.depth); layer add 4 adds one")
    }
    var layer = network[layer: l]
    if let activation = arguments.word("activation").flatMap(session.activation(named:)) {
      if l == network.depth { try Choices.check(network.objective.loss, with: activation, arguments, at: "activation") }
      layer.activation = activation
    }
    try changeParts(of: &layer, isOutput: l == network.depth, arguments)
    guard layer != network[layer: l] || arguments.contains("activation") else { return view(of: l, in: network) }
    session.network?[layer: l] = layer
    if layer.hasModes || network[layer: l].hasModes { session.forgetPass() }
    for parameter in network.parameters where parameter.layer == l { session.freshness.touch(parameter) }
    return .text("layer \(l): \(description(of: layer))")
  }

  private static func changeParts(
    of layer: inout Layer<Double>, isOutput: Bool, _ arguments: Arguments
  ) throws(Diagnostic) {
    if isOutput, let part = ["dropout", "batchnorm"].first(where: { arguments.contains($0) }) {
      throw arguments.failure(
        "the output layer takes no \(part): the loss is a function of its z and a", at: part,
        hint: "hidden layers take it")
    }
    if arguments.contains("plain") {
      (layer.dropout, layer.normalization, layer.l1, layer.l2) = (0, nil, nil, nil)
    }
    if let p = arguments.number("dropout") { layer.dropout = p }
    if arguments.contains("batchnorm"), layer.normalization == nil {
      layer.normalization = BatchNormalization(units: layer.units)
    }
    if let factor = arguments.number("l2") { layer.l2 = factor }
    if let factor = arguments.number("l1") { layer.l1 = factor }
  }

  private static func description(of layer: Layer<Double>) -> String {
    let activation = layer.activation
    return (["\(activation.name), a = \(activation.definition.body.mathematics)"] + Description.parts(of: layer))
      .joined(separator: ", ")
  }

  private static func view(of l: Int, in network: Network<Double>) -> View {
    let layer = network[layer: l]
    let line = "layer \(l): \(layer.inputs) → \(layer.units), \(description(of: layer))"
    let parameters = network.parameters.filter { $0.layer == l }
    return .stack(
      [.text(StyledText(line))]
        + parameters.compactMap { name in network[name].map { .matrix($0.view(label: name.name)) } })
  }
}
