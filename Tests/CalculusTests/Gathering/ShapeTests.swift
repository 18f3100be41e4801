import Testing

@testable import Calculus

@Suite struct ShapeTests {
  private let m = Extent(3)
  private let n = Extent(2)

  private func term(_ rows: Extent?, _ columns: Extent?) -> Term {
    .symbol(Symbol("A", shape: TermShape(rows: rows, columns: columns)))
  }

  @Test("a row, a column and a number spread")
  func spreading() {
    let matrix = TermShape(rows: m, columns: n)
    #expect((term(m, n) + term(nil, n)).shape == matrix)
    #expect((term(m, nil) * term(nil, n)).shape == matrix)
    #expect((2 * term(m, n) / term(m, nil)).shape == matrix)
    #expect((term(Extent(1), n) + term(m, nil)).shape == matrix)
  }

  @Test("the inner extents of a matrix product are equal")
  func products() {
    #expect(Term.matrixProduct(term(m, n), term(n, m)).shape == TermShape(rows: m, columns: m))
    #expect(Term.matrixProduct(term(m, nil), term(nil, n)).shape == TermShape(rows: m, columns: n))
    #expect(Term.matrixProduct(term(m, n), term(m, n)).shape == nil)
    #expect(Term.matrixProduct(term(m, n), 2).shape == nil)
  }

  @Test("other extents do not combine")
  func misfits() {
    #expect((term(m, n) + term(n, m)).shape == nil)
    #expect(Term.call("exp", term(nil, m) * term(nil, n)).shape == nil)
  }

  @Test("a reduction leaves a row, a column or a number")
  func reductions() {
    #expect(Term.reduction(.sum, axis: 0, term(m, n)).shape == TermShape(rows: nil, columns: n))
    #expect(Term.reduction(.max, axis: 1, term(m, n)).shape == TermShape(rows: m, columns: nil))
    #expect(Term.reduction(.sum, axis: nil, term(m, n)).shape == .number)
  }
}
