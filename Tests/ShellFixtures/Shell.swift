import CommandKit
import Commands
import Files
import Language
import Renderers
import Testing
import Views

/// A program without a terminal.
public final class SilentHost: Host {
  public var shown: [View] = []
  public var isInterrupted = false
  private var clock = 0.0

  /// The files that were written are in memory.
  public var files = FileStore.disk.overlaid

  public init() {}

  public func show(_ view: View) { shown.append(view) }

  public func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    try PictureFile.bytes(of: view, named: file)
  }

  public var seconds: Double {
    clock += 0.001
    return clock
  }
}

/// An interpreter for tests: runs cells, gives values.
public struct Shell {
  public var interpreter = Interpreter(commands: .standard)
  public let host = SilentHost()

  public init(_ cells: String...) throws {
    for cell in cells { try run(cell) }
  }

  @discardableResult
  public mutating func run(_ cell: String, at location: Testing.SourceLocation = #_sourceLocation) throws -> View? {
    var last: View?
    for outcome in outcomes(of: cell, at: location) {
      switch outcome.result {
      case .success(let view): last = view
      case .failure(let diagnostic):
        Issue.record("\(cell): \(diagnostic.message)", sourceLocation: location)
        throw diagnostic
      }
    }
    return last
  }

  /// The outcomes of the cells of a text, up to the first error.
  public mutating func outcomes(
    of text: String, at location: Testing.SourceLocation = #_sourceLocation
  ) -> [CellOutcome] {
    var outcomes: [CellOutcome] = []
    for cell in CellSource.cells(of: text) where outcomes.last?.isFailure != true {
      outcomes += self.outcomes(ofOne: cell.source, at: location)
    }
    return outcomes
  }

  /// The outcome of a cell, or those of the cells that it runs again up to the first error.
  private mutating func outcomes(ofOne cell: String, at location: Testing.SourceLocation) -> [CellOutcome] {
    let first = interpreter.run(cell, host: host)
    if case .failure(let diagnostic) = first.result { tryHint(of: diagnostic, after: cell, at: location) }
    guard case .rerun(let numbers) = first.sequel else { return [first] }
    var outcomes: [CellOutcome] = []
    for number in numbers where outcomes.last?.isFailure != true {
      if let outcome = interpreter.rerun(number, host: host) { outcomes.append(outcome) }
    }
    return outcomes
  }

  /// The diagnostic of a cell that must fail, having changed nothing.
  public mutating func failure(of cell: String, at location: Testing.SourceLocation = #_sourceLocation) throws
    -> Diagnostic
  {
    let before = interpreter.session
    guard case .failure(let diagnostic) = interpreter.run(cell, host: host).result else {
      Issue.record("\(cell) did not fail", sourceLocation: location)
      throw Missing()
    }
    tryHint(of: diagnostic, after: cell, at: location)
    #expect(interpreter.session == before, "a failed cell changes nothing", sourceLocation: location)
    return diagnostic
  }

  public mutating func matrix(_ expression: String) throws -> MatrixView {
    guard case .matrix(let matrix) = try run(expression) else { throw Missing() }
    return matrix
  }

  public mutating func number(_ expression: String) throws -> Double {
    guard case .number(let number) = try run(expression) else { throw Missing() }
    return number.value
  }

  public mutating func verdict(_ claim: String) throws -> Verdict {
    guard case .verdict(let verdict) = try run("check \(claim)") else { throw Missing() }
    return verdict
  }

  public struct Missing: Error {
    public init() {}
  }
}

/// Whether two numbers are equal within a relative tolerance.
public func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-300)
}

/// Networks of others, with their numbers.
public enum PublicNumbers {
  /// The 2-2-2 sigmoid network of mattmazur.com, 2015, after its backward pass.
  public static func mazur() throws -> Shell {
    try Shell(
      "network 2 2 2 hidden sigmoid", "W[1] = [[.15, .20], [.25, .30]]", "b[1] = .35",
      "W[2] = [[.40, .45], [.50, .55]]", "b[2] = .60", "input [[.05, .10]]", "target [[.01, .99]]", "backward")
  }
}
