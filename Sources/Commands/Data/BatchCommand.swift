import CommandKit
import Engine
import Language
import SessionCore
import Views

struct BatchCommand: Command {
  static let name = "batch"
  static let abstract = "take samples of the data set into X and Y: batch 0:64"
  static let discussion = """
    Ranges are NumPy's: 0:64 are samples 0 to 63, 0:64:2 every other one, -8: the last 8, and a number alone takes that many from the \
    first.

    random draws without repetition, only from the training samples if split holds some out. next takes those \
    after the current ones and starts over at the end. Alone it says which samples are in the batch.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [
    .operand(
      "samples", .word, "a range, a number, random or next", required: false,
      offers: .words([.init("random", "drawn at random"), .init("next", "those after the current ones")])),
    .operand("count", .integer(1...1_000_000), "how many to draw", required: false, fallback: "as many as now")
      .only(with: "samples", ["random", "next"], "belongs to batch random and batch next"),
  ]
  static let examples = [
    Example("data digits", "batch 0:64", shows: "the first 64 samples", gives: "batch: 64 samples of 1,797, 0:64"),
    Example(
      "data digits", "seed 1", "batch random 8", shows: "8 samples at random",
      gives: "batch: 8 samples of 1,797, 1227, 1576, 202, 1184, 428, 941, 598, 267"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let dataset = context.session.dataset else { throw arguments.dataNeeded }
    let count = dataset.training.count
    guard let word = arguments.word("samples") else { return .shown(describe(context.session, count)) }
    context.reads.read(.data)
    let rows: [Int]
    switch word {
    case "random":
      context.reads.read(.randomStream)
      rows = try random(arguments, count, in: &context.session)
    case "next":
      context.reads.read(.batchRows)
      rows = next(arguments, count, context.session)
    default: rows = try range(word, count, arguments)
    }
    context.session.takeBatch(rows)
    return .shown(describe(context.session, count))
  }

  private static func describe(_ session: Session, _ count: Int) -> View? {
    guard let rows = session.batchRows, let first = rows.first, let last = rows.last else {
      return .text("the batch has \(Description.count(session.samples, "sample")), not from the data set")
    }
    let isRange = rows == Array(first..<(first + rows.count))
    let which =
      isRange
      ? "\(first):\(last + 1)"
      : rows.prefix(12).map(String.init).joined(separator: ", ") + (rows.count > 12 ? ", …" : "")
    return .text("batch: \(Description.count(rows.count, "sample")) of \(Description.grouped(count)), \(which)")
  }

  private static func random(
    _ arguments: Arguments, _ count: Int, in session: inout Session
  ) throws(Diagnostic) -> [Int] {
    let size = arguments.integer("count") ?? max(session.samples, 1)
    guard size <= count else {
      throw arguments.failure("there are only \(Description.count(count, "sample"))", at: "count")
    }
    let allowed = session.split?.training ?? Array(0..<count)
    let order = session.generator.permutation(allowed.count)
    return order.prefix(size).map { allowed[$0] }
  }

  private static func next(_ arguments: Arguments, _ count: Int, _ session: Session) -> [Int] {
    let size = min(arguments.integer("count") ?? max(session.samples, 1), count)
    let start = ((session.batchRows?.last ?? -1) + 1) % count
    return (start..<(start + size)).map { $0 % count }
  }

  private static func range(_ word: String, _ count: Int, _ arguments: Arguments) throws(Diagnostic) -> [Int] {
    var parts = word.split(separator: ":", omittingEmptySubsequences: false)
    let step = parts.count == 3 ? Int(parts.removeLast()) ?? 0 : 1
    let bounds = parts.map { Int($0) }
    if word.contains("..") { throw try closedRange(word, arguments) }
    guard parts.count <= 2, step > 0, zip(parts, bounds).allSatisfy({ $0.isEmpty && parts.count == 2 || $1 != nil })
    else {
      throw arguments.failure(
        "expected samples such as 0:64, not \(word)", at: "samples",
        hint: Arguments.wholeNumber(word).map { "write batch \($0)" }
          ?? "write batch 0:64, batch 8, batch random 8 or batch next")
    }
    func place(_ bound: Int?, otherwise: Int) -> Int {
      guard let bound else { return otherwise }
      return bound < 0 ? max(count + bound, 0) : bound
    }
    let lower = parts.count == 2 ? place(bounds[0], otherwise: 0) : 0
    let upper = place(bounds[parts.count - 1], otherwise: count)
    guard lower < upper, upper <= count else {
      throw arguments.failure(
        "samples \(lower):\(upper) are not there", at: "samples", hint: "the data set has samples 0 to \(count - 1)")
    }
    return Array(stride(from: lower, to: upper, by: step))
  }

  /// The error of `0..64`, which has its end: a batch is a slice, as X[0:65].
  private static func closedRange(_ word: String, _ arguments: Arguments) throws(Diagnostic) -> Diagnostic {
    let bounds = word.replacing("..", with: ":").split(separator: ":").map { Int($0) }
    var line: String?
    if bounds.count == 2, let first = bounds[0], let last = bounds[1], last >= first {
      line = "batch \(first):\(last + 1)"
    }
    return arguments.failure(
      "samples are a range without its end, not \(word)", at: "samples", hint: line.map { "write \($0)" })
  }
}
