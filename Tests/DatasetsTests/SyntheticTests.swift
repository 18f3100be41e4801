import Engine
import Foundation
import Testing

@testable import Datasets

struct SyntheticTests {
  /// Draws that are always the same number.
  private func still(uniform: Double = 0, normal: Double = 0) -> RandomDraws {
    RandomDraws(uniform: { uniform }, normal: { normal })
  }

  private func rows(_ set: Dataset) -> [[Double]] {
    let matrix: Matrix<Double> = set.training.inputMatrix(at: 0..<set.training.count)
    return (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } }
  }

  private func isClose(_ one: [[Double]], _ other: [[Double]]) -> Bool {
    one.count == other.count
      && zip(one.joined(), other.joined()).allSatisfy { abs($0 - $1) < 1e-15 }
  }

  /// scikit-learn's make_moons(6, noise=None) has these points, class by class.
  @Test func moonsStartMiddleAndEnd() {
    let found = rows(Synthetic.moons.dataset(count: 6, draws: still()))
    #expect(isClose(found, [[1, 0], [0, 0.5], [0, 1], [1, -0.5], [-1, 0], [2, 0.5]]))
  }

  @Test func circlesHaveTheirRadii() {
    let found = rows(Synthetic.circles.dataset(count: 2, draws: still(uniform: 0.25)))
    #expect(isClose(found, [[0, 1], [0, 0.5]]))
  }

  @Test func spiralArmsTurnByFour() {
    let found = rows(Synthetic.spiral.dataset(count: 6, draws: still()))
    #expect(isClose(Array(found[..<3]), [[0, 0], [0, 0], [0, 0]]))
    #expect(isClose(Array(found[3...]), [4, 8, 12].map { [sin($0), cos($0)] }))
  }

  @Test func blobsLieAThirdOfATurnApart() {
    let half = Double(0.75).squareRoot()
    #expect(isClose(rows(Synthetic.blobs.dataset(count: 3, draws: still())), [[0, 1], [-half, -0.5], [half, -0.5]]))
  }

  @Test func linesAndSineAreTheirFunctions() {
    let line = Synthetic.lines.dataset(count: 1, draws: still(uniform: 0.75)).training
    #expect(line.inputs == .numbers([0.5]))
    #expect(line.targets == .numbers([0.5], width: 1))
    let sine = Synthetic.sine.dataset(count: 1, draws: still(uniform: 0.75)).training
    #expect(sine.targets == .numbers([1], width: 1))
  }

  @Test(arguments: Synthetic.allCases)
  func classesAreEvenAndNoiseIsScaled(set: Synthetic) {
    let draws = still(uniform: 0.5, normal: 1)
    let quiet = set.dataset(count: 30, noise: 0, draws: draws).training
    let noisy = set.dataset(count: 30, noise: 0.25, draws: draws).training
    #expect(quiet.count == 30)
    #expect(quiet != noisy)
    guard case .labels(let labels, let classes) = quiet.targets else {
      #expect(quiet.outputs == 1)
      return
    }
    for label in 0..<classes { #expect(labels.count { Int($0) == label } == 30 / classes) }
  }

  @Test func noiseIsAStandardDeviation() {
    let found = rows(Synthetic.moons.dataset(count: 1, noise: 0.25, draws: still(normal: 2)))
    #expect(isClose(found, [[1.5, 0.5]]))
  }
}
