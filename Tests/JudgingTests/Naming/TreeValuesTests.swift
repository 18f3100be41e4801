import CommandKit
import Language
import SessionCore
import ShellFixtures
import Testing

@testable import Judging

struct TreeValuesTests {
  @Test(
    "values are those of the shell",
    arguments: [
      "(a[2] - Y) * sigmoid'(z[2]) / B", "delta[2].T @ a[1]", "sum(z[1], axis 1)", "mean(W[1]^2)", "X[0, :]",
      "W[1][1, -1]", "where(z[1] > 0, 1, 0.1)", "softmax(z[1])", "[[1, 2]] @ W[1]", "outer(b[1], b[2])",
      "sum_k(W[2][i, k] * W[1][k, j])", "exp(z[1]) / sum(exp(z[1]), axis 1)", "z[1] + b[1]", "2^-3", "pi * eta",
    ])
  func values(text: String) throws {
    var shell = try Shell("seed 3", "network 2 2 2", "init xavier")
    shell.interpreter.fill(samples: 3)
    try shell.run("backward")
    let session = shell.interpreter.session
    let tree = try ExpressionParser.parse(text)
    var evaluator = Evaluator(session: session, source: text)
    var values = TreeValues(session, outputs: Outputs(), source: text)
    #expect(values.matrix(tree) == (try evaluator.evaluate(tree)).asMatrix)
  }

  @Test("what does not fit has no value")
  func misfits() throws {
    var shell = try Shell("network 2 3 1")
    shell.interpreter.fill(samples: 4)
    try shell.run("backward")
    var values = TreeValues(shell.interpreter.session, outputs: Outputs(), source: "")
    for text in ["X @ W[2]", "X + a[1]", "W[7]", "nothing", "b[1] + W[1].T[0:2, 0:1]"] {
      #expect(values.matrix(try ExpressionParser.parse(text)) == nil, "\(text)")
    }
  }
}
