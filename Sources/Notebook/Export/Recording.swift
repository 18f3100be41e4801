import CommandKit
import Files
import Renderers
import Views

/// A document that was played, ready to be written in any format: prose, cells with their outputs, and exercises.
struct Recording: Sendable {
  enum Piece: Sendable {
    /// Markdown, and the line on which it starts, counted from 0.
    case prose(String, line: Int)
    case cell(source: String, CellOutput)
    /// The value of its answer is `nil` if it was not computed.
    case exercise(Exercise, answer: NumericValue?)
  }

  var title: String
  var pieces: [Piece]
  /// The anchors of the headings, in their order.
  var anchors: [String]
  /// Why the outputs are those in the file: data that is not available.
  var absence: String?
  /// What the run changes in the file; `nil` if it was not played or nothing changes.
  var fresh: Acceptance?

  var cellCount: Int { pieces.count { if case .cell = $0 { true } else { false } } }
  var exerciseCount: Int { pieces.count { if case .exercise = $0 { true } else { false } } }
}

extension Recording {
  /// Plays the document.
  init(_ document: Document, named name: String, on runner: any CellRunner) {
    let replay = Replay(document, on: runner)
    let answers = replay.exercises.map { $0.exercise.instance(seed: 1).value(on: $0.runner) }
    self.init(document, named: name, outputs: replay.steps.map(\.output), answers: answers)
    fresh = Acceptance(of: replay.steps.map(\.rewritten), in: document, keepsElisions: false)
  }

  /// - Parameters:
  ///   - outputs: those of the first cells; the others keep the outputs in the file.
  ///   - answers: the values of the exercises' answers.
  ///   - absence: why nothing was run.
  init(
    _ document: Document, named name: String, outputs: [CellOutput] = [], answers: [NumericValue?] = [],
    absence: String? = nil
  ) {
    var (outputs, answers) = (outputs[...], answers[...])
    title = document.title ?? name
    anchors = document.scan.anchors
    self.absence = absence
    pieces = document.blocks.flatMap { block -> [Piece] in
      switch block {
      case .frontMatter: []
      case .prose(let lines): [.prose(document.text(of: block), line: lines.lowerBound)]
      case .transcript(let transcript):
        transcript.cells.map { .cell(source: $0.source, outputs.popFirst() ?? $0.expectedOutput) }
      case .exercise(let exercise): [.exercise(exercise.instance(seed: 1), answer: answers.popFirst() ?? nil)]
      }
    }
  }
}

extension Exercise {
  /// The value of the answer in the session in which the question is asked.
  fileprivate func value(on runner: any CellRunner) -> NumericValue? {
    var runner = runner
    for setup in setup { _ = runner.run(setup.source) }
    return try? runner.value(of: answer)
  }
}

extension Replay.Step {
  /// With a difference even if the output matches the file but is not the same text.
  fileprivate var rewritten: Self {
    var copy = self
    if difference == nil, got != cell.expected {
      copy.difference = Comparison.Difference(index: 0, expected: cell.expected.first, got: got.first)
    }
    return copy
  }
}

extension Logbook {
  /// The bytes of a file with the cells and their outputs, without running them again.
  ///
  /// - Parameter files: where the pictures in the text are.
  public func exported(
    to format: Exporter.Format, title: String, commands: CommandSet, files: FileStore = .disk
  ) throws(NotebookError) -> [UInt8] {
    try format.page(markdown, outputs: outputs, title: title, commands: commands, files: files)
  }
}

extension Exporter.Format {
  /// The bytes of a page with a text in Markdown.
  ///
  /// - Parameters:
  ///   - outputs: those of its cells.
  ///   - files: where the pictures in the text are.
  public func page(
    _ text: String, outputs: [CellOutput] = [], title: String, commands: CommandSet, files: FileStore = .disk
  ) throws(NotebookError) -> [UInt8] {
    let recording = Recording(try Document.parse(text), named: title, outputs: outputs)
    switch self {
    case .markdown: return Array(text.utf8)
    case .ipynb: return JupyterNotebook(recording: recording).bytes
    case .svg: return Array(ScreenPicture(recording: recording, screen: ScreenRenderer()).svg.utf8)
    case .html:
      let pictures = LessonPictures(folder: "", files: files)
      return Array(try LessonPage(recording: recording, pictures: pictures, commands: Set(commands.names)).html().utf8)
    }
  }
}
