import CommandKit
import Engine
import ShellFixtures
import Testing
import Views

@testable import SessionCore

/// The optimisers in `train`: going on, stopping early, formulas of one's own, and what `runs` says.
struct TrainCommandTests {
  /// Stopped and gone on with, a run is one run.
  @Test(arguments: ["", " precision single"])
  func trainGoesOn(precision: String) throws {
    func start() throws -> Shell {
      try Shell("data xor", "network 2 4 1 hidden tanh", "seed 1", "init xavier", "optimizer adam rate 0.01")
    }
    var whole = try start()
    try whole.run("train epochs 12 batch 2\(precision)")
    var parts = try start()
    try parts.run("train epochs 12 batch 2 stop 10\(precision)")
    #expect(parts.interpreter.session.optimizerState.steps == 10)
    try parts.run("train epochs 7 batch 2\(precision)")
    #expect(parts.interpreter.session.network == whole.interpreter.session.network)
    #expect(parts.interpreter.session.optimizerState == whole.interpreter.session.optimizerState)
    try parts.run("train epochs 1 batch 2")
    #expect(parts.interpreter.session.optimizerState.steps == 26)
  }

  /// With formulas of one's own, which are the built-in ones, training is the same: one matrix at a time.
  @Test(arguments: [
    "optimizer adam rate 0.05", "optimizer momentum schedule cosine warmup 2", "optimizer rmsprop rate 0.01 clip 0.05",
    "optimizer adamw schedule step every 2 factor 0.5 clamp 0.01", "schedule exponential factor 0.8",
    "optimizer nesterov validation 0.3 patience 2 rate 0.5", "clip 0.02",
  ])
  func ownFormulasTrainAlike(tuning: String) throws {
    func trained(_ define: String) throws -> Session {
      var shell = try Shell("data moons noise 0.3", "network 2 5 2 hidden tanh", "seed 4", "init xavier")
      try shell.run(define)
      try shell.run("train epochs 8 batch 16 \(tuning)")
      return shell.interpreter.session
    }
    let (own, builtIn) = (try trained("define db[1] = sum(delta[1], axis 0)"), try trained("x = 1"))
    for parameter in try #require(builtIn.network?.parameters) + builtIn.moments {
      let (one, other) = (try #require(own[parameter]), try #require(builtIn[parameter]))
      #expect(zip(one.elements, other.elements).allSatisfy { abs($0 - $1) < 1e-9 }, "\(parameter.name)")
    }
    #expect(own.runs.last?.end == builtIn.runs.last?.end)
    #expect(own.optimizerState.steps == builtIn.optimizerState.steps)
  }

  @Test func earlyStoppingGivesBackTheBest() throws {
    var shell = try Shell("data moons noise 0.5", "network 2 16 2 hidden tanh", "seed 4", "init xavier")
    try shell.run("train epochs 400 batch 8 optimizer adam rate 0.05 validation 0.4 patience 5")
    let session = shell.interpreter.session
    let run = try #require(session.runs.last)
    guard case .stoppedEarly(let best) = run.end else { throw Shell.Missing() }
    let losses = run.reports.compactMap(\.validationLoss)
    #expect(losses.count == best + 5)
    #expect(losses.min() == losses[best - 1])
    guard case .table(let table)? = try shell.run("evaluate validation"), case .number(let loss, _) = table.rows[0][2]
    else { throw Shell.Missing() }
    #expect(isClose(loss, losses[best - 1], 1e-9))
    // The moments are those of the best epoch, too.
    let perEpoch = session.optimizerState.steps / best
    #expect(session.optimizerState.steps == perEpoch * best)
  }

  /// The run ends by itself before patience does, yet its weights are not those of the last epoch.
  @Test func aFinishedRunSaysWhoseWeightsItKept() throws {
    var shell = try Shell("data moons noise 0.5", "network 2 16 2 hidden tanh", "seed 4", "init xavier")
    let view = try shell.run("train epochs 30 batch 8 optimizer adam rate 0.05 validation 0.4 patience 29")
    guard case .stack(let views)? = view, case .text(let text)? = views.first else { throw Shell.Missing() }
    let run = try #require(shell.interpreter.session.runs.last)
    #expect(run.end == .finished)
    let losses = run.reports.compactMap(\.validationLoss)
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] }) + 1
    #expect(best < losses.count)
    #expect(text.plain.hasSuffix("; the weights are those of epoch \(best)"))
  }

  @Test func tuningThatDoesNotFitIsRefused() throws {
    var shell = try Shell("data xor", "network 2 2 1")
    #expect(try shell.failure(of: "train factor 0.5").message == "factor belongs to schedule step or exponential")
    #expect(try shell.failure(of: "train schedule cosine every 3").message == "every belongs to schedule step")
    #expect(try shell.failure(of: "train patience 3").hint == "validation 0.1 holds a tenth of the samples out")
    #expect(try shell.failure(of: "train gain 0.1").message == "gain belongs to patience")
    #expect(try shell.failure(of: "train clip 1 clamp 1").message == "clip and clamp exclude each other")
    #expect(try shell.failure(of: "train optimizer adm").hint?.hasPrefix("did you mean adam?") == true)
  }

  @Test func runsSayHow() throws {
    var shell = try Shell("data xor", "network 2 2 1", "train epochs 1;")
    guard case .stack(let plain)? = try shell.run("runs"), case .table(let first) = plain[0] else {
      throw Shell.Missing()
    }
    #expect(!first.columns.contains("with"))
    try shell.run("train epochs 1 optimizer adam schedule cosine warmup 0.5 clip 1;")
    guard case .stack(let views)? = try shell.run("runs"), case .table(let table) = views[0] else {
      throw Shell.Missing()
    }
    #expect(table.rows.map { $0[6] } == [.text(""), .text("adam, cosine, warmup 0.5, clip 1")])
  }
}
