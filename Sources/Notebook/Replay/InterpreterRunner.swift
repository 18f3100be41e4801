import CommandKit
import SessionCore
import Datasets
import Files
import Language
import Renderers
import Views

/// Runs cells on the shell's interpreter, without a terminal.
public struct InterpreterRunner: CellRunner {
  private var interpreter: Interpreter
  private let environment: Catalog.Environment
  private let lessons: LessonFolder?
  /// What the cells read and write: new files are in memory.
  private var files: FileStore
  /// What a transcript is written in, on every machine: 80 columns, no colours.
  private static let style: RenderStyle = {
    var style = RenderStyle(width: 80)
    style.elidesMeasured = true
    return style
  }()

  /// - Parameters:
  ///   - environment: where data sets are looked for.
  ///   - lessons: where lessons are.
  ///   - files: what the cells may read; what they write is kept apart from it.
  public init(
    _ interpreter: Interpreter, environment: Catalog.Environment = Catalog.Environment(variables: [:]),
    lessons: LessonFolder? = nil, files: FileStore = .disk
  ) {
    self.lessons = lessons
    self.files = files.overlaid
    self.interpreter = interpreter
    self.environment = environment
  }

  public var commandNames: Set<String> { Set(interpreter.commands.names) }

  public mutating func run(_ source: String) -> CellOutput {
    let host = SilentHost(environment, files: files)
    let outcomes = interpreter.repeated(source, lessons: lessons, host: host)
    files = host.files
    return Self.output(of: outcomes)
  }

  /// What a cell printed, or what those printed that it ran again, one under the other.
  static func output(of outcomes: [CellOutcome]) -> CellOutput {
    let outputs = outcomes.map(output)
    if outputs.count == 1 { return outputs[0] }
    let shown = outputs.filter { !$0.text.isEmpty }
    return CellOutput(
      shown.map(\.text).joined(separator: "\n"), isError: outputs.last?.isError ?? false,
      view: shown.isEmpty ? nil : .stack(shown.compactMap(\.view)), format: outputs.last?.format ?? NumberFormat())
  }

  static func output(of outcome: CellOutcome) -> CellOutput {
    switch outcome.result {
    case .success(let view): view.map { output($0, digits: outcome.digits) } ?? CellOutput("")
    case .failure(let diagnostic):
      output(.excerpt(diagnostic, in: outcome.source), digits: outcome.digits, isError: true)
    }
  }

  private static func output(_ view: View, digits: Int, isError: Bool = false) -> CellOutput {
    var style = style
    style.format = NumberFormat(digits: digits)
    return CellOutput(
      PlainTextRenderer(style: style).render(view), isError: isError, view: view, format: style.format)
  }

  public func value(of expression: String) throws -> NumericValue {
    var copy = interpreter
    switch copy.run(expression, host: SilentHost(environment, files: files)).result {
    case .success(let view?):
      guard let value = NumericValue(view) else { throw EvaluationError("`\(expression)` has no number as its value") }
      return value
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

extension View {
  fileprivate static func excerpt(_ diagnostic: Diagnostic, in source: String) -> View {
    let place = diagnostic.location(in: source)
    return .excerpt(
      SourceExcerpt(
        message: diagnostic.message, line: place.line, column: place.column, length: place.length, text: place.text,
        hint: diagnostic.hint))
  }
}

extension NumericValue {
  /// The value that a view shows, if it shows one.
  init?(_ view: View) {
    switch view {
    case .number(let number): self = .number(number.value)
    case .matrix(let matrix): self = .matrix(matrix)
    case .derivation(let derivation): self = derivation.value
    case .stack(let views):
      guard let value = views.lazy.compactMap({ NumericValue($0) }).first else { return nil }
      self = value
    default: return nil
    }
  }
}
