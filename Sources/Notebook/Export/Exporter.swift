import Dispatch
import Files
import Renderers
import Synchronization

/// Writes lessons and transcripts in other formats, with outputs that are computed anew.
public struct Exporter: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case html, markdown, ipynb, svg

    /// How the names of its files end.
    public var suffix: String {
      switch self {
      case .html: ".html"
      case .markdown: ".md"
      case .ipynb: ".ipynb"
      case .svg: ".svg"
      }
    }
  }

  /// A file to be written.
  public struct File: Equatable, Sendable {
    public var name: String
    public var bytes: [UInt8]
  }

  /// What is wrong, with the file and the line, counted from 1.
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
  /// Why a data set is not there, `nil` where it is.
  public var absence: @Sendable (_ dataset: String) -> String?
  public var files: FileStore
  /// What a picture of a screen looks like.
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

  /// One file alone.
  public func export(file: String) throws(Failure) -> File {
    let source = try source(file)
    return File(name: name(of: file), bytes: try bytes(source))
  }

  /// A folder's lessons, in HTML linked to each other, with a page of contents.
  public func export(folder: String, title: String) throws(Failure) -> [File] {
    var sources: [Source] = []
    for source in record(files.lessons(at: folder)) { sources.append(try source.get()) }
    var files: [File] = []
    for index in sources.indices { files.append(try file(index, of: sources)) }
    if format == .html { files.append(try contents(sources, title: title)) }
    return files
  }
}

extension Exporter {
  /// A file and what came of playing it.
  private struct Source: Sendable {
    var file: String
    var document: Document
    var recording: Recording
  }

  private func name(of file: String) -> String {
    String(PageLinks.page(for: file).dropLast(Format.html.suffix.count)) + format.suffix
  }

  /// Plays the files at once on all cores.
  private func record(_ files: [String]) -> [Result<Source, Failure>] {
    let results = Mutex<[Int: Result<Source, Failure>]>([:])
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let result = Result { () throws(Failure) in try source(files[index]) }
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in files.indices.compactMap { results[$0] } }
  }

  private func source(_ file: String) throws(Failure) -> Source {
    guard let bytes = files.contents(of: file) else {
      throw Failure(NotebookError("cannot read this file", line: 1), in: file)
    }
    do throws(NotebookError) {
      let document = try Document.parse(bytes: bytes)
      let name = String(PageLinks.page(for: file).dropLast(Format.html.suffix.count))
      let reasons = document.frontMatter?.needs.compactMap { absence($0) } ?? []
      let recording =
        reasons.isEmpty
        ? Recording(document, named: name, on: makeRunner())
        : Recording(document, named: name, absence: reasons.joined(separator: "; "))
      return Source(file: file, document: document, recording: recording)
    } catch {
      throw Failure(error, in: file)
    }
  }

  private func bytes(_ source: Source) throws(Failure) -> [UInt8] {
    switch format {
    case .html: try html(page(source), in: source.file)
    case .markdown: source.recording.fresh?.bytes ?? source.document.bytes
    case .ipynb: JupyterNotebook(source.recording).bytes
    case .svg: Array(ScreenPicture(recording: source.recording, screen: screen).svg.utf8)
    }
  }

  private func page(_ source: Source) -> LessonPage {
    LessonPage(
      source.recording, pictures: LessonPictures(folder: FilePath.folder(of: source.file), files: files),
      commands: makeRunner().commandNames)
  }

  private func html(_ page: LessonPage, in file: String) throws(Failure) -> [UInt8] {
    do throws(NotebookError) { return Array(try page.html().utf8) } catch { throw Failure(error, in: file) }
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
    do throws(NotebookError) {
      let page = try IndexPage(title: title, entries: entries).html()
      return File(name: "index.html", bytes: Array(page.utf8))
    } catch {
      throw Failure(error, in: sources.first?.file ?? "")
    }
  }
}
