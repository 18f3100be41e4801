import CommandKit
import Engine
import SessionCore
import ShellFixtures
import Testing
import Views

@testable import Pictures

@Suite struct PictureCommandsTests {
  /// A network whose output is σ(x0 + x1 − 1): its boundary is the line x0 + x1 = 1.
  private func line() throws -> Shell {
    try Shell("network 2 1", "W[1] = [[1, 1]]", "b[1] = [[-1]]", "input [[0, 0], [1, 1]]", "target [[0], [1]]")
  }

  private func trained() throws -> Shell {
    try Shell(
      "data digits", "split 0.2", "network 64 12 10 output softmax loss cross-entropy", "seed 1", "init kaiming",
      "train epochs 3 batch 32 rate 0.1 validation 0.1")
  }

  @Test func plotHasAPointForEachEpoch() throws {
    var shell = try trained()
    guard case .stack(let views) = try shell.run("plot"), case .picture(.chart(let loss)) = views[0] else {
      throw Shell.Missing()
    }
    #expect(views.count == 2)
    #expect(loss.series.map(\.name) == ["training", "validation"])
    let reports = try #require(shell.interpreter.session.runs.last).reports
    #expect(loss.series[0].points == reports.map { Chart.Point(Double($0.epoch), $0.trainingLoss) })
    #expect(loss.series[1].points.map(\.y) == reports.compactMap(\.validationLoss))
    guard case .picture(.chart(let log)) = try shell.run("plot loss log") else { throw Shell.Missing() }
    #expect(log.y.scale == .log)
  }

  @Test func plotWithoutARunSaysWhatToDo() throws {
    var shell = try Shell("network 2 1")
    #expect(try shell.failure(of: "plot").hint == "data digits loads samples to train on")
    #expect(try shell.failure(of: "runs").message == "nothing has been trained yet")
    try shell.run("input [[0, 1]]")
    try shell.run("target [[1]]")
    try shell.run("train epochs 2;")
    #expect(try shell.failure(of: "plot run 2").hint == "runs lists them: 1 to 1")
    #expect(try shell.failure(of: "plot accuracy run 0").message.contains("from on") == false)
  }

  @Test func runsListsSettingsAndResults() throws {
    var shell = try trained()
    try shell.run("train epochs 1 batch 64 rate 0.05 precision single;")
    guard case .stack(let views) = try shell.run("runs"), case .table(let settings) = views[0],
      case .table(let results) = views[1]
    else { throw Shell.Missing() }
    #expect(settings.rows.map { $0[3] } == [.integer(3), .integer(1)])
    #expect(settings.rows[1][4...6] == [.integer(64), .number(0.05), .text("single")])
    #expect(results.rows.map { $0[6] } == [.text("finished"), .text("finished")])
    let runs = shell.interpreter.session.runs
    #expect(runs.allSatisfy { $0.seconds > 0 })
    #expect(results.rows[0][1] == .number(try #require(runs[0].reports.last).trainingLoss))
  }

  @Test func fewUnitsHaveFewMarks() throws {
    var shell = try Shell("network 64 6 10", "seed 1", "init kaiming")
    guard case .stack(let views) = try shell.run("weights"), case .picture(.imageGrid(let grid)) = views[0] else {
      throw Shell.Missing()
    }
    #expect(grid.images.count(where: \.isMarked) == 2)
  }

  @Test func weightsMarksThreeUnitsAtEitherEnd() throws {
    var shell = try trained()
    guard case .stack(let views) = try shell.run("weights"), case .picture(.imageGrid(let grid)) = views[0] else {
      throw Shell.Missing()
    }
    #expect(grid.width == 8 && grid.height == 8 && grid.images.count == 12)
    #expect(grid.palette == .diverging && grid.columns == 11)
    #expect(grid.images.count { $0.caption.hasSuffix(" most") && $0.isMarked } == 3)
    #expect(grid.images.count { $0.caption.hasSuffix(" least") && $0.isMarked } == 3)
    guard case .stack(let few) = try shell.run("weights 1 count 4"), case .picture(.imageGrid(let part)) = few[0] else {
      throw Shell.Missing()
    }
    #expect(part.images.map(\.isMarked) == [true, true, true, true])
    #expect(part.title == "W[1], 4 of 12 units")
    #expect(try shell.failure(of: "weights 3").hint == "the network has layers 1 to 2")
  }

