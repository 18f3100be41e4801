import CommandKit
import Commands
import Engine
import ShellFixtures
import Testing
import Views

@testable import SessionCore

/// A cell that is not stale shows the same when it is run again.
struct StalenessLawTests {
  private static let start = [
    "network 2 2 1 hidden tanh", "seed 3", "init xavier", "input [[1, 2], [3, -1]]", "target [[1], [0]]", "s = 1",
    "t = 2 * s",
  ]
  private static let looks = [
    "forward", "loss", "backward", "gradcheck", "numeric dW[1][0, 0]", "a[2]", "z[1] + s", "C", "delta[1]", "dW[2]",
    "W[1]", "W[2] * t", "t + eta", "explain dW[2][0, 0]", "check delta[2] == da[2] * sigmoid'(z[2])", "summary",
    "evaluate", "histogram", "B * s", "X",
  ]
  private static let changes = [
    "s = 1", "s = 2", "s = s + 1", "t = 2 * s", "W[1][0, 0] = 0.3", "b[1] = 0.1 * s", "W[1] = W[1]", "eta = 0.2",
    "eta = 0.4", "input [[0, 2], [3, -1]]", "input X", "target [[s - s], [1]]", "update", "step", "undo", "redo",
    "snapshot here", "restore here", "define dW[1] = s * delta[1].T @ X", "undefine", "set reduction sum",
    "set reduction mean", "network 2 2 1 hidden relu", "restore 7", "forward", "backward",
  ]

  @Test(arguments: 0..<60)
  func cellsThatAreNotStaleShowTheSameAgain(seed: UInt32) throws {
    try check(seed: seed, start: Self.start, looks: Self.looks, changes: Self.changes)
  }

  private static let looksAtParts = [
    "mask[1]", "mu[1]", "running_mean[1]", "gamma[1]", "dgamma[1]", "zbn[1] + s", "Ys", "l1 + l2", "predict batch",
    "mW[1]", "vb[2] + s", "optimizer", "explain W[1][0, 0] update",
  ]
  private static let changesOfParts = [
    "layer 1 batchnorm", "layer 1 dropout 0.5", "layer 1 plain", "layer 1 l1 0.1", "set mode evaluation",
    "set mode training", "set l1 0.01", "set label-smoothing 0.1", "mask[1] = 1", "gamma[1] = s", "forward", "backward",
    "update", "undo", "running_mean[1] = 0.5", "optimizer adam", "optimizer momentum", "optimizer sgd",
    "mW[1] = s",
  ]

  @Test(arguments: 0..<60)
  func cellsAboutPartsOfLayersShowTheSameAgain(seed: UInt32) throws {
    let network = "network 2 2 1 hidden tanh dropout 0.2 batchnorm loss binary-cross-entropy"
    try check(
      seed: seed, start: [network] + Self.start.dropFirst(), looks: Self.looks + Self.looksAtParts,
      changes: Self.changes + Self.changesOfParts + Self.changesOfParts)
  }

  private func check(seed: UInt32, start: [String], looks: [String], changes: [String]) throws {
    var random = NumPyGenerator(seed: seed)
    var interpreter = Interpreter(commands: .standard)
    let host = SilentHost()
    var shown: [Int: View] = [:]
    func run(_ cell: String) {
      let outcome = interpreter.run(cell, host: host)
      if let number = outcome.number, case .success(let view?) = outcome.result { shown[number] = view }
    }
    start.forEach(run)
    for _ in 0..<30 {
      let cells = random.uniform() < 0.5 ? looks : changes
      run(cells[random.integer(below: cells.count)])
    }
    let staleness = Staleness(
      of: interpreter.cells, session: interpreter.session, provenance: interpreter.timeline.current.provenance)
    for cell in interpreter.cells where !cell.use.parts.isEmpty && staleness.causes[cell.number] == nil {
      guard let before = shown[cell.number] else { continue }
      var copy = interpreter
      guard case .success(let after?) = copy.run(cell.source, host: host).result else {
        Issue.record("cell \(cell.number), \(cell.source), fails now")
        continue
      }
      #expect(after.withoutNote == before.withoutNote, "cell \(cell.number), \(cell.source)")
    }
  }
}

extension View {
  /// The view without its note, which says whether it is out of date.
  fileprivate var withoutNote: View {
    switch self {
    case .number(var view):
      view.note = nil
      return .number(view)
    case .matrix(var view):
      view.note = nil
      return .matrix(view)
    case .derivation(var view):
      view.note = nil
      return .derivation(view)
    default: return self
    }
  }
}
