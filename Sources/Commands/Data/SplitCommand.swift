import CommandKit
import Engine
import Language
import SessionCore
import Views

/// Holds samples out for testing.
struct SplitCommand: Command {
  static let name = "split"
  static let abstract = "hold a share of the samples out for testing, drawn at random"
  static let discussion = """
    A validation set that train held out is given up, and if the network was trained on samples of the test set, that is \
    said.

    The samples are permuted with the session's stream; the last share is the test set, which `train` never sees and \
    `evaluate test` measures. split 0 puts all samples back.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [
    .operand(
      "share", .number(.share), "share of the samples, 0.2 say", required: false, fallback: "says what is held out")
  ]
  static let examples = [
    Example(
      "data digits", "seed 0", "split 0.2", shows: "1,438 samples to train on, 359 to test",
      gives: "1,438 samples to train on, 359 to test")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let dataset = context.session.dataset else { throw arguments.dataNeeded }
    guard dataset.test == nil else {
      throw arguments.failure("\(dataset.name) has its own test set", hint: "train … validation 0.1 holds samples out")
    }
    context.reads.read(.data)
    guard let share = arguments.number("share") else {
      return .shown(state(of: context.session, dataset.training.count))
    }
    context.reads.read(.randomStream)
    let count = dataset.training.count
    if share == 0 {
      context.session.split = nil
      (context.session.validationRows, context.session.validationSource) = (nil, nil)
      return .shown(.text("all \(Description.count(count, "sample")) are for training"))
    }
    let held = Int((Double(count) * share).rounded())
    guard held > 0, held < count else {
      throw arguments.failure("\(share) of \(Description.count(count, "sample")) leaves none on one side", at: "share")
    }
    let order = context.session.generator.permutation(count)
    context.session.split = Split(training: Array(order[..<(count - held)]), test: Array(order[(count - held)...]))
    (context.session.validationRows, context.session.validationSource) = (nil, nil)
    return .shown(state(of: context.session, count))
  }

  /// How many samples are for what, and how many of the test set the network has seen.
  private static func state(of session: Session, _ count: Int) -> View {
    guard let split = session.split else {
      return .text("all \(Description.count(count, "sample")) are for training: split 0.2 holds a fifth out")
    }
    let text = StyledText(
      "\(Description.count(split.training.count, "sample")) to train on, \(Description.grouped(split.test.count)) to test"
    )
    let seen = split.test.count { session.trainedRows.contains($0) }
    if seen == 0 { return .text(text) }
    return .text(
      text
        + StyledText(
          "\nthe network was trained on \(Description.grouped(seen)) of the test samples: init, then train", .warning))
  }
}
