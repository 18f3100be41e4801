import CommandKit
import Commands
import Renderers
import SessionCore
import Testing

@testable import Notebook

@Suite struct ScreenPictureTests {
  private func svg(_ lesson: String, _ screen: ScreenRenderer = ScreenRenderer()) throws -> String {
    var exporter = Exporter(to: .svg, files: .memory(["a.md": Array(lesson.utf8)])) {
      InterpreterRunner(Interpreter(commands: .standard))
    }
    exporter.screen = screen
    let file = try exporter.export(file: "a.md")
    #expect(file.name == "a.svg")
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// Everything that is written, in order, without blanks.
  private func words(_ svg: String) -> String {
    svg.matches(of: />([^<>]*)<\/text>/).map { $0.1 }.joined().filter { !$0.isWhitespace }
  }

  @Test func cellsAreNumberedAndRunAgain() throws {
    let words = words(try svg("# Title\n\n```chainrule\n> 1/4\nold\n> nope\n…\n> 2+1\n3\n```\n"))
    #expect(words.hasPrefix("Title"))
    #expect(words.contains("In[1]:1/4Out[1]:0.25In[2]:nope"))
    #expect(words.contains("unknownname") && !words.contains("Out[2]"), "an error is its message: \(words)")
    #expect(words.hasSuffix("In[3]:2+1Out[3]:3"))
  }

  @Test func anExerciseIsItsQuestion() throws {
    let lesson = "a\n\n```exercise\nquestion: What is $1 + 1$?\nanswer: 2\n```\n"
    let words = words(try svg(lesson))
    #expect(words.contains("Exercise.Whatis1+1?"), "\(words)")
  }

  @Test func theScreenHasTheGivenSize() throws {
    let svg = try svg("```chainrule\n> 1\n1\n```\n", ScreenRenderer(columns: 40, rows: 10, background: .light))
    #expect(svg.contains("viewBox=\"0 0 344 194\"") && svg.contains("fill=\"#ffffff\""))
  }
}
