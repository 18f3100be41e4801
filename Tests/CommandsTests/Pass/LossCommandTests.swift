import CommandKit
import Renderers
import ShellFixtures
import Testing
import Views

extension Shell {
  /// What a cell shows, as plain text.
  fileprivate mutating func text(_ cell: String) throws -> String {
    guard let view = try run(cell) else { throw Missing() }
    return PlainTextRenderer(RenderStyle(width: 200)).render(view)
  }
}

@Suite("The command loss") struct LossCommandTests {
  private func shell() throws -> Shell {
    try Shell(
      "loss quartic(a, y) = sum((a - y)^4)", "network 2 3 2 hidden tanh loss quartic", "seed 1", "init xavier",
      "input [[1, 2], [0.5, -1]]", "target [[1, 0], [0.2, 0.4]]")
  }

  @Test("a loss of your own goes forward and backward") func passes() throws {
    var shell = try shell()
    #expect(try shell.number("loss") == shell.number("sum((a[2] - Y)^4) / B"))
    try shell.run("backward")
    #expect(try shell.number("norm(da[2] - 4 * (a[2] - Y)^3 / B)") < 1e-16)
    #expect(try shell.text("network").contains("quartic"))
  }

  @Test("it is checked, also by the complex step", arguments: ["central", "complex"])
  func gradients(method: String) throws {
    var shell = try shell()
    let table = try shell.text("gradcheck method \(method)")
    #expect(table.contains("agrees") && !table.contains("disagrees"))
  }

  @Test("check names a mistake in it") func mistakes() throws {
    var shell = try shell()
    try shell.run("backward")
    #expect(try shell.verdict("4 * (a[2] - Y)^3 / B == da[2]").kind != .differs)
    let wrong = try shell.text("check 4 * (Y - a[2])^3 / B == da[2]")
    #expect(wrong.contains("sign is reversed"))
  }

  @Test("each line of its explanation has the value", arguments: ["C", "da[2][0, 1]", "dW[1][0, 1]", "delta[2]"])
  func explanation(quantity: String) throws {
    var shell = try shell()
    try shell.run("backward")
    try shell.run("explain \(quantity)")
  }

  @Test("a loss that folds each row is explained in lines that can be typed") func rows() throws {
    var shell = try Shell(
      "loss rows(a, y) = sum((a - y)^2)^2 + max((a - y)^2) + sum(a * sum(y))", "network 2 3 2 hidden tanh loss rows",
      "seed 1", "init xavier", "input [[1, 2], [0.5, -1]]", "target [[1, 0], [0.2, 0.4]]", "backward")
    for quantity in ["C", "da[2]", "da[2][1, 0]", "delta[2]"] { try shell.run("explain \(quantity)") }
    #expect(try !shell.text("gradcheck").contains("disagrees"))
  }

  @Test("undo takes it back, and another definition takes its place") func redefinition() throws {
    var shell = try shell()
    try shell.run("loss")
    try shell.run("loss quartic(a, y) = 2 * sum((a - y)^4)")
    #expect(try shell.number("loss") == shell.number("2 * sum((a[2] - Y)^4) / B"))
    try shell.run("undo")
    try shell.run("undo")
    #expect(try shell.number("loss") == shell.number("sum((a[2] - Y)^4) / B"))
  }

  @Test("help, show and Tab know it") func help() throws {
    var shell = try shell()
    for line in ["quartic?", "help quartic", "loss quartic"] {
      let text = try shell.text(line)
      #expect(text.contains("Σ (a − y)⁴") && text.contains("4 (a − y)³"), "\(line): \(text)")
    }
    #expect(try shell.text("show").contains("sum((a - y)^4)"))
    let completion = shell.interpreter.completion(of: "network 2 1 loss q", at: 18)
    #expect(completion.suggestions.map(\.text) == ["quartic"])
    #expect(shell.interpreter.completion(of: "set loss qu", at: 11).suggestions.map(\.text) == ["quartic"])
    try shell.run("set loss huber")
    try shell.run("set loss quartic")
  }

  @Test("it trains") func training() throws {
    var shell = try shell()
    let before = try shell.number("loss")
    try shell.run("train epochs 500 rate 0.05;")
    try shell.run("forward")
    #expect(try shell.number("loss") < 0.2 * before)
  }

  @Test("kinks are known to the check") func kinks() throws {
    var shell = try Shell(
      "loss absolute(a, y) = mean(abs(a - y)) + max(where(a > y, a - y, 0))", "network 2 3 2 loss absolute", "seed 1",
      "init xavier", "input [[1, 2], [0.5, -1]]", "target [[1, 0], [0.2, 0.4]]")
    #expect(try !shell.text("gradcheck").contains("disagrees"))
    try shell.run("forward")
    try shell.run("target a[2]")
    #expect(try !shell.text("gradcheck").contains("disagrees"))
  }

  @Test(
    "what cannot be a loss is refused at its place",
    arguments: [
      ("loss huber(a, y) = sum(a - y)", 5, "huber is a loss of the program"),
      ("loss half_squared_error(a, y) = sum(a - y)", 5, "is a loss of the program"),
      ("loss softmax(a, y) = sum(a - y)", 5, "softmax is a function"),
      ("loss bad(a, y) = (a - y)^2", 18, "one number"), ("loss bad(a, y) = sum(a - q)", 25, "unknown name q"),
      ("loss bad(a, y) = sum(y)", 17, "does not depend"), ("loss bad(a) = sum(a)", 5, "two parameters"),
      ("loss nothing", 5, "there is no loss nothing"),
    ])
  func refusals(cell: String, start: Int, message: String) throws {
    var shell = try Shell()
    let failure = try shell.failure(of: cell)
    #expect(failure.message.contains(message), "\(failure.message)")
    #expect(failure.span.start == start)
  }

  @Test("hinge needs targets of −1 and 1") func hinge() throws {
    var shell = try Shell("network 2 1 loss hinge", "input [[1, 2]]", "target [[0]]")
    let failure = try shell.failure(of: "forward")
    #expect(failure.hint == "Y = 2 * Y - 1 makes them of 0 and 1")
    try shell.run("Y = 2 * Y - 1")
    #expect(try shell.number("loss") == 1)
  }
}
