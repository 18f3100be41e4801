import Language
import SessionCore
import Views

/// What a command works on.
///
/// What it uses of the session is noted in `reads`, from which follows when its cell is stale: evaluators and the
/// `require…` functions do that, and a command that takes something from the session directly does it itself.
public struct Context {
  public let commands: CommandSet
  public var session: Session
  public var timeline: Timeline
  public var display: DisplaySettings
  /// The cells before this one.
  public internal(set) var cells: [CellRecord]
  public let host: any Host
  public var reads = ReadLog()
  /// Where the parts of the session come from, if a command restores an earlier session.
  public var provenance: Provenance?
  /// Whether the view will be saved as a picture, which has more space than a terminal.
  public var isForFile = false
  /// Whether a `check` found that its claim does not hold.
  public var isRefuted = false

  /// The last result of a cell that runs other cells, so far: `_` in it.
  var latest: Value?
  /// Whether the condition of an `if` without `else` holds, for an `else` in the next cell.
  var condition: Bool?

  /// The results of earlier cells.
  public var outputs: Outputs {
    var outputs = Outputs(cells: cells, otherNames: commands.likelyNames) { cell in
      Staleness.cause(of: cell, among: cells, session: session, provenance: timeline.current.provenance)
    }
    outputs.latest = latest
    return outputs
  }

  /// Which of the cells before this one are stale.
  public var staleness: Staleness {
    Staleness(of: cells, session: session, provenance: timeline.current.provenance)
  }

  /// - Parameter drawsNumbers: whether rand and randn may be called; `adopt` then moves the random stream on.
  public func evaluator(_ source: String, drawsNumbers: Bool = false) -> Evaluator {
    Evaluator(session: session, outputs: outputs, source: source, reads: reads, drawsNumbers: drawsNumbers)
  }

  /// The value of an expression that may draw random numbers.
  public mutating func evaluate(_ expression: Expression, with evaluator: inout Evaluator) throws(Diagnostic) -> Value {
    let value = try evaluator.evaluate(expression)
    if let generator = evaluator.generator { session.generator = generator }
    return value
  }
}
