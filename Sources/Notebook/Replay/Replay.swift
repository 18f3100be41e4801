import CommandKit
import Interruption
import Views

/// A document's cells, run in order, with their outputs.
public struct Replay: Sendable {
  public struct Step: Equatable, Sendable {
    public var cell: Cell
    public var output: CellOutput
    /// The lines of the output without blank ones at the end.
    public var got: [String]
    /// The first difference from the expected output.
    public var difference: Comparison.Difference?

    /// The line of the difference in the file, counted from 1; the cell's last line if nothing was expected.
    public var differenceLine: Int? {
      difference.map { cell.outputLines.lowerBound + min($0.index + 1, cell.outputLines.count) }
    }
  }

  /// One step for each cell, in the order of the file.
  public var steps: [Step]
  /// The exercises, each with the runner before it.
  public var exercises: [(exercise: Exercise, runner: any CellRunner)]

  /// Runs the cells up to the one at which the work is stopped.
  public init(_ document: Document, on runner: any CellRunner) {
    var runner = runner
    let count = document.cells.count
    steps = []
    exercises = []
    for block in document.blocks {
      switch block {
      case .transcript(let transcript):
        for cell in transcript.cells where !Work.current.isStopped {
          Work.current.report(Double(steps.count) / Double(count))
          steps.append(Step(cell, output: runner.run(cell.source)))
        }
      case .exercise(let exercise): exercises.append((exercise, runner))
      case .frontMatter, .prose: continue
      }
    }
  }
}

extension Replay.Step {
  init(_ cell: Cell, output: CellOutput) {
    let got = Comparison.lines(of: output.text)
    var difference = Comparison.difference(expected: cell.expected, got: got)
    // `...` alone never accepts an error: at least one of its lines must be expected.
    if output.isError, cell.expected.allSatisfy(LinePattern.isAnyLines) {
      difference = difference ?? Comparison.Difference(index: 0, expected: cell.expected.first, got: got.first)
    }
    self.init(cell: cell, output: output, got: got, difference: difference)
  }
}

/// Runs the cells of a document one after another.
///
/// A runner is a value: a copy is a snapshot of the session.
public protocol CellRunner: Sendable {
  /// The names of commands.
  var commandNames: Set<String> { get }

  mutating func run(_ source: String) -> CellOutput

  /// The value of an expression; the session does not change.
  ///
  /// - Throws: `EvaluationError`.
  func value(of expression: String) throws -> NumericValue

  /// The session after the cells.
  var interpreter: Interpreter { get }

  /// Whether the derivation by hand has its last line.
  var hasFinishedDerivation: Bool { get }
}

extension CellRunner {
  public var hasFinishedDerivation: Bool { false }
}

/// An expression has no value.
public struct EvaluationError: Error, Equatable, Sendable {
  public var message: String

  public init(_ message: String) { self.message = message }
}
