import Testing

@testable import Calculus

@Suite struct IndexedTests {
  private static let batch = Extent(4, symbol: "B")
  private static let units = Extent(3)
  private let s = Index.letter("s", batch)
  private let i = Index.letter("i", units)
  private let t = Index.letter("t", batch)
  private let k = Index.letter("k", units)
  private let z = Symbol("z", layer: 1, shape: TermShape(rows: batch, columns: units))
  private let b = Symbol("b", layer: 1, shape: TermShape(rows: nil, columns: units))
  private let w = Symbol("W", layer: 2, shape: TermShape(rows: units, columns: units))

  @Test("a matrix product is a sum over a letter that is not in use")
  func products() {
    let term = Term.matrixProduct(.symbol(z), .transpose(.symbol(w)))
    #expect(
      term.indexed(row: s, column: i) == .over(k, .sum, .entry(z, row: s, column: k) * .entry(w, row: i, column: k)))
    let other = Index.letter("m", Self.units)
    #expect(
      term.indexed(row: s, column: k)
        == .over(other, .sum, .entry(z, row: s, column: other) * .entry(w, row: k, column: other)))
  }

  @Test("a row spreads over the rows")
  func rows() {
    let sum = Term.symbol(z) + .symbol(b)
    #expect(sum.indexed(row: s, column: i) == .entry(z, row: s, column: i) + .entry(b, row: nil, column: i))
  }

  @Test("a sum over the samples takes a letter of the samples, a sum over all entries two letters")
  func reductions() {
    let columns = Term.reduction(.sum, axis: 0, .symbol(z))
    #expect(columns.indexed(row: nil, column: i) == .over(s, .sum, .entry(z, row: s, column: i)))
    #expect(columns.indexed(row: s, column: i) == .over(t, .sum, .entry(z, row: t, column: i)))
    let all = Term.reduction(.max, axis: nil, .symbol(z))
    #expect(all.indexed(row: nil, column: nil) == .over(s, .max, .over(k, .max, .entry(z, row: s, column: k))))
  }

  @Test("softmax is an exponential divided by the sum of its row")
  func softmax() {
    let term = Term.call("softmax", .symbol(z))
    let (own, other) = (Term.entry(z, row: s, column: i), Term.entry(z, row: s, column: k))
    #expect(term.indexed(row: s, column: i) == .call("exp", own) / .over(k, .sum, .call("exp", other)))
  }

  @Test("a fixed entry")
  func places() {
    let (row, column) = (Index.at(2), Index.at(0))
    #expect((2 * Term.symbol(z)).indexed(row: row, column: column) == 2 * .entry(z, row: row, column: column))
    #expect(Term.identity(Self.units).indexed(row: row, column: column) == .kronecker(row, column))
  }

  @Test("the derivative of a number by a matrix has an entry for each entry of the matrix")
  func derivatives() {
    let sum = Term.reduction(.sum, axis: nil, .power(.symbol(w), 2))
    let term = Term.derivative(sum, by: .symbol(w))
    #expect(term.shape == w.shape)
    let m = Index.letter("m", Self.units)
    let n = Index.letter("n", Self.units)
    let indexed = term.indexed(row: k, column: i)
    let inside = Term.over(m, .sum, .over(n, .sum, .power(.entry(w, row: m, column: n), 2)))
    #expect(indexed == .derivative(inside, by: .entry(w, row: k, column: i)))
    #expect(indexed.gathered(row: k, column: i) == term)
  }
}
