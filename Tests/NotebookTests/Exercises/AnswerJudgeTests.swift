import CommandKit
import Commands
import Datasets
import SessionCore
import Testing

@testable import Notebook

/// Answers to exercises about a network 2-3-2 with tanh and a batch of three.
struct AnswerJudgeTests {
  private static let cells = [
    "network 2 3 2 hidden tanh", "seed 1", "init xavier", "input [[1, 2], [-1, 0.5], [0.2, 1]]",
    "target [[0, 1], [1, 0], [1, 1]]", "backward;",
  ]

  private static var host: SilentHost { SilentHost(Catalog.Environment(variables: [:])) }

  private static func interpreter(_ more: [String] = []) -> Interpreter {
    var interpreter = Interpreter(commands: .standard)
    for cell in cells + more { _ = interpreter.run(cell, host: host) }
    return interpreter
  }

  private func judge(_ answer: String, _ lines: String = "", user cells: [String]? = nil) throws -> AnswerJudge {
    let text = "```exercise\nquestion: q\nanswer: \(answer)\n\(lines)\n```\n"
    let exercise = try #require(try Document.parse(text).exercises.first)
    return AnswerJudge(
      exercise, in: Self.interpreter(), user: cells.map(Self.interpreter), host: Self.host)
  }

  private func judgement(
    _ typed: String, on answer: String, _ lines: String = "", user cells: [String]? = nil
  ) throws -> Judgement {
    try judge(answer, lines, user: cells).judgement(of: typed)
  }

  // MARK: Formulas

  @Test(
    arguments: [
      "(X.T @ delta[1]).T", "sum_s(delta[1][s, i] * X[s, j])", "B * delta[1].T @ X / 3",
      "(da[1] * (1 - a[1]^2)).T @ a[0]",
    ])
  func aFormulaIsRightInGeneral(typed: String) throws {
    #expect(try judgement(typed, on: "delta[1].T @ X") == .right(nil))
  }

