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
    `layer 2` shows layer 2; `layer 2 activation tanh` changes its activation. `layer add 4` adds a layer of 4 units \
    after the last, which is then the output; `layer add 4 after 1` puts it after layer 1. `layer remove 2` removes \
    layer 2, `layer remove` the last; the layers after it move down by one. Weights of a new layer are 0, and those \
    into the layer after it if they do not fit; the other layers keep theirs. The results of the last pass are dropped, \
    and a target that no longer fits.

    `layer 1 dropout 0.5` leaves out half the units of a hidden layer in each training pass: a = h(z) ⊙ mask, with \
    0 or 1/(1 − p) in the mask (Srivastava et al. 2014).

    `layer 1 batchnorm` gives z mean 0 and variance 1 over the batch, then a scale gamma and a shift beta that are \
    learnt: z, mu, var, zhat, zbn, a (Ioffe and Szegedy 2015).

    l2 and l1 penalise the weights of this layer instead of those of `set`. `plain` removes all these parts.
    """
  static let topic = Topic.network
  static let parameters: [Parameter] = [
    .operand(
      "what", .layer([.init("add", "adds a layer"), .init("remove", "removes a layer")]),
      "the layer's number, add or remove", required: false, fallback: "shows all layers"),
    .operand(
      "number", .integer(1...1_000_000), "units of the layer to add, or the layer to remove", required: false,
      fallback: "for remove the last layer"
    )
    .only(with: "what", ["add", "remove"], "belongs to layer add and layer remove"),
    .named("after", .integer(0...1_000_000), "the layer after which one is added", fallback: "the last")
      .only(with: "what", ["add"], "belongs to layer add"),
    .named("activation", .activation, "its activation", fallback: "as the layer's before it")
      .only(with: "what", "belongs to layer add, or to the number of a layer") { $0 != "remove" },
    .named("dropout", .number(.share), "share of the units that a training pass leaves out")
      .only(with: "what", ofOneLayer, if: isNumber),
    .named("batchnorm", .flag, "normalise z over the batch")
      .only(with: "what", ofOneLayer, if: isNumber),
    .named("l2", .number(.notNegative), "λ of its penalty \(PenaltyDefinition.square.formula)", fallback: "set l2")
      .only(with: "what", ofOneLayer, if: isNumber),
    .named("l1", .number(.notNegative), "λ₁ of its penalty \(PenaltyDefinition.size.formula)", fallback: "set l1")
      .only(with: "what", ofOneLayer, if: isNumber),
    .named("plain", .flag, "without dropout, batch normalisation and penalties of its own")
      .only(with: "what", ofOneLayer, if: isNumber),
  ]
  private static let ofOneLayer = "belongs to a layer of the network: layer 1 …"
  private static let isNumber: @Sendable (String?) -> Bool = { $0.map { Int($0) != nil } ?? false }

  static let examples = [
    Example(
      "network 2 3 1", "layer 1 activation tanh", shows: "another activation", gives: "layer 1: tanh, a = tanh(z)"),
    Example(
      "network 2 3", "layer add 1 activation sigmoid", shows: "built layer by layer",
      gives: "network 2-3-1, sigmoid then sigmoid, half-squared-error (mean): 13 parameters"),
    Example(
      "network 2 3 5 4 1", "layer remove 1", "summary", shows: "the first hidden layer is gone",
      gives: .column("units", [2, 5, 4, 1])),
    Example(
      "network 2 3 1", "layer add 4 after 1", "summary", shows: "a second hidden layer",
      gives: .column("units", [2, 3, 4, 1])),
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
    if !arguments.contains("what") { return .shown(try SummaryCommand.table(of: context.session, arguments)) }
    switch arguments.word("what") {
    case "add": return .shown(try add(arguments, network, in: &context.session))
    case "remove": return .shown(try remove(arguments, network, in: &context.session))
    default: return .shown(try change(arguments, network, in: &context.session))
    }
  }

  private static func change(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View {
    guard let l = arguments.integer("what") else {
      throw arguments.failure("which layer?", hint: "layer 1 shows the first")
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
