import CommandKit
import Engine
import SessionCore
import ShellFixtures
import Testing
import Views

/// Several runs side by side, and the test that comes before a run.
@Suite struct RunComparisonTests {
  private func runs() throws -> Shell {
    try Shell(
      "data xor", "network 2 4 1 hidden tanh", "seed 1", "init xavier", "train epochs 5 batch 4 rate 0.5;",
      "train epochs 8 batch 4 rate 1;", "train epochs 5 batch 4 rate 2;")
  }

  @Test func chosenRunsShareAChart() throws {
    var shell = try runs()
    guard case .stack(let views) = try shell.run("plot loss runs 3 1"), case .picture(.chart(let chart)) = views[0],
      case .table(let table) = views[1]
    else { throw Shell.Missing() }
    #expect(chart.series.map(\.name) == ["run 3", "run 1"])
    let reports = shell.interpreter.session.runs[2].reports
    #expect(chart.series[0].points == reports.map { Chart.Point(Double($0.epoch), $0.trainingLoss) })
    // The settings in which they differ, and those only.
    #expect(table.columns == ["run", "rate", "loss", "accuracy", "best epoch"])
    #expect(table.rows.map { $0[1] } == [.number(2), .number(0.5)])
  }

  @Test func allRunsWithoutNumbers() throws {
    var shell = try runs()
    guard case .stack(let views) = try shell.run("plot runs log"), case .picture(.chart(let loss)) = views[0],
      case .picture(.chart(let accuracy)) = views[1], case .table(let table) = views[2]
    else { throw Shell.Missing() }
    #expect(loss.series.count == 3 && loss.y.scale == .log && accuracy.y.title == "accuracy")
    #expect(table.columns.prefix(3) == ["run", "epochs", "rate"])
    guard case .stack(let two) = try shell.run("plot runs 1 2"), case .picture(.chart(let chart)) = two[0] else {
      throw Shell.Missing()
    }
    #expect(chart.series.count == 2)
  }

  @Test func whatIsWrongIsNamed() throws {
    var shell = try runs()
    #expect(try shell.failure(of: "plot loss runs 1 4").hint == "runs lists them: 1 to 3")
    #expect(try shell.failure(of: "plot loss 1 2").message == "one run is run 2, several are runs 1 2")
    #expect(try shell.failure(of: "plot loss run 1 runs 2").message == "run and runs exclude each other")
    #expect(try shell.failure(of: "plot lss").hint?.contains("did you mean loss?") == true)
    shell = try Shell("network 2 1")
    #expect(try shell.failure(of: "plot runs").message == "nothing has been trained yet")
  }

  @Test func theRangeTestLeavesTheSessionAsItWas() throws {
    var shell = try Shell(
      "data digits", "network 64 16 10 loss cross-entropy dropout 0.1", "seed 1", "init kaiming")
    let before = shell.interpreter.session
    guard case .stack(let views) = try shell.run("rates"), case .picture(.chart(let chart)) = views[0] else {
      throw Shell.Missing()
    }
    #expect(shell.interpreter.session == before)
    #expect(chart.x.scale == .log && chart.series.map(\.name) == ["batch", "smoothed"])
    guard case .text(let proposal)? = views.last else { throw Shell.Missing() }
    #expect(proposal.plain.hasPrefix("a tenth of that: train rate "))
    #expect(try shell.failure(of: "rates from 1 to 0.1").message == "the rate grows: from 1.0 to 0.1 is not upward")
    // Where an optimiser is chosen, the losses are those that train with it has.
    try shell.run("optimizer adam")
    guard case .stack(let others) = try shell.run("rates"), case .picture(.chart(let other)) = others[0] else {
      throw Shell.Missing()
    }
    #expect(other.series[0].points.first == chart.series[0].points.first)
    #expect(other.series[0].points.dropFirst().first != chart.series[0].points.dropFirst().first)
    try shell.run("data none")
    #expect(try shell.failure(of: "rates batch 0").message.contains("batch"))
  }
}
