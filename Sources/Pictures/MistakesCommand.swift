import CommandKit
import Engine
import Language
import SessionCore
import Views

struct MistakesCommand: Command {
  static let name = "mistakes"
  static let abstract = "the worst mistakes: wrong with the most confidence, images as pictures"
  static let discussion = """
    A mistake is a sample whose predicted class is not its own. Confidence is the output of the predicted class over \
    the sum of all outputs. The numbers are those that predict takes.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...1000), "how many", required: false, fallback: "8, 40 in a file"),
    .named(
      "from", .choice(SampleSet.choices), "the set to look through", fallback: "test, else validation, else training"),
  ]
  static let examples = [
    Example(
      "data digits", "network 64 16 10 output softmax loss cross-entropy", "seed 1", "init kaiming",
      "train epochs 3 batch 32 rate 0.1;", "mistakes 4", shows: "four digits taken for others",
      gives: .images([
        "905: 1 (95.4 %), is 8", "5: 9 (90.1 %), is 5", "1573: 4 (88.8 %), is 0", "794: 1 (88.8 %), is 8",
      ]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let set = try SampleSet.wanted(arguments, named: "from", in: context)
    let predictions = try Predictions(network, on: set, arguments)
    let wrong = predictions.samples.filter { !$0.isRight }.sorted {
      $0.confidence != $1.confidence ? $0.confidence > $1.confidence : $0.row < $1.row
    }
    let total = Description.count(predictions.samples.count, "\(set.name) sample")
    guard !wrong.isEmpty else { return .shown(.text(StyledText("no mistake among \(total)", .good))) }
    let count = arguments.integer("count") ?? (context.isForFile ? 40 : 8)
    let shown = Array(wrong.prefix(count))
    let title = "the worst \(shown.count) of \(Description.count(wrong.count, "mistake")) in \(total)"
    return .shown(PredictionView.view(shown, set, context.session, title: title, marksMistakes: false))
  }
}
