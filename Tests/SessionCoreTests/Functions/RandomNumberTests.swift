import ShellFixtures
import Testing
import Views

@testable import SessionCore

/// rand and randn draw from the session's stream, which is NumPy's.
struct RandomNumberTests {
  @Test func theyAreNumPysOfTheSeed() throws {
    // numpy.random.seed(1); numpy.random.randn(2, 3); numpy.random.rand(2)
    var shell = try Shell("seed 1")
    #expect(
      try shell.matrix("randn(2, 3)").data == [
        1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705, 0.8654076293246785,
        -2.3015386968802827,
      ])
    #expect(try shell.matrix("rand(2)").data == [0.4191945144032948, 0.6852195003967595])
  }

  @Test func eachCallDrawsAndUndoPutsBack() throws {
    var shell = try Shell("seed 1")
    let first = try shell.number("rand()")
    let second = try shell.number("rand()")
    #expect(first != second)
    try shell.run("undo")
    #expect(try shell.number("rand()") == second)
    try shell.run("x = rand(1, 3) - rand(1, 3)")
    #expect(try shell.matrix("x").data.contains { $0 != 0 })
  }

  @Test func aFunctionThatDrawsIsNotRemembered() throws {
    var shell = try Shell("f(x) = x + rand()")
    #expect(try shell.number("f(1) - f(1)") != 0)
  }

  @Test func aCallIsDrawnOnceForShapeAndValue() throws {
    var shell = try Shell("seed 1")
    let drawn = try shell.number("rand()")
    try shell.run("seed 1")
    #expect(try shell.number("sum([1, 1] * rand()) / 2") == drawn)
    try shell.run("seed 1")
    #expect(try shell.number("[5, 6][0, round(rand() * 0)] * 0 + rand()") != drawn)
  }

  @Test func inputTakesThem() throws {
    var shell = try Shell("seed 1", "input randn(2, 3)")
    #expect(try shell.number("X[0, 0]") == 1.6243453636632417)
    #expect(try shell.number("rand()") == 0.4191945144032948)
  }

  @Test func aFormulaThatMustRepeatRefusesThem() throws {
    var shell = try Shell("x = [1, 2]")
    #expect(try shell.failure(of: "check randn(2) == x").message.contains("draws other numbers each time"))
    try shell.run("y = randn(2)")
    #expect(try shell.verdict("y + 0 == y").kind != .differs)
  }
}
