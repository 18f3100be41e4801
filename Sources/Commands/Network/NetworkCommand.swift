import CommandKit
import Engine
import Language
import SessionCore
import Views

struct NetworkCommand: Command {
  static let name = "network"
  static let abstract = "build a network of the given layer sizes, input first"
  static let discussion = """
    Layer l has weights W[l] of shape n_l × n_(l−1) and biases b[l] of 1 × n_l, and computes a[l] = h(a[l−1] W[l]ᵀ \
    + b[l]). All weights and biases are 0 until `init` or an assignment sets them. Without sizes it shows the \
    network.

    Unless you name the output activation, the loss decides: softmax for cross-entropy, sigmoid for half-squared-error \
    and binary-cross-entropy, otherwise identity. cross-entropy needs the output softmax, binary-cross-entropy \
    sigmoid. If the targets of the data set are numbers, not classes, and fit the sizes, the loss is \
    mean-squared-error unless you name another.

    dropout and batchnorm are parts of the hidden layers; `layer` changes those of one.
    """
  static let topic = Topic.network
  static let parameters: [Parameter] = [
    .operand("size", .integer(1...1_000_000), "units of each layer, input first", required: false, repeats: true),
    .named("hidden", .activation, "activation of the hidden layers", fallback: "relu"),
    .named("output", .activation, "activation of the output layer", fallback: "that of the loss"),
    .named(
      "loss", .choice(Choices.losses), "loss of a sample",
      fallback: "half-squared-error, for a regression mean-squared-error", own: Choices.ownLosses),
    .named("dropout", .number(.share), "share of the hidden units that a training pass leaves out", fallback: "0"),
    .named("batchnorm", .flag, "batch normalisation of the hidden layers"),
  ]
  static let examples = [
    Example(
      "network 2 3 1", shows: "two inputs, three hidden ReLU units, one sigmoid output",
      gives: .text(
        "network 2-3-1, relu then sigmoid, half-squared-error (mean): 13 parameters, all 0: init kaiming draws them")),
    Example(
      "network 3 5 4 2 hidden tanh output softmax loss cross-entropy", shows: "a classifier",
      gives: .text(
        "network 3-5-4-2, tanh then softmax, cross-entropy (mean): 54 parameters, all 0: init kaiming draws them")),
    Example(
      "network 64 32 10 dropout 0.2 batchnorm", "summary", shows: "a hidden layer with both parts",
      gives: .column("parameters", ["", 2144, 330])),
  ]

  /// The most parameters that one network may have: 2 GB of them in Float64.
  private static let maximumParameters = 250_000_000

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let sizes = arguments.integers("size")
    if sizes.isEmpty {
      if parameters.contains(where: { $0.isNamed && arguments.contains($0.name) }) {
        throw arguments.failure("network needs sizes", hint: "network 2 3 1 builds a network")
      }
      return .shown(try SummaryCommand.table(of: context.session, arguments))
    }
    guard sizes.count >= 2 else {
      throw arguments.failure(
        "a network has at least an input and an output layer", at: "size", hint: "network 2 \(sizes[0])")
    }
    let parameters = zip(sizes, sizes.dropFirst()).reduce(0.0) { $0 + Double($1.1) * Double($1.0 + 1) }
    if parameters > Double(maximumParameters) {
      throw arguments.failure("this network would have \(parameters.formatted) parameters", at: "size")
    }
    let isRegression =
      context.session.dataset.map(\.training).map {
        sizes.first == $0.features && sizes.last == $0.outputs && $0.classReading == nil
      } ?? false
    let loss =
      arguments.word("loss").flatMap { context.loss(named: $0) }
      ?? (isRegression ? .meanSquaredError : .halfSquaredError)
    let output = arguments.word("output").flatMap(context.session.activation(named:)) ?? loss.usualOutput
    try Choices.check(loss, with: output, arguments, at: "loss")
    var objective = context.session.objective
    objective.loss = loss
    var network = Network<Double>(
      sizes: sizes, hidden: arguments.word("hidden").flatMap(context.session.activation(named:)) ?? .relu,
      output: output,
      objective: objective)
    for l in 1..<network.depth {
      network[layer: l].dropout = arguments.number("dropout") ?? 0
      if arguments.contains("batchnorm") { network[layer: l].normalization = BatchNormalization(units: sizes[l]) }
    }
    putAsideBatch(notFitting: network, in: &context.session)
    context.session.install(network)
    let reason = isRegression && arguments.word("loss") == nil ? "\nthis loss, because the targets are numbers" : ""
    let unused = sizes.count > 2 ? [] : ["hidden", "dropout", "batchnorm"].filter(arguments.contains)
    let note = unused.isEmpty ? "" : "\nwithout a hidden layer \(unused.joined(separator: ", ")) changes nothing"
    return .shown(
      .text(
        StyledText(Description.of(network)) + StyledText(", all 0: init kaiming draws them" + reason + note, .faint)))
  }

  /// Drops a batch that does not fit the new network.
  static func putAsideBatch(notFitting network: Network<Double>, in session: inout Session) {
    let fits =
      session[.input].map { $0.columns == network.sizes[0] } != false
      && session[.target].map { $0.columns == network.sizes[network.depth] } != false
    if !fits {
      session.trace = Trace()
      session.batchRows = nil
    }
  }
}
