import Renderers
import SessionCore

/// The contents of a folder of lessons.
struct IndexPage {
  struct Entry {
    var page: String
    var recording: Recording
  }

  var title: String
  var entries: [Entry]

  func html() throws(NotebookError) -> String {
    var items: [String] = []
    for entry in entries { items.append(try item(entry)) }
    let list = Markup.element("ol", "class=\"contents\"", content: "\n" + items.joined(separator: "\n") + "\n")
    let main = Markup.element("main", content: Markup.element("h1", text: title) + "\n" + list)
    return Page.html(title: title, body: [main])
  }

  private func item(_ entry: Entry) throws(NotebookError) -> String {
    let number = entry.page.prefix { $0.isNumber }
    let name = (Int(number).map { "\($0) · " } ?? "") + entry.recording.title
    let link = Markup.element("a", "href=\"\(Markup.escape(entry.page))\"", text: name)
    return Markup.element("li", content: link + (try summary(entry.recording)) + counts(entry.recording))
  }

  /// The first paragraph.
  private func summary(_ recording: Recording) throws(NotebookError) -> String {
    for case .prose(let source, let line) in recording.pieces {
      for case .paragraph(let content) in Markdown.blocks(of: source) {
        let none = LessonPictures(folder: "", files: .empty)
        let prose = ProseHTML(source: source, firstLine: line, pictures: none)
        return Markup.element("p", content: try prose.inlines(content))
      }
    }
    return ""
  }

  private func counts(_ recording: Recording) -> String {
    let cells = Description.count(recording.cellCount, "cell")
    return Markup.element("small", text: cells + ", " + Description.count(recording.exerciseCount, "exercise"))
  }
}
