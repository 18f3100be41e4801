import Testing

@testable import Calculus

@Suite struct TermTests {
  private let w = Symbol("W", layer: 1, shape: TermShape(rows: Extent(3), columns: Extent(2)))
  private let i = Index.letter("i", Extent(3))
  private let k = Index.letter("k", Extent(2))

  @Test("a sum binds its letter")
  func freeIndices() {
    let term = Term.over(k, .sum, .entry(w, row: i, column: k))
    #expect(term.freeIndices == [i])
    #expect(term.letters == ["i", "k"])
  }

  @Test("replacing a letter by one that a sum binds renames the bound one")
  func captureIsAvoided() {
    let term = Term.over(k, .sum, .entry(w, row: i, column: k))
    let replaced = term.replacing("i", by: .letter("k", Extent(3)))
    #expect(replaced.freeIndices == [.letter("k", Extent(3))])
  }
}
