import CommandKit
import Engine
import Language
import SessionCore

struct ReconstructionsCommand: Command {
  static let name = "reconstructions"
  static let abstract = "samples beside an autoencoder's output for them, images as pictures: reconstructions worst"
  static let discussion = """
    Each sample is followed by the network's output for it. error is the mean of (a − x)² over the numbers of the \
    sample, whatever the loss. worst looks through the full set, random draws from the session's stream.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand(
      "which",
      .choice([.init("first", "the first of the set"), .init("worst", "largest error"), .init("random", "drawn")]),
      "which samples", required: false, fallback: "first"),
    .operand("number", .integer(0...Int.max), "sample numbers, or how many", required: false, repeats: true),
    .named("from", .choice(SampleSet.choices), "the set that they come from", fallback: "test, else training"),
  ]
  static let examples = [
    Example(
      "data digits", "targets inputs", "network 64 24 64 hidden tanh", "seed 1", "init xavier",
      "train epochs 5 batch 16 rate 2;", "reconstructions 0 1 2", "reconstructions worst 4",
      shows: "digits and their copies, the first and the worst",
      gives: .images([
        "1572: 9", "error 0.199", "215: 1", "error 0.167", "502: 2", "error 0.164", "633: 5", "error 0.161",
      ]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let set = try SampleSet.wanted(arguments, named: "from", in: context)
    var all = try Reconstructions(network, of: set, arguments)
    let numbers = arguments.integers("number")
    guard let which = arguments.word("which") else {
      try set.require(numbers, arguments)
      all.rows = numbers.isEmpty ? Array(all.rows.prefix(8)) : numbers
      let which = try set.title(of: all.rows, arguments, in: context)
      return .shown(all.view(context.session, title: "reconstructions, \(which)"))
    }
    guard numbers.count < 2 else {
      throw arguments.failure("\(which) takes how many, one number", at: "number")
    }
    let count = min(max(numbers.first ?? 8, 1), all.rows.count)
    switch which {
    case "worst": all = all.worst(count)
    case "random":
      context.reads.read(.randomStream)
      let order = context.session.generator.permutation(all.rows.count)
      all.rows = order.prefix(count).map { all.rows[$0] }
    default: all.rows = Array(all.rows.prefix(count))
    }
    let total = Description.count(set.numbers.count, "\(set.name) sample")
    let title = which == "worst" ? "the worst \(count) reconstructions of \(total)" : "\(which) \(count) of \(total)"
    return .shown(all.view(context.session, title: title))
  }
}
