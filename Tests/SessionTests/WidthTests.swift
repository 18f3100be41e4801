import CommandKit
import Commands
import Datasets
import Notebook
import Renderers
import SessionCore
import Testing
import Views

/// What every command shows in its own examples is readable on narrow terminals and in any character set.
struct WidthTests {
  /// The views of all cells of all examples, and those of all help pages.
  static let views: [(cell: String, view: View)] =
    CommandSet.standard.all.flatMap { command in
      command.examples.flatMap { shown(by: $0.cells) }
    }
    + shown(
      by: Help(commands: .standard).pages.map { "help \($0.name)" } + [
        "help", "help search layer", "set", "set background", "show",
      ])

  private static func shown(by cells: [String]) -> [(cell: String, view: View)] {
    var interpreter = Interpreter(commands: .standard)
    return cells.compactMap { cell in
      guard case .success(let view?) = interpreter.run(cell, host: QuietHost()).result else { return nil }
      return (cell, view)
    }
  }

  @Test(arguments: [40, 80], [true, false])
  func noLineIsWiderThanTheTerminal(width: Int, unicode: Bool) {
    for (cell, view) in Self.views {
      for isSpoken in [true, false] {
        let text = PlainTextRenderer(RenderStyle(width: width, unicode: unicode, isSpoken: isSpoken)).render(view)
        for line in text.split(separator: "\n") where line.displayWidth > width {
          Issue.record("\(cell): \(line)")
        }
        #expect(unicode || text.utf8.allSatisfy { $0 < 0x80 }, "\(cell)")
        #expect(unicode || !text.contains("?") || cell.contains("help"), "\(cell): no spelling for a sign in \(text)")
      }
    }
  }

  /// On 40 columns no text is lost, except what a count replaces.
  @Test func nothingIsCut() {
    for (cell, view) in Self.views {
      guard case .table(let table) = view else { continue }
      let text = PlainTextRenderer(RenderStyle(width: 40, tableRows: .max)).render(view)
      for case .text(let content, _) in table.rows.joined() {
        for word in content.split(whereSeparator: { " -/".contains($0) }) where word.displayWidth <= 16 {
          #expect(text.contains(word), "\(cell): \(word) is missing in \(text)")
        }
      }
    }
  }
}

private final class QuietHost: Host {
  func show(_ view: View) {}
  var isInterrupted: Bool { false }
  var seconds: Double { 0 }
}
