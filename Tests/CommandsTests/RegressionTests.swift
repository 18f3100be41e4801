import CommandKit
import Engine
import SessionCore
import ShellFixtures
import Testing
import Views

/// A regression from its data to its curve, as it is typed.
@Suite struct RegressionTests {
  private func trained() throws -> Shell {
    try Shell(
      "seed 1", "data sine samples 200", "network 1 16 1 hidden tanh", "init xavier",
      "train epochs 160 batch 16 rate 0.2;")
  }

  @Test func theNetworkFollowsFromTheTargets() throws {
    var shell = try Shell("data sine")
    try shell.run("network 1 16 16 1")
    var network = try #require(shell.interpreter.session.network)
    #expect(network.objective.loss == .meanSquaredError)
    #expect(network.layers.map(\.activation) == [.relu, .relu, .identity])
    // What is named stays, and so does everything where the targets are classes or belong to other sizes.
    try shell.run("network 1 16 1 loss half-squared-error")
    #expect(shell.interpreter.session.network?.layers.last?.activation == .sigmoid)
    try shell.run("network 2 16 1")
    #expect(shell.interpreter.session.objective.loss == .halfSquaredError)
    try shell.run("data xor")
    try shell.run("network 2 3 1")
    network = try #require(shell.interpreter.session.network)
    #expect(network.objective.loss == .halfSquaredError && network.layers.last?.activation == .sigmoid)
  }

  @Test func evaluateMeasuresTheFit() throws {
    var shell = try trained()
    guard case .table(let table) = try shell.run("evaluate") else { throw Shell.Missing() }
    #expect(table.columns == ["set", "samples", "loss", "RMSE", "R²"])
    guard case .number(let loss, _) = table.rows[0][2], case .number(let rmse, _) = table.rows[0][3],
      case .number(let explained, _) = table.rows[0][4]
    else { throw Shell.Missing() }
    #expect(isClose(rmse * rmse, loss))
    // The noise has a standard deviation of 0.1, a sine one of √½.
    #expect(explained > 0.95 && explained < 0.99)
    guard case .stack(let views) = try shell.run("train epochs 1"), case .table(let summary) = views[1] else {
      throw Shell.Missing()
    }
    #expect(summary.columns == ["set", "loss"])
  }

  @Test func fitDrawsTheCurveThroughTheData() throws {
    var shell = try trained()
    guard case .picture(.chart(let chart)) = try shell.run("fit") else { throw Shell.Missing() }
    #expect(chart.series.map(\.name) == ["training", "network"])
    let curve = chart.series[1].points
    #expect(chart.series[0].points.count == 200)
    // The curve is the forward pass, and near the sine.
    try shell.run("input [[\(curve[100].x)]]")
    try shell.run("forward;")
    #expect(isClose(try shell.number("a[2][0, 0]"), curve[100].y))
    try shell.run("split 0.25")
    guard case .picture(.chart(let split)) = try shell.run("fit") else { throw Shell.Missing() }
    #expect(split.series.map(\.name) == ["training", "test", "network"])
    guard case .picture(.chart(let test)) = try shell.run("fit test") else { throw Shell.Missing() }
    #expect(test.series[0].points.count == 50)
  }

  @Test func ofSeveralInputsOutputsAreDrawnOverTargets() throws {
    var shell = try Shell(
      "network 2 1 output identity loss mean-squared-error", "W[1] = [[2, 3]]", "input [[1, 0], [0, 1], [1, 1]]",
      "target [[2], [3], [6]]")
    guard case .picture(.chart(let chart)) = try shell.run("fit") else { throw Shell.Missing() }
    #expect(chart.series[1].points == [Chart.Point(2, 2), Chart.Point(3, 3), Chart.Point(6, 5)])
    #expect(chart.series[0].points == [Chart.Point(2, 2), Chart.Point(6, 6)])
  }

  @Test func whatDoesNotFitSaysWhy() throws {
    var shell = try Shell("data moons", "network 2 4 2 output softmax loss cross-entropy")
    #expect(try shell.failure(of: "fit").hint == "boundary draws the line between classes")
    shell = try Shell("seed 1", "data sine", "network 1 4 1 output softmax loss cross-entropy")
    #expect(try shell.failure(of: "train").message.hasPrefix("cross-entropy needs targets that are classes"))
    try shell.run("network 1 4 1 loss binary-cross-entropy")
    #expect(try shell.failure(of: "evaluate").message.hasPrefix("binary-cross-entropy needs targets from 0 to 1"))
    #expect(try shell.failure(of: "code").message == "layer 1 has 4 units, a plane two axes")
    #expect(try shell.failure(of: "reconstructions").message.hasPrefix("the targets are not the inputs"))
  }

  @Test func predictShowsInputsOutputsAndTargets() throws {
    var shell = try trained()
    guard case .table(let table) = try shell.run("predict 0 5") else { throw Shell.Missing() }
    #expect(table.columns == ["sample", "x0", "a0", "y0"])
  }
}
