import Files
import Interruption
import Synchronization
import Renderers

/// Writes lessons and transcripts in other formats, with newly computed outputs.
public struct Exporter: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case html, markdown, ipynb, svg

    /// The ending of its file names.
    public var suffix: String { self == .markdown ? ".md" : "." + rawValue }
  }

  public struct File: Equatable, Sendable {
    public var name: String
    public var bytes: [UInt8]
  }

  /// An error, with the file and the line, counted from 1.
  public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var message: String

    public var description: String { "\(file):\(line): error: \(message)" }

    init(_ error: NotebookError, in file: String) {
      (self.file, line, message) = (file, error.line, error.message)
    }
  }

  public var format: Format
  /// A new session for each file.
  public var makeRunner: @Sendable () -> any CellRunner
  /// Why a data set is not available; `nil` if it is.
  public var absence: @Sendable (_ dataset: String) -> String?
  public var files: FileStore
  /// The look of a picture of the screen.
  public var screen = ScreenRenderer()

  public init(
    to format: Format, files: FileStore = .disk,
    absence: @escaping @Sendable (_ dataset: String) -> String? = { _ in nil },
    makeRunner: @escaping @Sendable () -> any CellRunner
  ) {
    self.format = format
    self.makeRunner = makeRunner
    self.absence = absence
    self.files = files
  }

  /// Exports a single file.
  public func export(file: String) throws(Failure) -> File {
    let source = try source(file)
    return File(name: name(of: file), bytes: try bytes(source))
  }

  /// Exports a folder's lessons; in HTML they link to each other and to a page of contents.
  public func export(folder: String, title: String) throws(Failure) -> [File] {
    let (work, lessons) = (Work.current, files.lessons(at: folder))
    let done = Atomic<Int>(0)
    let results = lessons.concurrentMap { file in
      defer { work.report(Double(done.add(1, ordering: .relaxed).newValue) / Double(lessons.count)) }
      return Result { () throws(Failure) in try work.silent.run { () throws(Failure) in try source(file) } }
    }
    var sources: [Source] = []
    for result in results { sources.append(try result.get()) }
    var files: [File] = []
    for index in sources.indices { files.append(try file(index, of: sources)) }
    if format == .html { files.append(try contents(sources, title: title)) }
    return files
  }
}

extension Exporter {
  /// A file and its recording.
  private struct Source: Sendable {
    var file: String
    var document: Document
    var recording: Recording
  }

  private func name(of file: String) -> String { FilePath.stem(of: file, endings: [".md"]) + format.suffix }

  private func source(_ file: String) throws(Failure) -> Source {
    guard let bytes = files.contents(of: file) else {
      throw Failure(NotebookError("cannot read this file", line: 1), in: file)
    }
    return try naming(file) { () throws(NotebookError) in
      let document = try Document.parse(bytes: bytes)
      let name = FilePath.stem(of: file, endings: [".md"])
      let recording =
        if let reason = document.missingData(absence) {
          Recording(document, named: name, absence: reason)
        } else {
          Recording(document, named: name, on: makeRunner())
        }
      return Source(file: file, document: document, recording: recording)
    }
  }

  private func bytes(_ source: Source) throws(Failure) -> [UInt8] {
    switch format {
    case .html: try html(page(source), in: source.file)
    case .markdown: source.recording.fresh?.bytes ?? source.document.bytes
    case .ipynb: JupyterNotebook(recording: source.recording).bytes
    case .svg: Array(ScreenPicture(recording: source.recording, screen: screen).svg.utf8)
    }
  }

  private func page(_ source: Source) -> LessonPage {
    LessonPage(
      recording: source.recording, pictures: LessonPictures(folder: FilePath.folder(of: source.file), files: files),
      commands: makeRunner().commandNames)
  }

  private func html(_ page: LessonPage, in file: String) throws(Failure) -> [UInt8] {
    try naming(file) { () throws(NotebookError) in Array(try page.html().utf8) }
  }

  /// Adds the file to an error.
  private func naming<Value>(_ file: String, _ body: () throws(NotebookError) -> Value) throws(Failure) -> Value {
    do throws(NotebookError) { return try body() } catch { throw Failure(error, in: file) }
  }

  private func file(_ index: Int, of sources: [Source]) throws(Failure) -> File {
    let source = sources[index]
    guard format == .html else { return File(name: name(of: source.file), bytes: try bytes(source)) }
    func neighbour(_ index: Int) -> LessonPage.Neighbour? {
      guard sources.indices.contains(index) else { return nil }
      return .init(page: name(of: sources[index].file), title: sources[index].recording.title)
    }
    var page = page(source)
    page.previous = neighbour(index - 1)
    page.next = neighbour(index + 1)
    page.hasIndex = true
    return File(name: name(of: source.file), bytes: try html(page, in: source.file))
  }

  private func contents(_ sources: [Source], title: String) throws(Failure) -> File {
    let entries = sources.map { IndexPage.Entry(page: name(of: $0.file), recording: $0.recording) }
    let page = try naming(sources.first?.file ?? "") { () throws(NotebookError) in
      try IndexPage(title: title, entries: entries).html()
    }
    return File(name: "index.html", bytes: Array(page.utf8))
  }
}
