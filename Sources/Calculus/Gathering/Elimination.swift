/// A product of matrices with letters, from which the summed letters are removed one after the other.
///
/// A letter that one matrix has is folded along its axis, one that two matrices have becomes a matrix product. Matrices
/// with the same letters are multiplied entry by entry first.
struct Elimination {
  private let factors: [Factor]
  /// The letters that are still summed over.
  private let letters: [Index]
  private let length: Int
  /// How many products are kept after each letter, the shortest ones.
  private static let searchWidth = 24

  init(_ factors: [Factor], over letters: [Index]) {
    (self.factors, self.letters) = (factors, letters)
    length = factors.reduce(0) { $0 + $1.term.length }
  }

  /// The shortest result over the orders in which the letters can be removed; `nil` if none works.
  var result: Factor? {
    var products = [self]
    for _ in letters {
      var shortest: [[Index]: Elimination] = [:]
      for next in products.flatMap(\.successors) where next.length < shortest[next.letters]?.length ?? .max {
        shortest[next.letters] = next
      }
      products = Self.kept(shortest)
    }
    return products.lazy.compactMap(\.combined).first
  }

  /// The products with one letter less.
  private var successors: [Elimination] {
    letters.enumerated().flatMap { place, letter in
      let rest = Array(letters[..<place] + letters[(place + 1)...])
      return removing(letter).map { Elimination($0, over: rest) }
    }
  }

  private static func kept(_ products: [[Index]: Elimination]) -> [Elimination] {
    let ordered = products.values.sorted {
      ($0.length, $0.letters.compactMap(\.letter).joined(separator: " ")) < (
        $1.length, $1.letters.compactMap(\.letter).joined(separator: " ")
      )
    }
    return Array(ordered.prefix(searchWidth))
  }

  /// The products that Σ over the letter can become: none, one, or two if a vector can scale either of two matrices.
  private func removing(_ letter: Index) -> [[Factor]] {
    let rest = factors.filter { !$0.has(letter) }
    let holders = factors.filter { $0.has(letter) }
    guard !holders.isEmpty else { return letter.extent.map { [rest + [Factor(term: .size($0))]] } ?? [] }
    let vectors = holders.filter { $0.letters.count == 1 }
    var others: [Index] = []
    for other in holders.compactMap({ $0.other(than: letter) }) where !others.contains(other) { others.append(other) }
    let matrices = others.map { other in holders.filter { $0.has(other) } }
    return Self.sums(of: matrices, scaledBy: vectors, over: letter).map { rest + [$0] }
  }

  /// Σ_k of matrices, grouped by their other letter, and of vectors with the letter k alone.
  private static func sums(of matrices: [[Factor]], scaledBy vectors: [Factor], over letter: Index) -> [Factor] {
    switch matrices.count {
    case 0: return [Factor.entrywise(vectors).folded(.sum, over: letter)]
    case 1:
      let multipliers = vectors.filter { !$0.divides }
      let isMatrixProduct = !multipliers.isEmpty && matrices[0].contains { !$0.divides }
      guard isMatrixProduct else { return [Factor.entrywise(matrices[0] + vectors).folded(.sum, over: letter)] }
      let matrix = Factor.entrywise(matrices[0] + vectors.filter(\.divides))
      return [product(matrix, .entrywise(multipliers), over: letter)]
    case 2:
      let (first, second) = (matrices[0], matrices[1])
      let scaledFirst = product(.entrywise(first + vectors), .entrywise(second), over: letter)
      if vectors.isEmpty { return [scaledFirst] }
      return [scaledFirst, product(.entrywise(first), .entrywise(second + vectors), over: letter)]
    default: return []
    }
  }

  private static func product(_ a: Factor, _ b: Factor, over letter: Index) -> Factor {
    a.position <= b.position ? .product(a, b, over: letter) : .product(b, a, over: letter)
  }

  /// The product of what is left, with numbers in front; `nil` if more than two letters are left.
  private var combined: Factor? {
    var letters: [Index] = []
    for letter in factors.flatMap(\.letters) where !letters.contains(letter) { letters.append(letter) }
    guard letters.count <= 2 else { return nil }
    let numbers = factors.filter { $0.letters.isEmpty }
    let matrices = factors.filter { !$0.letters.isEmpty }
    let front = numbers.enumerated().map { place, number in
      var copy = number
      copy.position = place - numbers.count
      return copy
    }
    return Factor.entrywise(front + (outerProduct(of: matrices, letters) ?? matrices))
  }

  /// u_i v_j as column @ row, if no matrix has both letters.
  private func outerProduct(of matrices: [Factor], _ letters: [Index]) -> [Factor]? {
    let multipliers = matrices.filter { !$0.divides }
    guard letters.count == 2, multipliers.allSatisfy({ $0.letters.count == 1 }) else { return nil }
    let first = multipliers.filter { $0.has(letters[0]) }
    let second = multipliers.filter { $0.has(letters[1]) }
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let (u, v) = (Factor.entrywise(first), Factor.entrywise(second))
    func outer(_ a: Factor, _ b: Factor) -> Factor {
      let (row, column) = (a.letters.first, b.letters.first)
      let term = Term.matrixProduct(a.oriented(row: row, column: nil), b.oriented(row: nil, column: column))
      return Factor(term: term, row: row, column: column, position: min(a.position, b.position))
    }
    let (straight, swapped) = (outer(u, v), outer(v, u))
    let shorter = swapped.term.length < straight.term.length ? swapped : straight
    return [shorter] + matrices.filter(\.divides)
  }
}
