import Testing

@testable import Language

/// Statements of other languages.
struct StatementHabitTests {
  private func hint(_ text: String, isName: Bool = false) -> String? {
    StatementHabit.refusal(of: CellSource(text).code, isName: isName, isCommand: { ["update", "train"].contains($0) })?
      .hint
  }

  @Test(arguments: [
    ("let x = 3", "write x = 3"), ("const y = [1, 2]", "write y = [1, 2]"), ("var x = 3", "write x = 3"),
    ("x <- 3", "x = 3"), ("x++", "x += 1"), ("x--", "x -= 1"), ("x ++", "x += 1"),
    ("while x > 1: x -= 1", "repeat 100: if x > 1: x -= 1"), ("while(x > 1): y", "repeat 100: if (x > 1): y"),
    ("elif x: 3", "else: if x: 3"), ("del x", "delete x"), ("%time 1 + 1", "time 1 + 1"), ("@time f(2)", "time f(2)"),
    ("clear", "reset"), ("clear all", "reset"), ("clear x", "delete x"), ("whos", "show variables"),
    ("10 * update", "repeat 10 update"), ("10 update", "repeat 10 update"),
    ("3x train epochs 2", "repeat 3 train epochs 2"),
  ])
  func theLineToType(text: String, line: String) {
    #expect(hint(text) == line)
  }

  @Test(arguments: [
    "x = 3", "x := 3", "x <-3", "x < -3", "var(x)", "let = 3", "while", "x - -1", "x--1", "10 * x", "10 * update(1)",
    "del",
    "update", "-- x", "f(x) = x^2", "x == 3", "clear = 1", "10", "",
  ])
  func whatMeansSomethingHereIsRead(text: String) {
    #expect(hint(text) == nil)
  }

  @Test func aNameOfTheSessionIsOne() {
    #expect(hint("new", isName: true) == nil && hint("new") == "reset")
    #expect(hint("var x = 3", isName: true) == "write x = 3")
  }
}
