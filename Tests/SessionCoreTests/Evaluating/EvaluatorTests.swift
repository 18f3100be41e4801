import ShellFixtures
import Testing

@testable import SessionCore

struct EvaluatorTests {
  @Test(arguments: [
    ("1 + 2 * 3", 7.0), ("-2^2", -4), ("2^-1", 0.5), ("sum([[1, 2], [3, 4]])", 10), ("mean([1, 2, 3, 6])", 3),
    ("max([3, 9, 2])", 9), ("min([3, 9, 2])", 2), ("argmax([3, 9, 2])", 1), ("norm([3, 4])", 5),
    ("[1, 2, 3][0, -1]", 3),
    ("exp(0)", 1), ("relu(-3)", 0), ("relu'(0)", 0), ("sigmoid(0)", 0.5), ("sigmoid'(0)", 0.25), ("tanh'(0)", 1),
    ("abs(-2)", 2), ("1 < 2", 1), ("sum(diag([[1, 2], [3, 4]]))", 5), ("sum(eye(3))", 3), ("pi", .pi),
    ("sum(onehot([2, 0], 3)[0, 2:3])", 1), ("maximum(2, 3)", 3), ("sqrt(16)", 4), ("log(exp(2))", 2),
    ("softplus(1000)", 1000), ("sigmoid(-1000)", 0), ("sign(-0.5)", -1),
  ])
  func numbers(expression: String, value: Double) throws {
    var shell = try Shell()
    #expect(try shell.number(expression) == value)
  }

  @Test func matricesAreEvaluated() throws {
    var shell = try Shell("A = [[1, 2], [3, 4]]", "v = [10, 20]")
    #expect(try shell.matrix("A @ A").data == [7, 10, 15, 22])
    #expect(try shell.matrix("A · Aᵀ").data == [5, 11, 11, 25])
    #expect(try shell.matrix("A ⊙ A").data == [1, 4, 9, 16])
    #expect(try shell.matrix("A + v").data == [11, 22, 13, 24])
    #expect(try shell.matrix("A.T").data == [1, 3, 2, 4])
    #expect(try shell.matrix("A[1]").data == [3, 4])
    #expect(try shell.matrix("A[:, 0]").data == [1, 3])
    #expect(try shell.matrix("A[-1:]").data == [3, 4])
    #expect(try shell.matrix("sum(A, axis 0)").data == [4, 6])
    #expect(try shell.matrix("sum(A, axis=1)").data == [3, 7])
    #expect(try shell.matrix("outer([1, 2], [3, 4])").data == [3, 4, 6, 8])
    #expect(try shell.matrix("A > 2").data == [0, 0, 1, 1])
    #expect(try shell.matrix("argmax(A, axis 1)").data == [1, 1])
  }

  @Test func entriesAreAssigned() throws {
    var shell = try Shell("network 2 2 1", "W[1][0, 1] = 0.15", "W[1][1, :] = [3, 4]", "A = zeros(2, 2)", "A[0, 0] = 7")
    #expect(try shell.matrix("W[1]").data == [0, 0.15, 3, 4])
    #expect(try shell.matrix("A").data == [7, 0, 0, 0])
  }

  /// What was typed, the message, and the text under the carets.
  @Test(arguments: [
    ("delta[2] @ W[1]", "cannot multiply delta[2] (4×1) by W[1] (3×2): 1 ≠ 3", "delta[2] @ W[1]"),
    ("X + Y.T", "cannot add X (4×2) and Y.T (1×4): 2 ≠ 4 columns", "X + Y.T"),
    ("X[0] + Y", "cannot add X[0] (1×2) and Y (4×1): 2 ≠ 1 columns", "X[0] + Y"),
    ("X - W[1]", "cannot subtract W[1] (3×2) from X (4×2): 4 ≠ 3 rows", "X - W[1]"),
    ("X @ 2", "the matrix product needs two matrices, and 2 is a number", "X @ 2"),
    ("W[3]", "there is no W[3]", "3"), ("W[0]", "there is no W[0]", "0"), ("X[4]", "index 4 is outside X (4×2)", "4"),
    ("X[0, 0, 0]", "X has two dimensions, not 3", "X"), ("foo", "unknown name foo", "foo"),
    ("sigmod(1)", "unknown function sigmod", "sigmod"), ("sum(1, 2)", "sum takes 1 argument, not 2", "sum(1, 2)"),
    ("exp(X, axis 0)", "exp takes no axis", "exp(X, axis 0)"), ("sum(X, axis 2)", "axis is 0 or 1, not 2", "2"),
    ("W", "W needs a layer", "W"), ("1 + [", "this bracket is not closed", "["),
    ("Out[99]", "cell 99 has no result", "Out[99]"),
    ("W[1] = [[1, 2]]", "W[1] is 3×2, the value is 1×2", "[[1, 2]]"),
    ("a = 3", "a belongs to the network: it needs a layer", "a"),
    ("C = 1", "C is computed", "C"), ("B = 3", "B cannot be assigned", "B"),
    ("relu = 3", "relu is the name of a function", "relu"),
    ("onehot([3], 3)", "label 3 in row 0 is not one of 0 to 2", "[3]"),
    ("X[1:1]", "this slice of X (4×2) is empty", "1:1"),
    ("softmax'(z[1])", "the derivative of softmax is a Jacobian, not an entry for each entry", "softmax'"),
    ("input [[1, 2, 3]]", "a row has 3 numbers, the network 2 inputs", "[[1, 2, 3]]"),
    ("sum(zeros(100000, 100000))", "zeros would give 100000×100000, which is too large", "zeros(100000, 100000)"),
  ])
  func mistakesSayWhatAndWhere(cell: String, message: String, place: String) throws {
    var shell = try Shell("data xor", "network 2 3 1", "backward")
    let diagnostic = try shell.failure(of: cell)
    #expect(diagnostic.message == message)
    let bytes = Array(cell.utf8)[diagnostic.span.start..<diagnostic.span.end]
    #expect(String(decoding: bytes, as: UTF8.self) == place)
  }

  @Test func missingQuantitiesHaveAHint() throws {
    var shell = try Shell()
    #expect(try shell.failure(of: "W[1]").hint == "network 2 3 1 builds one")
    #expect(try shell.failure(of: "max(1, 2)").hint?.hasPrefix("maximum(…, …)") == true)
    try shell.run("network 2 3 1")
    #expect(try shell.failure(of: "forward").message == "there is no batch yet")
    try shell.run("input [[1, 2]]")
    #expect(try shell.failure(of: "backward").message == "there is no target yet")
    #expect(try shell.failure(of: "dW[1]").message == "dW[1] has not been computed yet")
    #expect(try shell.failure(of: "forwrd").hint == "did you mean forward?")
  }

  @Test func quantitiesThatAreOutOfDateHaveANote() throws {
    var shell = try Shell("data xor", "network 2 3 1", "backward")
    #expect(try shell.matrix("z[1]").note == nil)
    try shell.run("W[1][0, 0] = 2")
    #expect(try shell.matrix("z[1]").note?.contains("W[1] changed") == true)
    #expect(try shell.matrix("dW[2]").note?.contains("out of date") == true)
    try shell.run("forward")
    #expect(try shell.matrix("z[1]").note == nil)
    #expect(try shell.matrix("dW[2]").note != nil)
    try shell.run("backward")
    #expect(try shell.matrix("dW[2]").note == nil)
  }

  @Test func earlierResultsHaveNames() throws {
    var shell = try Shell("1 + 1", "_ * 10")
    #expect(try shell.number("_") == 20)
    #expect(try shell.number("Out[1] + Out[2]") == 22)
  }
}
