import Testing

@testable import Notebook

struct DrawTests {
  @Test func everyValueIsDrawn() throws {
    let draw = try Draw(parsing: "x from -0.5 to 1 step 0.25", line: 1)
    #expect((0..<draw.count).map(draw.value) == ["-0.50", "-0.25", "0.00", "0.25", "0.50", "0.75", "1.00"])
  }

  @Test func integersAreWrittenWithoutAPoint() throws {
    let draw = try Draw(parsing: "n from 2 to 4 step 1", line: 1)
    #expect((0..<draw.count).map(draw.value) == ["2", "3", "4"])
  }

  @Test(
    arguments: [
      "x from 1 to 2", "x from 2 to 1 step 1", "x from 1 to 2 step 0", "X from 1 to 2 step 1", "x from a to 2 step 1",
      "x from 1 to 1e99 step 1", "x from 1.-5 to 2 step 1", "x from 1 to 99999999999999999999 step 1",
    ])
  func wrongDraws(text: String) {
    #expect(throws: NotebookError.self) { try Draw(parsing: text, line: 3) }
  }

  @Test func splitMix64HasItsPublishedValues() {
    var source = SplitMix64(seed: 1_234_567)
    #expect(source.next() == 6_457_827_717_110_365_317)
    #expect(source.next() == 3_203_168_211_198_807_973)
  }

  @Test func anInstanceHasNumbersForNames() throws {
    let body = "question: What is {x}²?\nanswer: {x}^2\nhint: {x}\nmistake: {x} -> not {x}\nsetup: y = {x}"
    let text = "```exercise\n\(body)\ndraw: x from 2 to 9 step 1\n```\n"
    let exercise = try #require(try Document.parse(text).exercises.first)
    let instance = exercise.instance(seed: 5)
    let x = try #require(instance.hints.first)
    #expect((2...9).map(String.init).contains(x))
    #expect(instance.question == "What is \(x)²?")
    #expect(instance.answer == "\(x)^2")
    #expect(instance.mistakes.map(\.message) == ["not \(x)"])
    #expect(instance.setup.map(\.source) == ["y = \(x)"])
    #expect(instance == exercise.instance(seed: 5))
    #expect(Set((0..<50).map { exercise.instance(seed: $0).hints }).count > 4)
  }
}