  @Test func weightsThatAreNoPictureAreAHeatMap() throws {
    var shell = try Shell("network 2 3 1")
    guard case .picture(.heatMap(let map)) = try shell.run("weights") else { throw Shell.Missing() }
    #expect(map.rows == 3 && map.columns == 2)
  }

  @Test func usefulnessIsNormTimesSpread() throws {
    let shell = try Shell(
      "network 1 2 1 hidden identity", "W[1] = [[1], [2]]", "W[2] = [[3, 0]]", "input [[-1], [1]]", "target [[0], [1]]")
    let session = shell.interpreter.session
    let use = UnitUse(of: 1, in: session, network: try #require(session.network))
    #expect(use.values == [3, 0])
    #expect(use.order == [0, 1])
    #expect(use.sampleName == "the batch")
  }

  @Test func confusionCountsEverySampleOnce() throws {
    var shell = try trained()
    guard case .stack(let views) = try shell.run("confusion test"), case .table(let matrix) = views[0],
      case .table(let scores) = views[1]
    else { throw Shell.Missing() }
    let counts = matrix.rows.map { row in
      row[1...10].map { cell -> Int in if case .integer(let count) = cell { count } else { -1 } }
    }
    #expect(counts.joined().reduce(0, +) == 359)
    let hits = (0..<10).reduce(0) { $0 + counts[$1][$1] }
    guard case .table(let evaluation) = try shell.run("evaluate test") else { throw Shell.Missing() }
    #expect(evaluation.rows[0][3] == .percent(Double(hits) / 359))
    for label in 0..<10 {
      let (actual, predicted) = (counts[label].reduce(0, +), counts.reduce(0) { $0 + $1[label] })
      #expect(scores.rows[label][1] == .integer(actual))
      #expect(scores.rows[label][2] == .percent(Double(counts[label][label]) / Double(predicted)))
      #expect(scores.rows[label][3] == .percent(Double(counts[label][label]) / Double(actual)))
    }
  }

  @Test func confusionOfASingleOutputHasTwoClasses() throws {
    var shell = try line()
    guard case .stack(let views) = try shell.run("confusion batch"), case .table(let matrix) = views[0] else {
      throw Shell.Missing()
    }
    #expect(matrix.rows.map { Array($0[1...2]) } == [[.integer(1), .integer(0)], [.integer(0), .integer(1)]])
    #expect(try shell.failure(of: "confusion test").message == "no samples are held out for testing")
  }

  @Test func targetsThatAreNoClassesHaveNoConfusion() throws {
    var shell = try Shell("network 1 1", "input [[1], [2]]", "target [[0.3], [0.7]]")
    #expect(try shell.failure(of: "confusion").message == "the targets are numbers, not classes")
    guard case .table(let table) = try shell.run("predict 1") else { throw Shell.Missing() }
    #expect(table.rows == [[.integer(1), .number(2), .number(0.5), .number(0.7)]])
  }

  @Test func predictionsSayHowSureTheyAre() throws {
    var shell = try line()
    guard case .table(let table) = try shell.run("predict 0 1") else { throw Shell.Missing() }
    #expect(table.rows.map { $0[1] } == [.text("0"), .text("1")])
    guard case .percent(let confidence) = table.rows[1][3] else { throw Shell.Missing() }
    #expect(isClose(confidence, try shell.number("sigmoid(1)")))
    #expect(try shell.failure(of: "predict 2").hint == "there are samples 0 to 1")
  }

  @Test func theWorstMistakesComeFirst() throws {
    var shell = try line()
    try shell.run("target [[1], [0]]")
    try shell.run("input [[0, 0.5], [4, 4]]")
    guard case .table(let table) = try shell.run("mistakes") else { throw Shell.Missing() }
    #expect(table.rows.map { $0[0] } == [.integer(1), .integer(0)])
    #expect(table.rows.allSatisfy { $0[4] == .text("wrong", .bad) })
    try shell.run("target [[0], [1]]")
    guard case .text(let none) = try shell.run("mistakes") else { throw Shell.Missing() }
    #expect(none.plain == "no mistake among 2 batch samples")
  }

  @Test func theBoundaryLiesWhereTheOutputIsOneHalf() throws {
    var shell = try line()
    guard case .picture(.chart(let chart)) = try shell.run("boundary") else { throw Shell.Missing() }
    let points = chart.series[0].points.filter { $0.x.isFinite }
    #expect(points.count > 100)
    #expect(points.allSatisfy { abs($0.x + $0.y - 1) < 1e-3 })
    #expect(chart.series[1...].map(\.name) == ["class 0", "class 1"])
    guard case .picture(.heatMap(let map)) = try shell.run("boundary heat") else { throw Shell.Missing() }
    #expect(map.data.allSatisfy { 0...1 ~= $0 })
    #expect(map.data[35] > 0.7 && map.data[35 * 36] < 0.3, "the output grows to the right and upward")
  }

  @Test func aPlaneNeedsTwoInputs() throws {
    var shell = try Shell("network 3 1")
    #expect(try shell.failure(of: "boundary").message == "the network has 3 inputs: a plane has two")
  }

  private func graph(_ shell: inout Shell) throws -> NetworkGraph {
    guard case .graph(let graph)? = try shell.run("graph")?.firstPicture else { throw Shell.Missing() }
    return graph
  }

  @Test func theGraphDrawsEveryWeightOfASmallNetwork() throws {
    var shell = try Shell("network 2 3 1", "seed 1", "init kaiming")
    guard case .stack(let views) = try shell.run("graph") else { throw Shell.Missing() }
    #expect(views.count == 3)
    let graph = try graph(&shell)
    #expect(graph.layers.map(\.name) == ["input", "relu", "sigmoid"] && graph.layers.map(\.units) == [2, 3, 1])
    #expect(graph.edges.count == 9 && graph.note == nil)
    for edge in graph.edges { #expect(try shell.number(edge.name) == edge.weight) }
    #expect(graph.edges.map { abs($0.weight) } == graph.edges.map { abs($0.weight) }.sorted())
  }

  @Test func theGraphDrawsTheStrongestWeightsOfALargeNetwork() throws {
    var shell = try Shell("network 9 9 1", "W[1] = 0.1 * ones(9, 9)", "W[1][2:4, :] = -0.5 * ones(2, 9)")
    let small = try graph(&shell)
    #expect(small.edges.count == 30 && small.edges.count { $0.weight < 0 } == 18)
    #expect(small.note == "not drawn, as they are weaker: 51 into layer 1")
    var large = try Shell("network 64 128 10", "seed 1", "init kaiming")
    let edges = try graph(&large).edges
    #expect(edges.count == 24, "12 into each layer")
    #expect(edges.allSatisfy { $0.layer == 2 || ($0.from < 4 || $0.from > 61) && ($0.to < 4 || $0.to > 125) })
  }

  @Test func aReaderHearsWhichSamplesAreMisclassified() throws {
    var shell = try Shell("data xor", "network 2 1", "W[1] = [[1, 0]]", "b[1] = [-0.5]")
    guard case .chart(let chart)? = try shell.run("boundary")?.firstPicture, case .table(let table)? = chart.spoken
    else { throw Shell.Missing() }
    #expect(table.columns == ["class", "samples", "misclassified", "at (x0, x1)"])
    #expect(table.rows.map { $0[2] } == [.integer(1), .integer(1)])
    #expect(table.rows.map { $0[3] } == [.text("(1, 1)"), .text("(0, 1)")])
  }

  @Test func aReaderHearsTheBinsOfAHistogram() throws {
    var shell = try Shell()
    guard case .chart(let chart)? = try shell.run("histogram [1, 2, 2, 9]")?.firstPicture,
      case .stack(let views)? = chart.spoken, case .table(let table) = views[0]
    else { throw Shell.Missing() }
    #expect(table.columns == ["from", "to", "count"] && table.rows.count == 8)
    #expect(table.rows[0] == [.number(1, digits: 3), .number(2, digits: 3), .integer(1)])
    #expect(table.rows[1][2] == .integer(2) && table.rows[7][2] == .integer(1))
  }

  @Test func heatmapsTakeAnyExpression() throws {
    var shell = try Shell("network 2 3 1")
    guard case .picture(.heatMap(let map)) = try shell.run("heatmap [[1, 2], [3, 4]] - 2") else {
      throw Shell.Missing()
    }
    #expect(map.data == [-1, 0, 1, 2])
    #expect(map.palette == .diverging)
    #expect(map.title == "[[1, 2], [3, 4]] - 2, 2×2")
    #expect(try shell.failure(of: "heatmap a[1]").message == "a[1] has not been computed yet")
  }
}