  @Test("a formula that is equal here by luck is wrong", arguments: ["(0.5 - Y) / B", "(a[2] - Y) * 2 * a[2] / B"])
  func luckIsNotRight(typed: String) throws {
    let flat = ["W[1] = zeros(3, 2)", "W[2] = zeros(2, 3)", "backward;"]
    let exercise = try #require(
      try Document.parse("```exercise\nquestion: q\nanswer: (a[2] - Y) / B\n```\n").exercises.first)
    let judgement = AnswerJudge(exercise, in: Self.interpreter(flat), host: Self.host).judgement(of: typed)
    #expect(judgement.message?.contains("by luck") == true, "\(judgement)")
  }

  @Test("what is asked for, or is read as it, is refused by its name")
  func namingIsRefused() throws {
    let reason = "dW[1] is the name of what is asked for: write its formula"
    for typed in ["dW[1]", "-(-dW[1])", "dW[1] + 0", "1 * dW[1]", "dW[1].T.T", "exp(log(dW[1]))", "2 * dW[1]"] {
      #expect(try judgement(typed, on: "delta[1].T @ X") == .refused(reason), "\(typed)")
    }
    for typed in ["mine", "_", "Out[8] * 1", "f(1)"] {
      let cells = ["mine = dW[1]", "dW[1]", "f(x) = x * dW[1]"]
      #expect(try judgement(typed, on: "delta[1].T @ X", user: cells) == .refused(reason), "\(typed)")
    }
    #expect(try judgement("delta[1]", on: "delta[1]") == .right(nil))
    #expect(try judgement("delta[1][:, 0]", on: "(da[1] * (1 - a[1]^2))[:, 0]").isRight == false)
  }

  @Test("a part of another quantity is no name of what is asked for")
  func otherQuantitiesAreNotRefused() throws {
    #expect(try judgement("da[1] * tanh'(z[1])", on: "(delta[2] @ W[2]) * tanh'(z[1])") == .right(nil))
  }

  @Test("own variables and functions are looked through, wherever they are")
  func variablesOfTheUserAreRead() throws {
    let cells = ["e = a[2] - Y", "slope(x) = 1 - tanh(x)^2", "d = e * sigmoid'(z[2]) / B"]
    #expect(try judgement("d.T @ a[1]", on: "delta[2].T @ a[1]", user: cells) == .right(nil))
    #expect(try judgement("da[1] * slope(z[1])", on: "(delta[2] @ W[2]) * tanh'(z[1])", user: cells) == .right(nil))
    #expect(
      try judgement("da[1] * slope(z[1])", on: "(delta[2] @ W[2]) * (1 - a[1]^2)", "without: tanh", user: cells)
        == .refused("write it without tanh"))
  }

  @Test func anExclusionHasItsOwnWords() throws {
    let lines = "without: da\nwithout: @, .T -> No products of matrices, please."
    #expect(try judgement("da[1] * tanh'(z[1])", on: "delta[1] * 1", lines) == .refused("write it without da"))
    #expect(
      try judgement("(delta[2] @ W[2]) * tanh'(z[1])", on: "delta[1] * 1", lines)
        == .refused("No products of matrices, please."))
  }

  @Test("numbers are no formula, unless one number is asked for")
  func numbersForAFormula() throws {
    let value = try #require(Self.interpreter().value(of: "delta[2][0, 1] * a[1][0, 0]"))
    guard case .number(let number) = value else { return #expect(value == .number(0)) }
    #expect(try judgement("\(number)", on: "delta[2][0, 1] * a[1][0, 0]") == .right(nil))
    let row = try #require(Self.interpreter().value(of: "sum(delta[2], axis 0)")).asMatrix.elements
    for typed in ["[\(row[0]), \(row[1])]", "1 * [\(row[0]), \(row[1])]"] {
      #expect(
        try judgement(typed, on: "sum(delta[2], axis 0)")
          == .refused("these are numbers: write the formula that gives them"))
    }
  }

  @Test("a formula is not told that it lost digits by hand")
  func aFormulaLosesNoDigitsByHand() throws {
    let judgement = try judgement("delta[2][0, 1] * a[1][0, 1]", on: "delta[2][0, 1] * a[1][0, 0]")
    #expect(!judgement.isRight && judgement.message?.contains("digits") != true)
  }

  // MARK: Numbers

  @Test(
    arguments: [
      ("0.393", "0.39318", Judgement.right(.rounded)), ("0.39318", "0.39318", .right(nil)),
      ("0.394", "0.39318", .wrong(nil)),
      ("0.39", "0.39318", .wrong("right as far as it goes; type at least three digits")),
      ("784 * 128 + 128", "784 * 128 + 128", .right(nil)), ("100480", "784 * 128 + 128", .right(nil)),
      ("100500", "784 * 128 + 128", .wrong(nil)), ("1.005e5", "784 * 128 + 128", .wrong(nil)),
      ("exp(-0.2)", "0.98^10", .wrong(nil)), ("B - 1", "2", .right(nil)), ("2 * 1", "2", .right(nil)),
      ("1", "2", .wrong(nil)), ("-2", "2", .wrong(nil)), ("[2, 1]", "[2, 1]", .right(nil)),
    ])
  func aNumberCountsToItsDigits(typed: String, answer: String, judgement: Judgement) throws {
    #expect(try self.judgement(typed, on: answer) == judgement)
  }

  @Test func aToleranceIsUsed() throws {
    #expect(try judgement("0.5005", on: "0.5", "tolerance: 0.001") == .right(nil))
    #expect(try judgement("0.502", on: "0.5", "tolerance: 0.001") == .wrong(nil))
  }

  @Test("a number is right with the values of the lesson's session, or with those of the user's")
  func sessionsMayDiffer() throws {
    let changed = ["W[1] = ones(3, 2)", "forward"]
    let (lesson, user) = (Self.interpreter(), Self.interpreter(changed))
    let (there, here) = try (#require(lesson.value(of: "a[1][0, 0]")), #require(user.value(of: "a[1][0, 0]")))
    guard case (.number(let there), .number(let here)) = (there, here) else { return #expect(Bool(false)) }
    #expect(try judgement("\(there)", on: "a[1][0, 0]", user: changed) == .right(nil))
    #expect(try judgement("\(here)", on: "a[1][0, 0]", user: changed) == .right(.inYours))
    #expect(try judgement("tanh(z[1][0, 0])", on: "a[1][0, 0]", user: changed) == .right(.inTheLesson))
  }

  // MARK: Wrong answers

  @Test("a mistake is known by its value in general, in every spelling")
  func mistakesAreNamed() throws {
    let lines = "mistake: delta[1].T @ X / B -> Twice.\nmistake: X.T @ delta[1] -> Transposed."
    for typed in ["delta[1].T @ X / B", "(X.T @ delta[1]).T / 3", "mean(delta[1].T @ X) * 0 + delta[1].T @ X / B"] {
      #expect(try judgement(typed, on: "delta[1].T @ X", lines) == .mistake("Twice."))
    }
    #expect(try judgement("(delta[1].T @ X).T", on: "delta[1].T @ X", lines) == .mistake("Transposed."))
  }

  @Test("another wrong answer gets what check finds, without the right formula")
  func findingsAreTold() throws {
    let sign = try judgement("-(delta[1].T @ X)", on: "delta[1].T @ X")
    #expect(sign.message?.contains("sign") == true)
    let derivative = try judgement("da[1]", on: "(delta[2] @ W[2]) * tanh'(z[1])")
    #expect(derivative.message?.contains("tanh'(z[1]) is left out") == true)
    for typed in ["X.T @ delta[1]", "delta[1].T @ z[1]", "delta[1] * X[0, 0]", "delta[1].T @ X * 7"] {
      let message = try judgement(typed, on: "delta[1].T @ X").message ?? ""
      #expect(!message.contains("delta[1].T @ X") && !message.contains("dW[1] ="), "\(typed): \(message)")
    }
  }

  // MARK: What is typed

  @Test(
    arguments: [
      ("delta[1].T @ X", ["delta[1].T @ X"]), ("dW[1] = delta[1].T @ X", ["delta[1].T @ X"]),
      ("delta[1].T @ X == dW[1]", ["delta[1].T @ X"]), ("= delta[1].T @ X", ["delta[1].T @ X"]),
      ("dC/dW[1] = delta[1].T @ X", ["delta[1].T @ X"]), ("check dW[1] == delta[1].T @ X", ["delta[1].T @ X"]),
      ("g = delta[1].T @ X", ["delta[1].T @ X"]), ("dW[1] == dW[1]", ["dW[1]"]),
      ("check delta[2].T @ a[1] == dW[2]", []),
      ("delta[1].T @ X == (X.T @ delta[1]).T", ["delta[1].T @ X", "(X.T @ delta[1]).T"]),
    ])
  func theSideThatIsNoNameIsTheAnswer(typed: String, answers: [String]) throws {
    let reading = try #require(Self.interpreter().typedAnswer(typed))
    #expect(try judge("delta[1].T @ X").answers(in: reading) == answers)
  }
}
