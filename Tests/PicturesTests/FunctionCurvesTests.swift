import Foundation
import ShellFixtures
import Testing
import Views

@testable import Pictures

struct FunctionCurvesTests {
  private func chart(_ cells: String...) throws -> Chart {
    var shell = try Shell()
    var last: View?
    for cell in cells { last = try shell.run(cell) }
    guard case .chart(let found)? = last?.firstPicture else { throw Shell.Missing() }
    return found
  }

  @Test("several functions are curves of one chart, with a legend")
  func several() throws {
    let chart = try chart("f(x) = x^3", "plot f f' f'' from -2 to 2")
    #expect(chart.series.map(\.name) == ["f", "f'", "f''"])
    for (series, end) in zip(chart.series, [8.0, 12, 12]) {
      #expect(series.points.first?.x == -2 && series.points.last?.x == 2)
      #expect(series.points.last?.y == end)
    }
  }

  @Test("the range is -5 to 5 if none is given")
  func range() throws {
    let chart = try chart("plot relu relu'")
    #expect(chart.series[0].points.first?.x == -5 && chart.series[0].points.last?.x == 5)
    #expect(chart.series[1].points.last?.y == 1)
  }

  @Test("poles and numbers that are not defined leave gaps")
  func gaps() throws {
    let tangent = try chart("plot tan from -3 to 3").series[0].points
    #expect(tangent.filter { !$0.y.isFinite }.count >= 2)
    #expect(tangent.filter { $0.y.isFinite }.allSatisfy { abs($0.y) < 100 })
    let root = try chart("plot sqrt from -1 to 1").series[0].points
    #expect(root.filter { $0.x < 0 }.allSatisfy { $0.y.isNaN } && root.filter { $0.x > 0 }.allSatisfy { $0.y.isFinite })
    let inverse = try chart("f(x) = 1 / x", "plot f").series[0].points
    #expect(inverse.contains { !$0.y.isFinite })
    let steep = try chart("f(x) = exp(x^2)", "plot f").series[0].points
    #expect(steep.allSatisfy { $0.y.isFinite }, "large is not a pole")
  }

  @Test("a function may be called like an argument: log")
  func logarithm() throws {
    #expect(try chart("plot log from 1 to 2").series.map(\.name) == ["log"])
    #expect(try chart("plot exp log").series.map(\.name) == ["exp", "log"])
  }

  @Test("the curves of runs stay")
  func runs() throws {
    let cells = ["data xor", "network 2 2 1", "seed 1", "init xavier"]
    var shell = try Shell()
    for cell in cells + ["train epochs 2 batch 4", "train epochs 3 batch 4"] { try shell.run(cell) }
    guard case .chart(let loss)? = try shell.run("plot loss run 1")?.firstPicture else { throw Shell.Missing() }
    #expect(loss.series[0].points.count == 2)
    guard case .stack(let views)? = try shell.run("plot loss runs 1 2") else { throw Shell.Missing() }
    #expect(views.count == 2)
    guard case .stack(let both)? = try shell.run("plot") else { throw Shell.Missing() }
    #expect(both.count == 2)
  }

  @Test("expressions of one variable are curves, with blanks inside or without")
  func expressions() throws {
    let quotient = try chart("plot sin(x) / x from 1 to 2")
    #expect(quotient.series.map(\.name) == ["sin(x) / x"] && quotient.x.title == "x")
    #expect(quotient.series[0].points.last?.y == sin(2) / 2)
    let two = try chart("plot t^2 - 1 2 * cos(t)", "plot t^2 - 1 2 * cos(t)")
    #expect(two.series.map(\.name) == ["t^2 - 1", "2 * cos(t)"] && two.series[0].points.last?.y == 24)
    #expect(try chart("f(x) = x^2", "plot f'(x) relu").series.map(\.name) == ["f'(x)", "relu"])
    #expect(try chart("plot x").series[0].points.last?.y == 5)
  }

  @Test("the variable is the name without a value, else x")
  func variables() throws {
    #expect(try chart("k = 2", "plot k * y").series[0].points.last?.y == 10)
    #expect(try chart("x = 7", "plot x^2").series[0].points.last?.y == 25)
    var shell = try Shell("network 2 3 1")
    #expect(try shell.failure(of: "plot k * u").message == "a curve has one variable, k * u has k and u")
    let matrix = try shell.failure(of: "plot W[1]")
    #expect(matrix.hint == "heatmap W[1]" && matrix.message == "W[1] has no free variable, a curve needs one")
    #expect(try shell.failure(of: "plot W[1] * x").message == "W[1] * x is 3×2 at x = -5, not a number")
    #expect(try shell.failure(of: "plot sin(x)cos(x)").message == "expected a blank after a curve")
  }

  @Test(
    "mistakes say what and where",
    arguments: [
      ("plot lss", "unknown curve lss"), ("plot sigmod", "unknown curve sigmod"),
      ("plot softmax", "softmax is not a function of one number"),
      ("plot g", "g(x, y) has 2 parameters, a curve needs one"),
      ("plot sin from 3 to 1", "the range from 3 to 1 is empty"),
      ("plot from 3", "from and to are for curves of functions"), ("plot sin sin", "sin is given twice"),
      ("plot log from -3 to -1", "log has no value in this range"), ("plot q", "q(-5.0) is 1×2, not a number"),
      ("plot", "nothing has been trained yet"), ("plot loss", "nothing has been trained yet"),
    ])
  func mistakes(cell: String, message: String) throws {
    var shell = try Shell("g(x, y) = x", "q(x) = x * [1, 2]")
    #expect(try shell.failure(of: cell).message == message)
  }
}
