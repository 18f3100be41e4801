import CommandKit
import Commands
import SessionCore
import Testing

@testable import Notebook

struct ExporterTests {
  private func exporter(_ format: Exporter.Format, _ files: [String: String]) -> Exporter {
    Exporter(to: format, files: .memory(files.mapValues { Array($0.utf8) })) {
      InterpreterRunner(Interpreter(commands: .standard))
    }
  }

  private func text(_ file: Exporter.File?) -> String { String(decoding: file?.bytes ?? [], as: UTF8.self) }

  private let folder = [
    "L/01-a.md": "# One\n\nFirst words.\n", "L/02-b.md": "# Two\n\n```chainrule\n> 1/4\n0.25\n```\n",
    "L/03-c.md": "# Three\n", "L/README.md": "# No lesson\n",
  ]

  @Test func aFolderIsPagesWithContents() throws {
    let files = try exporter(.html, folder).export(folder: "L", title: "A & B")
    #expect(files.map(\.name) == ["01-a.html", "02-b.html", "03-c.html", "index.html"])
    let contents = text(files.last)
    #expect(contents.contains("<h1>A &amp; B</h1>"))
    #expect(contents.contains("<a href=\"02-b.html\">2 · Two</a>"))
    #expect(contents.contains("<p>First words.</p>"))
    #expect(contents.contains("<small>1 cell, 0 exercises</small>"))
  }

  @Test func pagesLeadToTheirNeighbours() throws {
    let pages = try exporter(.html, folder).export(folder: "L", title: "").map(text)
    #expect(!pages[0].contains("rel=\"prev\""))
    #expect(pages[1].contains("<a rel=\"prev\" href=\"01-a.html\">← One</a><a href=\"index.html\">All lessons</a>"))
    #expect(pages[1].contains("<a rel=\"next\" href=\"03-c.html\">Three →</a>"))
    #expect(!pages[2].contains("rel=\"next\""))
  }

  @Test func markdownIsTheLessonWithFreshOutputs() throws {
    let lesson = "a\r\n```chainrule\n> 1/4\n…\n> 1/8\n0.125\n```\nb"
    let file = try exporter(.markdown, ["a.md": lesson]).export(file: "a.md")
    #expect(file.name == "a.md")
    #expect(text(file) == "a\r\n```chainrule\n> 1/4\n0.25\n> 1/8\n0.125\n```\nb")
  }

  @Test func failuresNameFileAndLine() {
    let exporter = exporter(.html, ["a.md": "a\n\n```chainrule\n> 1\n"])
    #expect(throws: Exporter.Failure(NotebookError("this chainrule block is not closed", line: 3), in: "a.md")) {
      try exporter.export(file: "a.md")
    }
    #expect(throws: Exporter.Failure(NotebookError("cannot read this file", line: 1), in: "b.md")) {
      try exporter.export(file: "b.md")
    }
  }
}
