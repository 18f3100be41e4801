import CommandKit
import Language

/// A command whose arguments are cells.
protocol CompoundCommand: Command {
  static var word: CompoundStatement.Word { get }
}

extension CompoundCommand {
  static var name: String { word.rawValue }
  static var topic: Topic { .session }

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    try context.runCompound(word, code: arguments.code, at: arguments.commandSpan)
  }
}

struct RepeatCommand: CompoundCommand {
  static let word = CompoundStatement.Word.repeat
  static let abstract = "run cells several times: repeat 10 update"
  static let usage = "repeat N CELL, repeat N: CELL; CELL"
  static let discussion = """
    All cells of the line are repeated. Together they are one cell, with one undo: if one of them fails, or Ctrl-C \
    stops it, the session is as before. Each repetition shows its results, of many the last ten; a ; at the end of a \
    cell mutes it. _ is the last result.

    Files, lessons, undo and the like are cells of their own.
    """
  static let parameters = [Parameter.cells("a number, then the cells")]
  static let examples = [
    Example("x = 1", "repeat 5 x = 2 * x", "x", shows: "x is doubled five times", gives: 32),
    Example("s = 0", "repeat 2 + 2: s += 1; s", shows: "s after each of four repetitions", gives: 4),
    Example(
      "network 1 1 output identity", "W[1] = 4", "input 1", "target 1", "set eta 0.25",
      "repeat 3: forward; backward; update", "W[1]", shows: "three steps of gradient descent", gives: [[2.6875]]),
  ]
}

struct ForCommand: CompoundCommand {
  static let word = CompoundStatement.Word.for
  static let abstract = "run cells for each number of a range or a row: for l in 1..L: norm(W[l])"
  static let usage = "for NAME in VALUES: CELL; CELL"
  static let discussion = """
    1..4 has its end, 1:4 does not, 0:10:2 goes by a step, and a row, a column or a list such as [1, 3] gives its \
    entries. The name has its value in the cells only: after them it is what it was before. All cells of the line \
    belong to it, and together they are one cell with one undo, as those of repeat.
    """
  static let parameters = [Parameter.cells("a name, in, the values, a colon, then the cells")]
  static let examples = [
    Example("network 2 3 1", "init constant 2", "for l in 1..L: sum(W[l])", shows: "a result for each layer", gives: 6),
    Example("s = 0", "for k in 0:10:2: s += k", "s", shows: "the sum 0 + 2 + 4 + 6 + 8", gives: 20),
    Example("s = 1", "for k in [2, 3, 5]: s *= k", "s", shows: "the product of a list", gives: 30),
  ]
}

struct IfCommand: CompoundCommand {
  static let word = CompoundStatement.Word.if
  static let abstract = "run cells if a condition holds: if x > 1: y = 1; else: y = 2"
  static let usage = "if CONDITION: CELL; else: CELL"
  static let discussion = """
    The condition is a number: 0 is false, everything else is true. else follows after a ; or starts the next cell; \
    else if asks again. All cells of the line belong to it.
    """
  static let parameters = [Parameter.cells("a condition, a colon, then the cells")]
  static let examples = [
    Example("x = 3", "if x > 1: y = 1; else: y = 2", "y", shows: "the condition holds", gives: 1),
    Example("x = 0", "if x > 1: 1; else if x > 0: 2; else: 3", shows: "the third way", gives: 3),
  ]
}

struct ElseCommand: CompoundCommand {
  static let word = CompoundStatement.Word.else
  static let abstract = "run cells if the condition of the if in the cell before does not hold"
  static let usage = "else: CELL"
  static let parameters = [Parameter.cells("a colon, then the cells")]
  static let examples = [
    Example("x = 3", "if x > 5: y = 1", "else: y = 2", "y", shows: "the condition did not hold", gives: 2)
  ]
}

struct TimeCommand: CompoundCommand {
  static let word = CompoundStatement.Word.time
  static let abstract = "run a cell and say how long it took: time train epochs 10"
  static let usage = "time CELL"
  static let discussion = "The result is shown as always; time CELL; shows the time alone."
  static let parameters = [Parameter.cells("a cell")]
  static let examples = [Example("time 1 + 1", shows: "the result and the time", gives: .lineStarting("took"))]
}

extension Parameter {
  /// The rest of the line, which holds cells.
  fileprivate static func cells(_ summary: String) -> Parameter {
    .operand("cells", .rest, summary, offers: CompletionSource { $0.suggestionsForCell })
  }
}
