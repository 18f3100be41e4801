import CommandKit
import Renderers
import SessionCore
import Testing

@testable import chainrule

/// What a press of Tab does; `|` is the cursor.
struct CompletionMenuTests {
  private func press(_ line: String, _ suggestions: [Suggestion], typed: Int, hint: String? = nil) -> String? {
    let cursor = line.split(separator: "|", omittingEmptySubsequences: false)[0].utf8.count
    let text = line.split(separator: "|", omittingEmptySubsequences: false).joined()
    var menu = CompletionMenu()
    let completion = Completion(replaced: cursor - typed..<cursor, suggestions: suggestions, hint: hint)
    guard case .replace(let range, let new) = menu.press(completion, line: text, offset: cursor) else { return nil }
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: Array(new.utf8) + [UInt8(ascii: "|")])
    return String(decoding: bytes, as: UTF8.self)
  }

  private var train: Suggestion {
    var suggestion = Suggestion("train")
    suggestion.tail = " "
    return suggestion
  }

  @Test(arguments: [
    ("tra|", "train |"), ("tra|in", "train |"), ("tr|in", "train |"), ("tra|in epochs", "train| epochs"),
    ("tra| 1", "train| 1"), ("train|", "train |"), ("tra|x", "train |x"),
  ])
  func whatIsBehindTheCursorIsNotDoubled(_ line: String, _ result: String) {
    let typed = line.split(separator: "|", omittingEmptySubsequences: false)[0].count
    #expect(press(line, [train], typed: typed) == result)
  }

  @Test func anExistingQuoteIsNotDoubled() {
    var file = Suggestion("\"a b.csv")
    file.tail = "\" "
    #expect(press("data \"a |\"", [file], typed: 3) == "data \"a b.csv\" |")
  }

  @Test func theFirstPressInsertsTheSharedPrefix() {
    let suggestions = [Suggestion("weights"), Suggestion("weights1")]
    #expect(press("w|", suggestions, typed: 1) == "weights|")
    #expect(press("weights|", suggestions, typed: 7) == nil)
    #expect(press("w|", [Suggestion("W["), Suggestion("Wide")], typed: 1) == "W|")
  }

  @Test func theSecondPressLists() {
    var menu = CompletionMenu()
    let completion = Completion(replaced: 0..<1, suggestions: [Suggestion("a"), Suggestion("ab")])
    #expect(menu.press(completion, line: "a", offset: 1) == .nothing)
    #expect(menu.press(completion, line: "a", offset: 1) == .list)
    menu.reset()
    #expect(menu.press(completion, line: "a", offset: 1) == .nothing)
    let hint = Completion(replaced: 1..<1, suggestions: [], hint: "a number")
    #expect(menu.press(hint, line: "a ", offset: 1) == .list)
  }

  @Test func symbolsAreSpelledInASCIIOnASCIITerminals() {
    var menu = CompletionMenu()
    let completion = Completion(replaced: 0..<6, suggestions: [Suggestion("δ")])
    let style = RenderStyle(unicode: false)
    #expect(menu.press(completion, line: "\\delta", offset: 6, fold: style.clean) == .replace(0..<6, with: "delta"))
  }

  // MARK: The list

  private func lines(_ suggestions: [Suggestion], width: Int, height: Int = 24, unicode: Bool = true) -> [String] {
    let style = RenderStyle(width: width, unicode: unicode)
    let completion = Completion(replaced: 0..<0, suggestions: suggestions)
    let view = CompletionListing(completion: completion, style: style, height: height).view
    return PlainTextRenderer(style).render(view).split(separator: "\n").map(String.init)
  }

  private static let words = (0..<100).map { Suggestion("name\($0)", "変数 δ, the number \($0) of a hundred, at length") }

  @Test(arguments: [40, 80, 200], [5, 10, 24, 200])
  func aListFitsTheScreen(width: Int, height: Int) {
    for count in [1, 3, 20, 100] {
      for unicode in [true, false] {
        let lines = lines(Array(Self.words.prefix(count)), width: width, height: height, unicode: unicode)
        #expect(lines.count <= max(4, height - 3))
        #expect(lines.allSatisfy { $0.displayWidth < width })
        #expect(unicode || lines.joined().utf8.allSatisfy { $0 < 0x80 })
      }
    }
  }

  @Test func nothingIsLeftOutSilently() throws {
    let lines = lines(Self.words, width: 40, height: 12)
    let shown = lines.dropLast().flatMap { $0.split(separator: " ") }
    #expect(lines.last == "  … \(100 - shown.count) more")
    #expect(Set(shown).count == shown.count)
  }

  @Test func summariesAreInAColumn() {
    #expect(
      lines([Suggestion("a", "one"), Suggestion("変数", "two")], width: 30) == ["  a     one", "  変数  two"])
  }

  /// Lessons, more than there are lines: a number alone says nothing.
  @Test func numbersKeepTheirSummariesInTwoColumns() {
    let lessons = (1...25).map { Suggestion("\($0)", "lesson \($0) of a course that is longer than a column") }
    let lines = lines(lessons, width: 60)
    #expect(lines.count == 13)
    #expect(lines[0] == "  1   lesson 1 of a course t…   14  lesson 14 of a course …")
    #expect(lines[12] == "  13  lesson 13 of a course …")
    #expect(self.lines(lessons, width: 60, height: 10).allSatisfy { !$0.contains("lesson") })
  }

  @Test func groupsHaveHeadings() {
    let suggestions = (0..<30).map { Suggestion("w\($0)", group: $0 < 5 ? "first" : "second") }
    #expect(lines(suggestions, width: 60)[0] == "  first   w0  w1  w2  w3  w4")
    #expect(lines(suggestions, width: 30).prefix(2) == ["  first", "    w0  w1  w2  w3  w4"])
  }
}
