import Calculus
import Engine
import ShellFixtures
import Testing
import Views

@testable import Judging
@testable import SessionCore

/// What rounding can do to the results of functions of many numbers.
struct StatisticBoundsTests {
  @Test func noErrorOfAStatisticIsLargerThanItsBound() {
    var generator = NumPyGenerator(seed: 3)
    for _ in 0..<200 {
      let entries = (0..<9).map { _ in generator.normal() }
      let noise = entries.map { _ in 1e-9 * generator.normal() }
      let bounded = zip(entries, noise).map { Bounded($0, error: $1.magnitude) }
      let moved = zip(entries, noise).map { $0 + $1 }
      for statistic in Statistic.allCases {
        let result = statistic.bounded(bounded)
        #expect((result.value - statistic.value(of: moved)).magnitude <= result.error * (1 + 1e-6), "\(statistic)")
      }
      for function in AxisFunction.allCases {
        for (result, other) in zip(function.bounded(bounded), function.values(of: moved)) {
          #expect((result.value - other).magnitude <= result.error * (1 + 1e-6), "\(function)")
        }
      }
    }
  }

  @Test func anOrderWithinRoundingIsOpen() {
    let close = [Bounded(1, error: 1e-3), Bounded(1.0001, error: 1e-3), Bounded(5, error: 1e-3)]
    #expect(AxisFunction.argsort.bounded(close).map(\.error) == [.infinity, .infinity, 0])
    #expect(Statistic.argmin.bounded(close).error == .infinity)
    #expect(Statistic.argmax.bounded(close).error == 0)
    #expect(Statistic.any.bounded([Bounded(0, error: 0), Bounded(1, error: 0)]).error == 0)
  }

  @Test func anInverseIsBounded() throws {
    var generator = NumPyGenerator(seed: 4)
    for _ in 0..<50 {
      let matrix = Matrix(rows: 4, columns: 4).map { (_: Double) in generator.normal() }
      let noise = matrix.map { _ in 1e-10 * generator.normal() }
      let argument = BoundedValue(
        Matrix(
          rows: 4, columns: 4, elements: zip(matrix.elements, noise.elements).map { Bounded($0, error: $1.magnitude) }))
      let moved = matrix + noise
      let movedInverse = try #require(moved.inverse)
      let exact = try #require(matrix.inverse)
      let inverse = try #require(MatrixSolving.inverse.bounded(argument, .matrix(exact)))
      for (own, other) in zip(inverse.matrix.elements, movedInverse.elements) {
        #expect((own.value - other).magnitude <= own.error)
      }
      let determinant = try #require(MatrixSolving.determinant.bounded(argument, .number(matrix.determinant)))
      #expect((determinant.number.value - moved.determinant).magnitude <= determinant.number.error)
    }
  }

  @Test(arguments: [
    ("inv([[2, 1], [1, 3]]) @ [[2, 1], [1, 3]] == eye(2)", Verdict.Kind.agrees),
    ("std([1, 2, 4]) == sqrt(14) / 3", .agrees),
    ("det(inv(x)) == 1 / det(x)", .agrees), ("sort([0.3, 0.1 + 0.2, 0.1]) == [0.1, 0.3, 0.3]", .agrees),
    ("std([1, 2, 4]) == sqrt(7/3)", .differs), ("median([1, 2, 4]) == 7/3", .differs),
    ("kron([1, 2], [3, 1/3]) * 3 == [9, 1, 18, 2]", .agrees),
    ("cumsum([0.1, 0.2]) == [0.1, 0.3]", .agrees), ("hcat([0.1 + 0.2], 1) == [0.3, 1]", .agrees),
    ("dot([1, 2], [1/3, 1/6]) == 2/3", .agrees),
  ])
  func claimsAreJudged(claim: String, kind: Verdict.Kind) throws {
    var shell = try Shell("x = [[4, 1], [1, 3]]")
    let verdict = try shell.verdict(claim)
    #expect(verdict.kind == kind || kind == .agrees && verdict.kind == .exact)
  }
}
