import CommandKit
import Commands
import Files
import Language
import SessionCore
import ShellFixtures
import Testing
import Views

/// Whatever takes long asks for Ctrl-C while it works, and leaves everything as it was when it is stopped.
@Suite struct StoppingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var cells: [String]
    var command: String
    /// How often it asks, at the least: each question comes after a few milliseconds of work.
    var polls: Int

    init(_ cells: [String], _ command: String, polls: Int) {
      (self.cells, self.command, self.polls) = (cells, command, polls)
    }

    var testDescription: String { command }
  }

  private static let digits = [
    "data digits", "network 64 20 10 hidden tanh", "seed 1", "init xavier", "batch 0:16", "backward",
  ]
  private static let regression = ["seed 1", "data sine samples 600", "network 1 8 1 hidden tanh", "init xavier"]
  private static let autoencoder = ["data digits", "targets inputs", "network 64 4 64", "seed 1", "init xavier"]
  private static let plane = ["data moons", "network 2 8 2", "seed 1", "init xavier"]
  private static let own = digits + ["define dW[2] = 2 * delta[2].T @ a[1]"]
  private static let slope = "(delta[2] @ W[2])"

  static let cases: [Case] = [
    Case(digits, "gradcheck", polls: 100),
    Case(digits, "gradcheck method complex", polls: 50),
    Case(digits, "gradcheck method richardson input", polls: 200),
    Case(digits, "gradcheck break dW[1]", polls: 100),
    Case(own, "gradcheck", polls: 100),
    Case(digits, "numeric dW[1][0, 1]", polls: 100),
    Case(digits, "numeric mean((a[2] - Y)^2) by W[2]", polls: 1_000),
    Case(["f(x) = x^2 * sin(x)"], "numeric f(2)", polls: 100),
    Case(digits, "check \(slope) * tanh'(z[1]) == delta[1]", polls: 30),
    Case(digits, "check \(slope) == delta[1]", polls: 100),
    Case(digits, "check dW[1][0, 1] == 0.123456", polls: 30),
    Case(digits, "explain dW[1][0, 1] deep", polls: 100),
    Case(digits, "derive dW[1]", polls: 5),
    Case(["f(x) = x^2 * sin(x)", "v = ones(200, 100)"], "f'(v)", polls: 20),
    Case([], "median(randn(1, 30000)) + sum(sort(randn(1, 30000)))", polls: 8),
    Case(digits, "define db[1] = sum(delta[1], axis 0)", polls: 1),
    Case(digits, "rates", polls: 30),
    Case(digits, "evaluate", polls: 8),
    Case(digits, "predict 0 1 2", polls: 1),
    Case(digits, "confusion", polls: 8),
    Case(digits, "mistakes", polls: 8),
    Case(autoencoder, "reconstructions", polls: 1),
    Case(autoencoder, "reconstructions worst", polls: 8),
    Case(plane, "boundary", polls: 4),
    Case(regression, "fit", polls: 3),
    Case(digits, "forward", polls: 5),
    Case(digits, "backward", polls: 8),
    Case(digits, "histogram a[1] @ W[2].T", polls: 3),
    Case(digits, "heatmap W[2] @ W[1]", polls: 3),
    Case(["f(x) = sin(x) + cos(x)"], "plot f from -3 to 3", polls: 1),
    Case(["f(x) = sum(x * x)", "v = ones(1, 600)"], "f(v) + f(2 * v) + f(3 * v)", polls: 20),
    Case([], "A = ones(700, 700) @ ones(700, 700)", polls: 15),
    Case(["v = ones(1000, 1000)"], "v = v + 1", polls: 5),
    Case([], "data moons samples 100000", polls: 90),
    Case([], "data sine samples 100000", polls: 90),
    Case([], "data table.csv", polls: 10),
    Case([], "data digits", polls: 0),
    Case(["data moons samples 2000"], "normalize standard", polls: 8),
    Case(digits, "save net.safetensors", polls: 4),
    Case(digits, "save net.npz", polls: 4),
    Case(digits, "save W[1] @ X.T to product.npy", polls: 3),
    Case(digits, "save weights to weights.svg", polls: 1),
    Case(digits + ["save net.safetensors"], "load net.safetensors", polls: 3),
    Case(digits, "export onnx to net.onnx", polls: 4),
    Case(digits, "export numpy to net.py", polls: 4),
    Case(digits, "export pytorch to net.py", polls: 4),
  ].filter { $0.polls > 0 }

  private static let table = (0..<1_000).map { "\($0),\($0 % 7),\($0 % 2)\n" }.joined()

  private static var files: FileStore { FileStore.memory(["table.csv": Array("a,b,c\n\(table)".utf8)]) }

  /// The session before the command.
  private static func interpreter(_ test: Case, _ host: InterruptingHost) throws -> Interpreter {
    var interpreter = Interpreter(commands: .standard)
    for cell in test.cells { _ = try interpreter.run(cell, host: host).result.get() }
    return interpreter
  }

  @Test(arguments: cases) func `a command asks often enough, stops, and changes nothing`(test: Case) throws {
    let setup = InterruptingHost(files: Self.files)
    let before = try Self.interpreter(test, setup)
    let patient = InterruptingHost(files: setup.files)
    var finished = before
    #expect(throws: Never.self) { try finished.run(test.command, host: patient).result.get() }
    #expect(patient.polls >= test.polls, "it asked \(patient.polls) times")
    for limit in Set([0, patient.polls / 2, patient.polls - 1]) {
      let host = InterruptingHost(after: limit, files: setup.files)
      var stopped = before
      let outcome = stopped.run(test.command, host: host)
      guard case .failure(let error) = outcome.result else {
        Issue.record("not stopped after \(limit) of \(patient.polls) questions")
        continue
      }
      #expect(error.message == "stopped: nothing has changed")
      #expect(outcome.number == nil, "a stopped cell does not count")
      #expect(stopped.session == before.session)
      #expect(stopped.cells.count == before.cells.count)
      #expect(host.files.written == setup.files.written)
    }
  }

  @Test func `a stopped gradcheck says how to check less`() throws {
    var shell = try Self.interpreter(Case(Self.digits, "", polls: 0), InterruptingHost())
    guard case .failure(let error) = shell.run("gradcheck", host: InterruptingHost(after: 50)).result else {
      Issue.record("not stopped")
      return
    }
    let hint = try #require(error.hint)
    #expect(hint == "gradcheck entries 200")
    #expect(throws: Never.self) { try shell.run(hint, host: InterruptingHost()).result.get() }
  }

  /// The engine asks within a batch as well.
  @Test(arguments: [([], 3), (["define dW[2] = delta[2].T @ a[1]"], 6)])
  func `training that is stopped keeps its weights`(own: [String], batches: Int) throws {
    let test = Case(Self.digits + own, "", polls: 0)
    var shell = try Self.interpreter(test, InterruptingHost())
    let before = shell.session.network
    let outcome = shell.run("train epochs 3 batch 64", host: InterruptingHost(after: 5))
    #expect(throws: Never.self) { try outcome.result.get() }
    #expect(shell.session.network != before)
    #expect(outcome.keptSource.hasSuffix("stop \(batches)"))
  }

  @Test func `training that is stopped before its first update changes nothing`() throws {
    var shell = try Self.interpreter(Case(Self.digits, "", polls: 0), InterruptingHost())
    let before = shell.session
    let outcome = shell.run("train epochs 3 batch 64", host: InterruptingHost(after: 0))
    #expect(throws: Diagnostic.self) { try outcome.result.get() }
    #expect(shell.session == before)
  }

  /// Commands whose work is a few milliseconds whatever they are given, that run other cells, or that ask the program
  /// around the session.
  private static let quick: Set = [
    "activation", "another", "answer", "back", "batch", "code", "decode", "delete", "diff", "edit", "else", "graph",
    "help", "hint",
    "history", "if", "init",
    "input", "layer", "lesson", "lessons", "loss", "network", "next", "open", "optimizer", "play", "progress", "quit",
    "recover", "redo", "rerun", "reset", "restart", "restore", "runs", "sample", "seed", "set", "show", "skip",
    "snapshot", "split", "stage", "step", "summary", "target", "targets", "transcript", "undefine", "undo", "update",
    "weights", "zero", "train", "for", "repeat", "time",
  ]

  @Test func `every command is known to be quick, or is stopped by a test`() {
    let stopped = Set(Self.cases.compactMap { $0.command.split(separator: " ").first.map(String.init) })
    for command in CommandSet.standard.all {
      #expect(Self.quick.contains(command.name) != stopped.contains(command.name), "\(command.name)")
    }
  }
}
