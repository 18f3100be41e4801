import CommandKit
import SessionCore
import Datasets
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
  /// The files that the cells have written, which are read back from here.
  private var files: [String: [UInt8]] = [:]

  /// - Parameters:
  ///   - environment: where data sets are looked for.
  ///   - responder: answers what the cells ask for.
  init(_ interpreter: Interpreter, environment: Catalog.Environment, asking responder: any Responder & Sendable) {
    runner = SessionRunner(interpreter, keepsLog: false)
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

  /// What was written: it is kept, and not on the disk again.
  private(set) var files: [String: [UInt8]]

  init(_ environment: Catalog.Environment, files: [String: [UInt8]] = [:]) {
    dataEnvironment = environment
    self.files = files
  }

  func show(_ view: View) {}
  var isInterrupted: Bool { false }
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
  func write(_ bytes: [UInt8], to path: String) { files[path] = bytes }

  func contents(of path: String) throws(DataError) -> [UInt8] {
    if let bytes = files[path] { return bytes }
    return try DataFile.contents(of: path)
  }
}
