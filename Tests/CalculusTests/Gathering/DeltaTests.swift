import Testing

@testable import Calculus

@Suite struct DeltaTests {
  private static let n = Extent(3)
  private let i = Index.letter("i", n)
  private let j = Index.letter("j", n)
  private let k = Index.letter("k", n)
  private let m = Index.letter("m", n)
  private let matrix = Symbol("A", shape: TermShape(rows: n, columns: n))
  private let row = Symbol("x", shape: TermShape(rows: nil, columns: n))

  private func x(_ index: Index) -> Term { .entry(row, row: nil, column: index) }
  private func a(_ row: Index, _ column: Index) -> Term { .entry(matrix, row: row, column: column) }

  @Test("a delta under its sum puts one index in place of the other")
  func contraction() {
    #expect(Term.over(k, .sum, .kronecker(k, i) * x(k)).contractingDeltas() == x(i))
    #expect(Term.over(k, .sum, .kronecker(i, k)).contractingDeltas() == .one)
    #expect(Term.over(k, .sum, -(x(k) * .kronecker(k, .at(1))) / 2).contractingDeltas() == -x(.at(1)) / 2)
    #expect(
      Term.over(k, .sum, .product([.kronecker(k, i), .kronecker(k, j), x(k)])).contractingDeltas()
        == .kronecker(i, j) * x(i))
  }

  @Test("a delta inside another sum is found")
  func nested() {
    let inner = Term.over(m, .sum, .product([.kronecker(k, i), a(k, m), x(m)]))
    #expect(Term.over(k, .sum, inner).contractingDeltas() == .over(m, .sum, a(i, m) * x(m)))
    let both = Term.over(k, .sum, .over(m, .sum, .product([.kronecker(k, i), .kronecker(m, j), a(k, m)])))
    #expect(both.contractingDeltas() == a(i, j))
  }

  @Test("a sum with a delta in some of its terms is split")
  func split() {
    let jacobian = Term.kronecker(k, i) - x(i)
    let expected = Term.sum([x(i), .over(k, .sum, -x(i) * x(k))])
    #expect(Term.over(k, .sum, .product([jacobian, x(k)])).contractingDeltas() == expected)
  }

  @Test("a sum over a delta of other letters stays")
  func untouched() {
    let term = Term.over(k, .sum, .kronecker(i, j) * x(k))
    #expect(term.contractingDeltas() == term)
    let largest = Term.over(k, .max, .kronecker(i, k) * x(k))
    #expect(largest.contractingDeltas() == largest)
  }

  @Test("equal indices are 1, different places 0")
  func constants() {
    #expect(Term.kronecker(i, i).contractingDeltas() == .one)
    #expect(Term.kronecker(.at(0), .at(2)).contractingDeltas() == .zero)
  }
}
