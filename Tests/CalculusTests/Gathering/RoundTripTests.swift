import Testing

@testable import Calculus

/// Laws of the way from matrix form to index form and back, on seeded random terms.
@Suite struct RoundTripTests {
  private static func indices(_ shape: TermShape) -> (row: Index?, column: Index?) {
    (shape.rows.map { .letter("i", $0) }, shape.columns.map { .letter("j", $0) })
  }

  @Test("the entries of the index form are those of the matrix form", arguments: UInt64(1)...400)
  func indexedValue(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let shape = random.shape()
    let term = random.term(shape, depth: 1 + Int(seed % 4))
    #expect(term.shape == shape)
    let state = random.state(term.symbols)
    let (row, column) = Self.indices(shape)
    let indexed = term.indexed(row: row, column: column)
    #expect(state.matrix(term).isClose(state.matrix(indexed, row: row, column: column)))
    #expect(indexed.freeIndices.allSatisfy { $0 == row || $0 == column })
  }

  @Test("the index form gathers to the value of the matrix form, also transposed", arguments: UInt64(1)...400)
  func gatheredValue(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let shape = random.shape()
    let term = random.term(shape, depth: 1 + Int(seed % 4))
    let state = random.state(term.symbols)
    let (row, column) = Self.indices(shape)
    let indexed = term.indexed(row: row, column: column)
    let gathered = try #require(indexed.gathered(row: row, column: column), "\(MatrixText.text(term))")
    #expect(gathered.shape == shape)
    #expect(state.matrix(gathered).isClose(state.matrix(term)), "\(MatrixText.text(term))")
    let turned = try #require(indexed.gathered(row: column, column: row))
    #expect(state.matrix(turned).isClose(state.matrix(term).transposed))
  }

  @Test("random contractions come back with their value, most of them")
  func contractions() {
    var gathered = 0
    for seed in UInt64(1)...400 {
      var random = SplitMix(seed: seed)
      let letters = ["i", "j", "k", "m", "n"].map { Index.letter($0, random.extent()) }
      let factors = (0..<Int.random(in: 1...5, using: &random)).map { random.entry(letters, name: "A\($0)") }
      let product = Term.product(factors)
      let bound = letters.dropFirst(2).filter { product.freeIndices.contains($0) }
      let term = bound.reduce(product) { .over($1, .sum, $0) }
      guard let matrix = term.gathered(row: letters[0], column: letters[1]) else { continue }
      gathered += 1
      let state = random.state(term.symbols)
      #expect(state.matrix(matrix).isClose(state.matrix(term, row: letters[0], column: letters[1])))
    }
    #expect(gathered > 350)
  }

  @Test("chains of matrices always come back")
  func chains() throws {
    for seed in UInt64(1)...50 {
      var random = SplitMix(seed: seed)
      let letters = ["i", "k", "m", "n", "j"].map { Index.letter($0, random.extent()) }
      var factors: [Term] = []
      for place in 0..<4 {
        let (a, b) = (letters[place], letters[place + 1])
        let symbol = Symbol("A\(place)", shape: TermShape(rows: a.extent, columns: b.extent))
        factors.append(.entry(symbol, row: a, column: b))
      }
      factors.shuffle(using: &random)
      let term = letters[1...3].reduce(Term.product(factors)) { .over($1, .sum, $0) }
      let gathered = try #require(term.gathered(row: letters[0], column: letters[4]))
      #expect(MatrixText.text(gathered) == "A0 @ A1 @ A2 @ A3")
    }
  }
}

extension SplitMix {
  /// A quantity at one or two of the letters, or a delta of two that run over as many places.
  fileprivate mutating func entry(_ letters: [Index], name: String) -> Term {
    let (a, b) = (letters.randomElement(using: &self), letters.randomElement(using: &self))
    guard let a, let b, a != b else {
      return .entry(Symbol(name, shape: TermShape(rows: nil, columns: letters[0].extent)), row: nil, column: letters[0])
    }
    switch Int.random(in: 0..<5, using: &self) {
    case 0: return .entry(Symbol(name, shape: TermShape(rows: a.extent, columns: nil)), row: a, column: nil)
    case 1 where a.extent == b.extent: return .kronecker(a, b)
    default: return .entry(Symbol(name, shape: TermShape(rows: a.extent, columns: b.extent)), row: a, column: b)
    }
  }
}
