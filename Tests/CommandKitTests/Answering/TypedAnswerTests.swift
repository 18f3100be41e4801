import Commands
import Testing

@testable import CommandKit

@Suite struct TypedAnswerTests {
  private func read(_ text: String) -> TypedAnswer? { TypedAnswer(text, commands: .standard) }

  @Test(
    arguments: [
      ("delta[1].T @ X", TypedAnswer.Form.formula, ["delta[1].T @ X"]),
      ("= 0.125  # a comment", .formula, ["0.125"]),
      ("sum(delta[1], axis=0);", .formula, ["sum(delta[1], axis=0)"]),
      ("(z[1] == 0) * a[1]", .formula, ["(z[1] == 0) * a[1]"]),
      ("a[1] <= 0.5", .formula, ["a[1] <= 0.5"]),
      ("dW[1] = delta[1].T @ X", .equation, ["dW[1]", "delta[1].T @ X"]),
      ("delta[1].T @ X == dW[1]", .equation, ["delta[1].T @ X", "dW[1]"]),
      ("C = 0.125", .assignment("C"), ["C", "0.125"]),
      ("x = 2 * (1 == 1)", .assignment("x"), ["x", "2 * (1 == 1)"]),
      ("dC/dW[1] = delta[1].T @ X", .equation, ["dC/dW[1]", "delta[1].T @ X"]),
      ("h'(1.25) = 3", .equation, ["h'(1.25)", "3"]),
      ("check delta[1].T @ X == dW[1]", .check, ["delta[1].T @ X", "dW[1]"]),
      ("check dW[1][0, 0] = 0.25", .check, ["dW[1][0, 0]", "0.25"]),
    ])
  func answersAreRead(text: String, form: TypedAnswer.Form, sides: [String]) {
    #expect(read(text) == TypedAnswer(form: form, sides: sides))
  }

  @Test(
    arguments: [
      "", "# nothing", "backward", "train epochs 3 rate 0.1", "f(x) = x^2", "check a[1]", "check", "1 +", "a = b = c",
      "x =", "== 3", "x = 1 +",
    ])
  func othersAreNot(text: String) { #expect(read(text) == nil) }

  @Test("no text of signs makes it fail")
  func anyTextIsRead() {
    let pieces = ["=", "==", "(", ")", "[", "]", "x", "1", "check ", "<=", "!", "'", " ", "δ"]
    for a in pieces { for b in pieces { for c in pieces { _ = read(a + b + c) } } }
  }
}
