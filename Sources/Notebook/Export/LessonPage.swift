import Renderers
import Views

/// A lesson as one page that needs nothing else: no script, no file, no network.
struct LessonPage {
  /// Where another page is and what it is called.
  struct Neighbour: Equatable, Sendable {
    var page: String
    var title: String
  }

  let recording: Recording
  let pictures: LessonPictures
  /// The words that begin a command.
  let commands: Set<String>
  var previous: Neighbour?
  var next: Neighbour?
  /// Whether there is a page of contents to go back to.
  var hasIndex = false
  private var exercises = 0

  init(_ recording: Recording, pictures: LessonPictures, commands: Set<String>) {
    self.recording = recording
    self.commands = commands
    self.pictures = pictures
  }

  /// The page.
  ///
  /// - Throws: for mathematics that is not known, with its line.
  func html() throws(NotebookError) -> String {
    var copy = self
    var anchors = recording.anchors[...]
    var parts: [String] = []
    for piece in recording.pieces { parts.append(try copy.html(piece, &anchors)) }
    if let absence = recording.absence { parts.insert(notice(absence), at: 0) }
    if !parts.contains(where: { $0.contains("<h1") }) {
      parts.insert(Markup.element("h1", text: recording.title), at: 0)
    }
    let links = navigation
    let main = Markup.element("main", content: "\n" + parts.joined(separator: "\n") + "\n")
    return Page.html(title: recording.title, body: [links, main, links])
  }

  private func notice(_ absence: String) -> String {
    Markup.element("p", "class=\"notice\"", text: "The outputs are those of the lesson's file: \(absence).")
  }

  private var navigation: String {
    func link(_ neighbour: Neighbour?, _ relation: String, _ text: (String) -> String) -> String {
      guard let neighbour else { return "<span></span>" }
      let address = Markup.escape(neighbour.page)
      return Markup.element("a", "rel=\"\(relation)\" href=\"\(address)\"", text: text(neighbour.title))
    }
    if previous == nil, next == nil, !hasIndex { return "" }
    let contents = hasIndex ? "<a href=\"index.html\">All lessons</a>" : ""
    return Markup.element(
      "nav", content: link(previous, "prev") { "← " + $0 } + contents + link(next, "next") { $0 + " →" })
  }

  private mutating func html(
    _ piece: Recording.Piece, _ anchors: inout ArraySlice<String>
  ) throws(NotebookError) -> String {
    switch piece {
    case .prose(let source, let line):
      return try ProseHTML.render(source, line: line, anchors: &anchors, pictures: pictures)
    case .cell(let source, let output): return CellHTML.html(source, output, commands: commands)
    case .exercise(let exercise, let answer):
      exercises += 1
      return try ExerciseHTML(exercise, number: exercises, answer: answer, pictures: pictures, commands: commands)
        .html()
    }
  }
}

/// A cell and what came of it.
enum CellHTML {
  static func html(_ source: String, _ output: CellOutput, commands: Set<String>) -> String {
    let result = result(output)
    return Markup.element(
      "div", "class=\"cell\"", content: input(source, commands: commands) + (result.isEmpty ? "" : "\n" + result))
  }

  static func input(_ source: String, commands: Set<String>) -> String {
    Markup.element(
      "pre", "class=\"input\"", content: Markup.element("code", content: CodeMarkup.html(source, commands: commands)))
  }

  private static func result(_ output: CellOutput) -> String {
    let content =
      output.view.map { HTMLRenderer(RenderStyle(format: output.format, background: .light)).render($0) }
      ?? (output.text.isEmpty ? "" : ProseHTML.preformatted(output.text, "plain"))
    if content.isEmpty { return "" }
    return Markup.element("div", "class=\"output\(output.isError ? " error" : "")\"", content: content)
  }
}
