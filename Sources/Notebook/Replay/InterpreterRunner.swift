import CommandKit
import SessionCore
import Datasets
import Files
import Renderers
import Views

/// Runs the cells of a document one after another.
///
/// A runner is a value: a copy is a snapshot of the session.
public protocol CellRunner: Sendable {
  /// The words that begin a command.
  var commandNames: Set<String> { get }

  mutating func run(_ source: String) -> CellOutput

  /// The value of an expression, which changes nothing.
  ///
  /// - Throws: `EvaluationError`.
  func value(of expression: String) throws -> NumericValue
}

/// An expression has no value.
public struct EvaluationError: Error, Equatable, Sendable {
  public var message: String

  public init(_ message: String) { self.message = message }
}

/// Runs cells on the shell's interpreter, without a terminal.
public struct InterpreterRunner: CellRunner {
  private var runner: SessionRunner
  private var responder: any Responder & Sendable
  private let environment: Catalog.Environment
  /// What the cells read and write: new files are in memory.
  private var files: FileStore

  /// - Parameters:
  ///   - environment: where data sets are looked for.
  ///   - responder: answers what the cells ask for.
  ///   - files: what the cells may read; what they write is kept apart from it.
  init(
    _ interpreter: Interpreter, environment: Catalog.Environment, asking responder: any Responder & Sendable,
    files: FileStore = .disk
  ) {
    runner = SessionRunner(interpreter, keepsLog: false)
    self.files = files.overlaid
    self.environment = environment
    self.responder = responder
  }

  public var commandNames: Set<String> { Set(runner.interpreter.commands.names) }

  public mutating func run(_ source: String) -> CellOutput {
    let host = SilentHost(environment, files: files)
    let reply = runner.run(source, host: host, asking: &responder)
    files = host.files
    return CellOutput(reply.outcomes)
  }

  public func value(of expression: String) throws -> NumericValue {
    var copy = runner.interpreter
    let outcome = copy.run(expression, host: SilentHost(environment, files: files))
    switch outcome.result {
    case .success(.some):
      guard let value = outcome.value else { throw EvaluationError("`\(expression)` has no number as its value") }
      return value.numeric
    case .success(nil): throw EvaluationError("`\(expression)` has no value")
    case .failure(let diagnostic): throw EvaluationError(diagnostic.message)
    }
  }
}

/// The host of a replay: frames of progress are dropped and nobody interrupts.
final class SilentHost: Host {
  private let start = ContinuousClock.now

  let dataEnvironment: Catalog.Environment

  /// The cells' own files, in memory.
  var files: FileStore

  init(_ environment: Catalog.Environment, files: FileStore = FileStore.disk.overlaid) {
    dataEnvironment = environment
    self.files = files
  }

  func show(_ view: View) {}
  var isInterrupted: Bool { false }
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    try PictureFile.bytes(of: view, named: file)
  }
}
