import Renderers
import Views

/// A lesson as one self-contained page: no scripts, no other files, no network.
struct LessonPage {
  /// The address and title of another page.
  struct Neighbour: Equatable, Sendable {
    var page: String
    var title: String
  }

  let recording: Recording
  let pictures: LessonPictures
  /// The names of commands.
  let commands: Set<String>
  var previous: Neighbour?
  var next: Neighbour?
  /// Whether there is a page of contents.
  var hasIndex = false

  /// - Throws: for unknown mathematics, with its line.
  func html() throws(NotebookError) -> String {
    var anchors = recording.anchors[...]
    var parts: [String] = []
    var exercises = 0
    for piece in recording.pieces {
      if case .exercise = piece { exercises += 1 }
      parts.append(try html(piece, exercise: exercises, &anchors))
    }
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

  private func html(
    _ piece: Recording.Piece, exercise number: Int, _ anchors: inout ArraySlice<String>
  ) throws(NotebookError) -> String {
    switch piece {
    case .prose(let source, let line):
      return try ProseHTML.render(source, line: line, anchors: &anchors, pictures: pictures)
    case .cell(let source, let output): return CellHTML.html(source, output, commands: commands)
    case .exercise(let exercise, let answer):
      return try ExerciseHTML(
        exercise: exercise, number: number, answer: answer, pictures: pictures, commands: commands
      ).html()
    }
  }
}

/// A cell and its output.
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
