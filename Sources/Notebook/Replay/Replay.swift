/// A document's cells run in order, each with what came of it.
public struct Replay: Sendable {
  public struct Step: Equatable, Sendable {
    public var cell: Cell
    public var output: CellOutput
    /// The lines of the output without blank ones at the end.
    public var got: [String]
    /// Where the output differs from the expected one.
    public var difference: Comparison.Difference?

    /// The line of the file where the difference is, counted from 1; the cell's last line where nothing was expected.
    public var differenceLine: Int? {
      difference.map { cell.outputLines.lowerBound + min($0.index + 1, cell.outputLines.count) }
    }
  }

  /// One step a cell, in the order of the file.
  public var steps: [Step]
  /// For each exercise the runner as it was when the exercise came.
  public var exercises: [(exercise: Exercise, runner: any CellRunner)]

  public init(_ document: Document, on runner: any CellRunner) {
    var runner = runner
    steps = []
    exercises = []
    for block in document.blocks {
      switch block {
      case .transcript(let transcript):
        for cell in transcript.cells { steps.append(Step(cell, output: runner.run(cell.source))) }
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
    // An error never hides behind `...`: at least one of its lines must be expected.
    if output.isError, cell.expected.allSatisfy(LinePattern.isAnyLines) {
      difference = difference ?? Comparison.Difference(index: 0, expected: cell.expected.first, got: got.first)
    }
    self.init(cell: cell, output: output, got: got, difference: difference)
  }
}
