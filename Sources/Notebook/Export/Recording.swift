import CommandKit
import Files
import Renderers
import Views

/// A document played once, ready to be written in any format: its prose, cells with what came of them, and exercises.
struct Recording: Sendable {
  enum Piece: Sendable {
    /// Markdown, and the line where it starts, counted from 0.
    case prose(String, line: Int)
    case cell(source: String, CellOutput)
    /// The value of its answer is `nil` where it was not played.
    case exercise(Exercise, answer: NumericValue?)
  }

  var title: String
  var pieces: [Piece]
  /// What links to the headings say behind `#`, in their order.
  var anchors: [String]
  /// Why the outputs are those that the file has: data that is not there.
  var absence: String?
  /// What a run would change in the file; `nil` where it was not played or nothing changes.
  var fresh: Acceptance?

  var cellCount: Int { pieces.count { if case .cell = $0 { true } else { false } } }
  var exerciseCount: Int { pieces.count { if case .exercise = $0 { true } else { false } } }
}

extension Recording {
  /// Plays the document.
  init(_ document: Document, named name: String, on runner: any CellRunner) {
    let replay = Replay(document, on: runner)
    var outputs = replay.steps.map(\.output)[...]
    var exercises = replay.exercises[...]
    self.init(document, named: name)
    pieces = Self.pieces(of: document) { cell in
      outputs.popFirst() ?? CellOutput(cell.expected.joined(separator: "\n"))
    } exercise: { exercise in
      let instance = exercise.instance(seed: 1)
      return .exercise(instance, answer: exercises.popFirst().flatMap { instance.value(on: $0.runner) })
    }
    fresh = Acceptance(of: replay.steps.map(\.rewritten), in: document, keepsElisions: false)
  }

  /// With outputs that came before, one a cell.
  init(_ document: Document, named name: String, outputs: [CellOutput]) {
    var outputs = outputs[...]
    self.init(document, named: name)
    pieces = Self.pieces(of: document) { cell in
      outputs.popFirst() ?? CellOutput(cell.expected.joined(separator: "\n"))
    } exercise: { exercise in
      .exercise(exercise.instance(seed: 1), answer: nil)
    }
  }

  /// The outputs as they stand in the file, because of the reason given.
  init(_ document: Document, named name: String, absence: String) {
    self.init(document, named: name)
    self.absence = absence
    pieces = Self.pieces(of: document) { cell in
      CellOutput(cell.expected.joined(separator: "\n"))
    } exercise: { exercise in
      .exercise(exercise.instance(seed: 1), answer: nil)
    }
  }

  private init(_ document: Document, named name: String) {
    title = document.frontMatter?.title ?? document.scan.headings.first?.text ?? name
    pieces = []
    anchors = document.scan.headingAnchors
  }

  private static func pieces(
    of document: Document, cell: (Cell) -> CellOutput, exercise: (Exercise) -> Piece
  ) -> [Piece] {
    document.blocks.flatMap { block -> [Piece] in
      switch block {
      case .frontMatter: []
      case .prose(let lines): [.prose(document.text(of: block), line: lines.lowerBound)]
      case .transcript(let transcript): transcript.cells.map { .cell(source: $0.source, cell($0)) }
      case .exercise(let block): [exercise(block)]
      }
    }
  }
}

extension Exercise {
  /// The value of the answer in the session where the question is put.
  fileprivate func value(on runner: any CellRunner) -> NumericValue? {
    var runner = runner
    for setup in setup { _ = runner.run(setup.source) }
    return try? runner.value(of: answer)
  }
}

extension Replay.Step {
  /// With every output that is not to the letter what the file has as a difference.
  fileprivate var rewritten: Self {
    var copy = self
    if difference == nil, got != cell.expected {
      copy.difference = Comparison.Difference(index: 0, expected: cell.expected.first, got: got.first)
    }
    return copy
  }
}

extension Logbook {
  /// The bytes of a file with what was typed and what came of it, as it came.
  /// - Parameter files: where pictures are that the text points to.
  public func exported(
    to format: Exporter.Format, title: String, commands: CommandSet, files: FileStore = .disk
  ) throws(NotebookError) -> [UInt8] {
    let text = markdown
    let recording = Recording(try Document.parse(text), named: title, outputs: outputs)
    switch format {
    case .markdown: return Array(text.utf8)
    case .ipynb: return JupyterNotebook(recording).bytes
    case .svg: return Array(ScreenPicture(recording: recording, screen: ScreenRenderer()).svg.utf8)
    case .html:
      let pictures = LessonPictures(folder: "", files: files)
      return Array(try LessonPage(recording, pictures: pictures, commands: Set(commands.names)).html().utf8)
    }
  }
}
