import CommandKit
import Engine
import SessionCore
import ShellFixtures
import Testing
import Views

/// An autoencoder from its targets to its code, as it is typed.
@Suite struct AutoencoderTests {
  private func digits(_ more: String...) throws -> Shell {
    var shell = try Shell(
      "data digits", "targets inputs", "network 64 8 2 8 64 hidden tanh", "seed 1", "init xavier",
      "train epochs 2 batch 16 rate 1;")
    for cell in more { try shell.run(cell) }
    return shell
  }

  @Test func targetsAreTheInputsUntilTheyAreNot() throws {
    var shell = try Shell("data digits", "split 0.2", "batch 5:9")
    let before = shell.interpreter.session
    try shell.run("targets inputs")
    #expect(try shell.number("sum(abs(X - Y))") == 0)
    #expect(shell.interpreter.session.split == before.split)
    #expect(shell.interpreter.session.batchRows == [5, 6, 7, 8])
    try shell.run("targets own")
    #expect(shell.interpreter.session.dataset == before.dataset)
    #expect(shell.interpreter.session[.target] == before[.target])
    try shell.run("data none")
    #expect(try shell.failure(of: "targets inputs").message == "there is no data set yet")
  }

  @Test func theLossFollowsAndIsMeasuredWithoutAccuracy() throws {
    var shell = try digits()
    #expect(shell.interpreter.session.objective.loss == .meanSquaredError)
    guard case .table(let table) = try shell.run("evaluate") else { throw Shell.Missing() }
    #expect(table.columns == ["set", "samples", "loss", "RMSE", "R²"])
    #expect(try shell.failure(of: "confusion").message == "the targets are numbers, not classes")
    #expect(try shell.failure(of: "fit").message == "an autoencoder has no curve")
    #expect(try shell.failure(of: "targets input").message == "unknown targets input")
  }

  /// X is the target, so a formula may say X where others say Y, and neither agrees by luck.
  @Test(arguments: ["X", "Y"])
  func aClaimNamesTheInputOrTheTarget(name: String) throws {
    var shell = try digits("batch 0:4", "backward;")
    #expect(try shell.verdict("2 * (a[4] - \(name)) / 64 / B == delta[4]").kind != .differs)
  }

  @Test func binaryCrossEntropyNeedsPixelsFromZeroToOne() throws {
    var shell = try Shell("data digits", "targets inputs", "network 64 8 64 loss binary-cross-entropy")
    let failure = try shell.failure(of: "train")
    #expect(failure.message == "binary-cross-entropy needs targets from 0 to 1; these go from -1.0 to 1.0")
    #expect(failure.hint == "normalize unit puts the inputs, which are the targets, there")
    try shell.run("normalize unit")
    try shell.run("seed 1")
    try shell.run("init xavier")
    try shell.run("train epochs 1;")
    #expect(try shell.number("min(X)") == 0)
  }

  @Test func reconstructionsStandBesideTheirSamples() throws {
    var shell = try digits()
    guard case .picture(.imageGrid(let grid)) = try shell.run("reconstructions 3 7") else { throw Shell.Missing() }
    #expect(grid.images.count == 4 && grid.isPaired)
    #expect(grid.images[0].caption == "3: 3" && grid.images[2].caption == "7: 7")
    try shell.run("batch 3:4")
    try shell.run("forward;")
    let output = try shell.matrix("a[4]").data
    #expect(zip(grid.images[1].pixels, output).allSatisfy { abs($0 - $1) < 1e-12 })
    let error = try shell.number("mean((a[4] - X)^2)")
    #expect(grid.images[1].caption == "error \(NumberFormat(digits: 3).text(error))")
    #expect(try shell.failure(of: "reconstructions 1797").message == "there is no sample 1797")
    #expect(try shell.failure(of: "reconstructions worst 1 2").message == "worst takes how many, one number")
  }

  @Test func theWorstHaveTheLargestErrors() throws {
    var shell = try Shell(
      "network 2 2 output identity loss mean-squared-error", "W[1] = [[1, 0], [0, 0]]",
      "input [[1, 1], [5, 0], [2, 3]]", "target X")
    guard case .table(let table) = try shell.run("reconstructions worst 2") else { throw Shell.Missing() }
    #expect(table.rows.map { $0[0] } == [.text("2"), .text("0")])
    #expect(table.rows.map { $0[1] } == [.number(4.5), .number(0.5)])
  }

  @Test func theCodeIsPlottedByClass() throws {
    var shell = try digits()
    guard case .picture(.chart(let chart)) = try shell.run("code") else { throw Shell.Missing() }
    #expect(chart.series.compactMap(\.marker) == Array("0123456789"))
    #expect(chart.series.reduce(0) { $0 + $1.points.count } == 1797)
    try shell.run("batch 4:5")
    try shell.run("forward;")
    let code = try shell.matrix("a[2]").data
    let drawn = chart.series[4].points[0]
    #expect(abs(drawn.x - code[0]) < 1e-12 && abs(drawn.y - code[1]) < 1e-12)
    #expect(try shell.failure(of: "code 1").hint == "code 1 across 0 up 1 draws two of them")
    #expect(try shell.failure(of: "code 2 up 2").message == "layer 2 has no unit 2")
    #expect(try shell.failure(of: "code 5").hint == "the network has layers 1 to 4")
    guard case .picture(.chart(let other)) = try shell.run("code 1 across 3 up 0") else { throw Shell.Missing() }
    #expect(other.x.title == "a[1][:, 3]" && other.y.title == "a[1][:, 0]")
  }

  @Test func aCodeTypedByHandIsDecoded() throws {
    var shell = try digits("batch 0:2", "forward;", "c = a[2]")
    guard case .picture(.imageGrid(let grid)) = try shell.run("decode c") else { throw Shell.Missing() }
    let output = try shell.matrix("a[4]").data
    #expect(zip(grid.images.flatMap(\.pixels), output).allSatisfy { abs($0 - $1) < 1e-12 })
    let failure = try shell.failure(of: "decode [[1, 2, 3]]")
    #expect(failure.message == "a row has 3 numbers, layer 2 2 units")
    #expect(try shell.failure(of: "decode [[1], [2]]").hint?.contains(".T") == true)
    try shell.run("network 64 64")
    #expect(try shell.failure(of: "decode [[1, 2]]").message == "the network has no hidden layer")
  }
}
