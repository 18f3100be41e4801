import CommandKit
import Engine
import Renderers
import SessionCore
import ShellFixtures
import Testing
import Views

/// Activations that a user defines, from the definition to a trained network.
@Suite("Own activations")
struct ActivationCommandTests {
  private static let definition = "activation swish2(z) = z * sigmoid(1.7 * z)"

  private static func network(_ cells: String..., hidden: String = "swish2") throws -> Shell {
    var shell = try Shell()
    for cell in cells { try shell.run(cell) }
    for cell in ["seed 5", "network 3 4 3 2 hidden \(hidden)", "init kaiming"] { try shell.run(cell) }
    shell.interpreter.fill(samples: 4)
    return shell
  }

  private func verdicts(_ shell: inout Shell, _ cell: String = "gradcheck") throws -> Set<String> {
    guard case .table(let table) = try shell.run(cell) else { throw Shell.Missing() }
    return Set(table.rows.map { row in if case .text(let text, _) = row[6] { text } else { "" } })
  }

  /// The message of a cell that fails, with the text at its place.
  private func failure(_ cells: String...) throws -> (message: String, place: String, hint: String?) {
    var shell = try Shell()
    for cell in cells.dropLast() { try shell.run(cell) }
    let cell = cells[cells.count - 1]
    guard case .failure(let error)? = shell.outcomes(of: cell).last?.result else {
      Issue.record("\(cell) is accepted")
      throw Shell.Missing()
    }
    let bytes = Array(cell.utf8)[error.span.start..<min(error.span.end, cell.utf8.count)]
    return (error.message, String(decoding: bytes, as: UTF8.self), error.hint)
  }

  private func text(_ shell: inout Shell, _ cell: String) throws -> String {
    PlainTextRenderer(RenderStyle(width: 120)).render(try #require(try shell.run(cell)))
  }

  @Test("values and derivatives in the shell")
  func functions() throws {
    var shell = try Shell(Self.definition)
    #expect(try isClose(shell.number("swish2(2)"), 1.935409070603099))
    #expect(try isClose(shell.number("swish2'(2)"), 1.0739629253399791))
    #expect(try shell.matrix("swish2([[0, 1]])").data[0] == 0)
  }

  @Test("the passes, their checks and their explanations")
  func passes() throws {
    var shell = try Self.network(Self.definition)
    for cell in ["forward", "backward", "explain a[1][0, 0]", "explain dW[1][0, 0]", "explain delta[1][0, 0]"] {
      try shell.run(cell)
    }
    #expect(try verdicts(&shell) == ["agrees"])
    #expect(try verdicts(&shell, "gradcheck method complex") == ["agrees"])
    #expect(try shell.verdict("delta[1] == da[1] * swish2'(z[1])").kind == .exact)
    let wrong = try shell.verdict("delta[1] == da[1] * silu'(z[1])")
    #expect(wrong.diagnosis?.contains("layer 1 has swish2, this is silu'") == true)
  }

  @Test("a step across a kink at any place is taken again")
  func kinks() throws {
    var shell = try Self.network(
      "activation hat(z) = maximum(1 - abs(z - 0.5), 0)", hidden: "hat")
    // z[1][0, 0] is within a step of the kink at 0.5.
    try shell.run("W[1] = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]")
    try shell.run("b[1] = [0.5000001, 0.1, 0.2, 0.3]")
    try shell.run("backward")
    guard case .table(let table) = try shell.run("gradcheck") else { throw Shell.Missing() }
    #expect(table.note?.contains("at a kink") == true)
    #expect(try verdicts(&shell).isSubset(of: ["agrees", "exact"]))
  }

  @Test("it trains, and undo takes it back")
  func trainsAndUndoes() throws {
    var shell = try Shell("seed 1", "data moons", Self.definition, "network 2 12 2 hidden swish2", "init kaiming")
    try shell.run("train epochs 60 batch 16 rate 0.5")
    #expect(shell.interpreter.session.network?.layers[0].activation.name == "swish2")
    for cell in ["undo", "undo", "undo", "undo"] { try shell.run(cell) }
    #expect(shell.interpreter.session.activations.isEmpty && shell.interpreter.session.functions.isEmpty)
  }

  @Test("a new definition reaches the layers that have it; one in use stays")
  func redefinition() throws {
    var shell = try Self.network(Self.definition)
    try shell.run("activation swish2(z) = z * sigmoid(2 * z)")
    try shell.run("forward")
    #expect(try shell.verdict("a[1] == z[1] * sigmoid(2 * z[1])").kind == .exact)
    #expect(try failure(Self.definition, "network 2 3 1 hidden swish2", "undefine swish2").message.contains("layer 1"))
    #expect(try failure(Self.definition, "swish2(z) = z").place == "swish2")
    #expect(
      try failure("g(x) = 2 * x", "activation h2(z) = tanh(g(z))", "g(x) = 3 * x").message
        == "the activation h2 uses g")
  }

