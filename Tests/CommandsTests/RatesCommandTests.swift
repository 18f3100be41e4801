import Engine
import Testing
import Views

@testable import Commands

/// The learning-rate range test, and runs compared in one chart.
struct RatesCommandTests {
  private func views(_ view: View?) throws -> (text: String, chart: Chart) {
    guard case .stack(let views)? = view, views.count == 2, case .text(let text) = views[0],
      case .chart(let chart) = views[1]
    else { throw Shell.Missing() }
    return (text.plain, chart)
  }

  @Test func ratesGrowByOneFactorAndNothingChanges() throws {
    var shell = try Shell("data digits", "network 64 16 10 loss cross-entropy", "seed 1", "init kaiming")
    let before = shell.interpreter.session
    let (text, chart) = try views(try shell.run("rates from 0.001 to 0.1 batches 21"))
    #expect(shell.interpreter.session == before)
    #expect(text.hasPrefix("begin with rate 0.01: a tenth of 0.1"))
    #expect(chart.x.scale == .log)
    let rates = chart.series[0].points.map(\.x)
    #expect(rates.count == 21)
    #expect(zip(rates, rates.dropFirst()).allSatisfy { isClose($1 / $0, 1.2589254117941673, 1e-9) })
  }

  @Test func theSuggestionIsWhereTrainingWorks() throws {
    var shell = try Shell("data digits", "network 64 16 10 loss cross-entropy", "seed 1", "init kaiming")
    for rule in ["sgd", "adam"] {
      try shell.run("optimizer \(rule)")
      let (text, _) = try views(try shell.run("rates from 1e-5 to 100"))
      let rate = try #require(text.split(separator: " ").dropFirst(3).first?.dropLast())
      try shell.run("init kaiming")
      try shell.run("train epochs 5 rate \(rate)")
      let accuracy = try #require(shell.interpreter.session.runs.last?.reports.last?.trainingAccuracy)
      #expect(accuracy > 0.93, "\(rule) at \(rate)")
      try shell.run("init kaiming")
    }
  }

  @Test func whatCannotBeFoundIsSaid() throws {
    var shell = try Shell("data xor", "network 2 4 1 hidden tanh", "seed 1", "init xavier")
    #expect(
      try views(try shell.run("rates from 1e-9 to 1e-8")).text.hasPrefix("the loss hardly falls up to rate 1e-08"))
    #expect(try shell.failure(of: "rates from 1 to 0.1").message == "the last rate is above the first")
    #expect(try shell.failure(of: "rates batches 3").message.contains("from 10"))
    // A person's own formulas are those that are tried.
    let wrong = try Shell("data digits", "network 64 8 10 loss cross-entropy", "seed 1", "init kaiming")
    var mine = wrong
    for l in 1...2 {
      try mine.run("define dW[\(l)] = -delta[\(l)].T @ a[\(l - 1)]")
      try mine.run("define db[\(l)] = -sum(delta[\(l)], axis 0)")
    }
    #expect(try views(try mine.run("rates")).text.hasPrefix("the loss does not fall at any rate"))
  }

  @Test func aMeanThatIsNotYetOneIsNoLeast() {
    var range = RateRange()
    for k in 0..<30 { range.add(rate: Double(k + 1), loss: k == 2 ? 0.1 : 1 + Double(k) / 100) }
    #expect(range.least >= 4)
    var exact = RateRange()
    for k in 0..<40 { exact.add(rate: Double(k), loss: 3) }
    #expect(exact.points.allSatisfy { isClose($0.mean, 3, 1e-12) })
    #expect(exact.suggestion == nil)
  }

  @Test func runsInOneChart() throws {
    var shell = try Shell("data xor", "network 2 4 1 hidden tanh", "seed 1", "init xavier")
    #expect(try shell.failure(of: "plot runs all").message == "nothing has been trained yet")
    for cell in [
      "train epochs 5 rate 0.5", "train epochs 7 optimizer adam rate 0.01", "train epochs 3 validation 0.25",
    ] {
      try shell.run(cell)
    }
    guard case .chart(let chart)? = try shell.run("plot runs 1 2") else { throw Shell.Missing() }
    #expect(chart.series.map(\.name) == ["1: rate 0.5", "2: rate 0.01, adam"])
    #expect(chart.series.map(\.points.count) == [5, 7])
    #expect(chart.title == "training loss of 2 runs")
    let losses = shell.interpreter.session.runs[1].reports.map(\.trainingLoss)
    #expect(chart.series[1].points.map(\.y) == losses)
    guard case .chart(let held)? = try shell.run("plot accuracy runs 3") else { throw Shell.Missing() }
    #expect(held.title == "validation accuracy of 1 run")
    guard case .chart(let all)? = try shell.run("plot log runs all") else { throw Shell.Missing() }
    #expect(all.series.count == 3)
    #expect(all.y.scale == .log)
    #expect(try shell.failure(of: "plot runs 1 9").message == "there is no run 9")
  }
}
