import Testing

@testable import Engine

@Suite struct BatchNormalizationTests {
  private func example() -> (network: Network<Double>, given: Trace<Double>) {
    CombinationTests.example(.tanh, .meanSquaredError, 8)
  }

  @Test func zhatHasMean0AndVariance1() throws {
    let (network, given) = example()
    let zhat = try #require(network.forward(given)[.standardized(1)])
    for j in 0..<zhat.columns {
      let column = (0..<zhat.rows).map { zhat[$0, j] }
      #expect(abs(column.reduce(0, +)) < 1e-13)
      #expect(abs(column.reduce(0) { $0 + $1 * $1 } / 6 - 1) < 1e-3)
    }
  }

  @Test func theRunningStatisticsMoveATenthOfTheWayWithTheUnbiasedVariance() {
    var normalization = BatchNormalization<Double>(units: 1)
    normalization.follow(mean: Matrix(scalar: 2), variance: Matrix(scalar: 3), samples: 4)
    #expect(abs(normalization.runningMean[0, 0] - 0.2) < 1e-15)
    #expect(abs(normalization.runningVariance[0, 0] - (0.9 + 0.1 * 4)) < 1e-15)
  }

  @Test func inEvaluationASampleDoesNotDependOnTheOthers() throws {
    var (network, given) = example()
    let input = try #require(given[.input])
    network.mode = .evaluation
    let all = try #require(network.forward(given)[.activation(3)])
    let one = try #require(network.forward(input.rows(at: [4]))[.activation(3)])
    #expect(one.row(0).elementsEqual(all.row(4)))
    #expect(!network.operationOrder.contains(.mean(1)))
    #expect(network.operationOrder.contains(.standardized(1)))
  }

  @Test func passesListThePartsInTheOrderOfTheDerivation() {
    let (network, _) = CombinationTests.example(.tanh, .smoothedCrossEntropy, 12)
    #expect(
      network.forwardOrder.prefix(7).map(\.name) == ["z[1]", "mu[1]", "var[1]", "zhat[1]", "zbn[1]", "mask[1]", "a[1]"])
    #expect(network.forwardOrder.suffix(3).map(\.name) == ["a[3]", "Ys", "C"])
    let backward = network.backwardOrder.map(\.name).suffix(10)
    #expect(
      Array(backward) == [
        "da[1]", "dzbn[1]", "dgamma[1]", "dbeta[1]", "dzhat[1]", "dvar[1]", "dmu[1]", "delta[1]", "dW[1]", "db[1]",
      ])
    var seen: Set<Quantity> = Set(network.parameters + [.input, .target])
    for quantity in network.operationOrder {
      #expect(seen.isSuperset(of: network.operands(of: quantity)), "\(quantity.name)")
      seen.insert(quantity)
    }
  }
}