  @Test("what is not an activation is refused at its place")
  func refusals() throws {
    #expect(try failure("activation f(z) = z - sum(z)").place == "sum")
    #expect(try failure("activation f(z) = z @ z").place == "z @ z")
    #expect(try failure("activation f(z) = softmax(z)").place == "softmax")
    #expect(try failure("activation f(z, y) = z * y").place == "f(z, y)")
    #expect(try failure("activation f(z) = z * lambda").place == "lambda")
    #expect(try failure("c = 3", "activation f(z) = c * z").place == "c")
    #expect(try failure("network 2 3 1", "activation f(z) = z * W[1]").place.hasPrefix("W"))
    #expect(try failure("activation f(z) = round(z)").place == "round")
    #expect(try failure("activation f(z) = z > 0").message.contains("jumps"))
    #expect(
      try failure("activation f(z) = where(z > 1, z, 0)").message
        == "f jumps at z = 1, so that it has no derivative there")
    #expect(try failure("activation f(z) = 3 + 0 * z").message.contains("derivative 0 everywhere"))
    #expect(try failure("activation f(z) = log(z)").message.contains("z = 0"))
    #expect(try failure("activation relu(z) = z").place == "relu")
    #expect(try failure("activation train(z) = z").place == "train")
    #expect(try failure("activation f(z) = z + f(z)").place == "f")
    #expect(try failure("activation f").hint?.contains("activation swish2(z)") == true)
    #expect(try failure("activation f(z) =").message.contains("no formula"))
  }

  @Test("help, Tab and lists know it")
  func help() throws {
    var shell = try Shell(Self.definition)
    let page = try self.text(&shell, "help swish2")
    #expect(page.contains("an activation of yours") && page.contains("hidden swish2") && page.contains("kinks"))
    #expect(try self.text(&shell, "activation").contains("z * sigmoid(1.7 * z)"))
    #expect(try self.text(&shell, "show").contains("activation swish2(z)"))
    let choices = Choices.activations(in: shell.interpreter.session).map(\.word)
    #expect(choices.last == "swish2" && choices.contains("mish"))
  }

  @Test("a model that is saved with it brings it back")
  func savedModels() throws {
    var shell = try Self.network(Self.definition)
    try shell.run("forward")
    let expected = try shell.matrix("a[3]")
    for cell in ["save model.safetensors", "export onnx to model.onnx", "export numpy to model.py"] {
      try shell.run(cell)
    }
    var other = shell
    for cell in ["network 2 1", "undefine swish2", "load model.safetensors"] { try other.run(cell) }
    #expect(other.interpreter.session.activations["swish2"] != nil)
    other.interpreter.session.trace = shell.interpreter.session.trace
    try other.run("forward")
    #expect(try other.matrix("a[3]") == expected)
    #expect(try other.number("swish2(0)") == 0)
  }
}
