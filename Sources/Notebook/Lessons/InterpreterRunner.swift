import CommandKit
import Datasets
import Files
import SessionCore
import Views

/// Runs cells on the shell's interpreter, without a terminal.
public struct InterpreterRunner: CellRunner {
  private var runner: SessionRunner
  private var responder: StageResponder
  private let environment: Catalog.Environment
  /// The files that the cells read and write: new ones are in memory.
  private var files: FileStore

  /// - Parameters:
  ///   - environment: for data sets.
  ///   - lessons: for cells that enter a lesson.
  ///   - files: the files that the cells may read; those that they write stay in memory.
  public init(
    _ interpreter: Interpreter, environment: Catalog.Environment = Catalog.Environment(variables: [:]),
    lessons: LessonFolder? = nil, files: FileStore = .disk
  ) {
    runner = SessionRunner(interpreter, keepsLog: false)
    self.files = files.overlaid
    self.environment = environment
    responder = StageResponder(lessons)
  }

  public var commandNames: Set<String> { Set(runner.interpreter.commands.names) }

  public var interpreter: Interpreter { runner.interpreter }

  public var hasFinishedDerivation: Bool { runner.interpreter.session.derivation?.isFinished == true }

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
