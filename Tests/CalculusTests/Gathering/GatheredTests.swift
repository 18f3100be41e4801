import Testing

@testable import Calculus

/// The contractions of backpropagation, from index form to the formulas that an engineer would write.
@Suite struct GatheredTests {
  private static let batch = Extent(4, symbol: "B")
  private static let (m, n, p) = (Extent(3), Extent(2), Extent(3))

  private static func matrix(_ name: String, _ rows: Extent?, _ columns: Extent?, layer: Int? = nil) -> Symbol {
    Symbol(name, layer: layer, shape: TermShape(rows: rows, columns: columns))
  }

  private let s = Index.letter("s", batch)
  private let t = Index.letter("t", batch)
  private let i = Index.letter("i", m)
  private let q = Index.letter("q", m)
  private let j = Index.letter("j", n)
  private let k = Index.letter("k", p)
  private let delta = matrix("delta", batch, m, layer: 1)
  private let next = matrix("delta", batch, p, layer: 2)
  private let a = matrix("a", batch, n, layer: 0)
  private let z = matrix("z", batch, m, layer: 1)
  private let w = matrix("W", p, m, layer: 2)
  private let b = matrix("b", nil, m, layer: 1)
  private let mu = matrix("mu", nil, m)

  private func expect(
    _ term: Term, _ row: Index?, _ column: Index?, is text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let gathered = try #require(term.gathered(row: row, column: column), sourceLocation: sourceLocation)
    #expect(MatrixText.text(gathered) == text, sourceLocation: sourceLocation)
    var random = SplitMix(seed: 5)
    let state = random.state(term.symbols)
    let value = state.matrix(gathered)
    #expect(value.isClose(state.matrix(term, row: row, column: column)), sourceLocation: sourceLocation)
  }

  @Test("the gradients of a layer")
  func gradientsOfALayer() throws {
    let sum = Term.over(s, .sum, .entry(delta, row: s, column: i) * .entry(a, row: s, column: j))
    try expect(sum, i, j, is: "delta[1].T @ a[0]")
    try expect(.over(s, .sum, .entry(delta, row: s, column: i)), nil, i, is: "sum(delta[1], axis 0)")
    let back = Term.over(k, .sum, .entry(next, row: s, column: k) * .entry(w, row: k, column: i))
    let slope = Term.apply(.init("relu", orders: [1]), [.entry(z, row: s, column: i)])
    try expect(back * slope, s, i, is: "(delta[2] @ W[2]) * relu'(z[1])")
    let inside = Term.over(
      k, .sum, .product([.entry(next, row: s, column: k), .entry(w, row: k, column: i), slope]))
    try expect(inside, s, i, is: "(delta[2] @ W[2]) * relu'(z[1])")
  }

  @Test("the pre-activation of a layer")
  func preactivation() throws {
    let weights = Self.matrix("W", Self.m, Self.n, layer: 1)
    let sum = Term.over(j, .sum, .entry(a, row: s, column: j) * .entry(weights, row: i, column: j))
    try expect(sum + .entry(b, row: nil, column: i), s, i, is: "a[0] @ W[1].T + b[1]")
    try expect(sum, i, s, is: "W[1] @ a[0].T")
  }

  @Test("means have the number of samples as divisor, numbers are in front")
  func scalars() throws {
    let square = Term.power(.entry(delta, row: s, column: i), 2)
    try expect(.over(s, .sum, .over(i, .sum, square)) / .size(Self.batch), nil, nil, is: "sum(delta[1]^2) / B")
    let product = Term.entry(delta, row: s, column: i) * .entry(a, row: s, column: j)
    try expect(
      .over(s, .sum, product * 2) / .size(Self.batch), i, j, is: "2 * (delta[1].T @ a[0]) / B")
    try expect(-.over(s, .sum, product), i, j, is: "-delta[1].T @ a[0]")
    try expect(.over(s, .sum, .entry(b, row: nil, column: i)), nil, i, is: "B * b[1]")
  }

  @Test("a gradient five layers back, from one sum over all paths")
  func deepNetwork() throws {
    let extents = [Self.m, Self.n, Self.p, Self.m, Self.n, Self.p]
    let units = extents.enumerated().map { Index.letter("u\($0.offset)", $0.element) }
    var factors = [Term.entry(Self.matrix("e", Self.batch, extents[0]), row: s, column: units[0])]
    for layer in 1...5 {
      let weights = Self.matrix("W", extents[layer - 1], extents[layer], layer: 6 - layer)
      let values = Self.matrix("z", Self.batch, extents[layer], layer: 5 - layer)
      factors.append(.entry(weights, row: units[layer - 1], column: units[layer]))
      factors.append(.apply(.init("tanh", orders: [1]), [.entry(values, row: s, column: units[layer])]))
    }
    factors.append(.entry(a, row: s, column: j))
    let sum = ([s] + units.dropLast()).reduce(Term.product(factors)) { .over($1, .sum, $0) }
    let last = (1...5).reversed().reduce("e") { "((\($0) @ W[\($1)]) * tanh'(z[\($1 - 1)]))" }
    try expect(sum, units[5], j, is: "\(last).T @ a[0]")
  }

  @Test("a vector, a matrix and an outer product")
  func outerProducts() throws {
    let e = Self.matrix("e", nil, Self.m)
    let v = Self.matrix("v", nil, Self.p)
    let matrix = Self.matrix("A", Self.m, Self.n)
    let row = Term.over(q, .sum, .entry(e, row: nil, column: q) * .entry(matrix, row: q, column: j))
    try expect(row, nil, j, is: "e @ A")
    try expect(row, j, nil, is: "A.T @ e.T")
    try expect(row * .entry(v, row: nil, column: k), k, j, is: "v.T @ (e @ A)")
    try expect(.entry(e, row: nil, column: i) * .entry(v, row: nil, column: k), i, k, is: "e.T @ v")
  }

  @Test("the sums of batch normalisation")
  func batchNormalization() throws {
    let d = Term.entry(delta, row: t, column: i)
    let centred = Term.entry(z, row: t, column: i) - .entry(mu, row: nil, column: i)
    try expect(
      .over(t, .sum, d * centred) / .size(Self.batch), nil, i, is: "sum(delta[1] * (z[1] - mu), axis 0) / B")
    let sigma = Term.entry(Self.matrix("sigma", nil, Self.m), row: nil, column: i)
    let own = Term.entry(delta, row: s, column: i)
    let normalized = Term.entry(Self.matrix("h", Self.batch, Self.m), row: s, column: i)
    let mean = Term.over(t, .sum, d) / .size(Self.batch)
    let projection = Term.over(t, .sum, d * normalized.replacing("s", by: t)) / .size(Self.batch)
    try expect(
      .sum([own, -mean, -(normalized * projection)]) / sigma, s, i,
      is: "(delta[1] - sum(delta[1], axis 0) / B - h * sum(delta[1] * h, axis 0) / B) / sigma")
  }

  @Test("a triangle of matrices is a matrix product and an entrywise one")
  func triangle() throws {
    let (first, second) = (Self.matrix("A", Self.m, Self.n), Self.matrix("B", Self.n, Self.p))
    let third = Self.matrix("C", Self.m, Self.p)
    let product = Term.product([
      .entry(first, row: i, column: j), .entry(second, row: j, column: k), .entry(third, row: i, column: k),
    ])
    let sum = Term.over(j, .sum, .over(k, .sum, product))
    try expect(sum, i, nil, is: "sum((A @ B) * C, axis 1)")
    try expect(.over(i, .sum, sum), nil, nil, is: "sum((A @ B) * C)")
  }

  @Test("weights of the samples scale one of two matrices")
  func weightedSamples() throws {
    let weight = Term.entry(Self.matrix("v", Self.batch, nil), row: s, column: nil)
    let product = Term.product([weight, .entry(delta, row: s, column: i), .entry(a, row: s, column: j)])
    try expect(.over(s, .sum, product), i, j, is: "(v * delta[1]).T @ a[0]")
  }

  @Test("softmax: each row divided by its sum")
  func softmax() throws {
    let exponential = Term.call("exp", .entry(z, row: s, column: i))
    let sum = Term.over(q, .sum, exponential.replacing("i", by: q))
    try expect(exponential / sum, s, i, is: "exp(z[1]) / sum(exp(z[1]), axis 1)")
  }

  @Test("the Jacobian of softmax needs no matrix of its own")
  func softmaxJacobian() throws {
    let values = Self.matrix("a", Self.batch, Self.m, layer: 1)
    let (own, other) = (Term.entry(values, row: s, column: i), Term.entry(values, row: s, column: q))
    let jacobian = own * (.kronecker(i, q) - other)
    try expect(
      .over(q, .sum, .entry(delta, row: s, column: q) * jacobian), s, i,
      is: "delta[1] * a[1] - sum(delta[1] * a[1], axis 1) * a[1]")
  }

  @Test("the largest and the smallest over an axis")
  func extremes() throws {
    let value = Term.entry(z, row: s, column: i)
    try expect(value - .over(q, .max, value.replacing("i", by: q)), s, i, is: "z[1] - max(z[1], axis 1)")
    try expect(.over(s, .min, value), i, nil, is: "min(z[1], axis 0).T")
    try expect(.over(s, .max, .over(i, .max, value)), nil, nil, is: "max(z[1])")
  }

  @Test("fixed places: an entry is a number, a row of a matrix has no matrix form")
  func places() throws {
    let entry = Term.entry(z, row: .at(1), column: .at(2))
    try expect(entry * .entry(b, row: nil, column: i), nil, i, is: "z[1][1, 2] * b[1]")
    #expect(Term.entry(z, row: .at(1), column: i).gathered(row: nil, column: i) == nil)
  }

  @Test("a delta that is left is the identity, and a diagonal is a product with it")
  func identity() throws {
    let square = Self.matrix("A", Self.m, Self.m)
    try expect(.kronecker(i, q) * .entry(b, row: nil, column: i), i, q, is: "identity(3) * b[1].T")
    try expect(.over(i, .sum, .entry(square, row: i, column: i)), nil, nil, is: "sum(A * identity(3))")
  }

  @Test("a term that does not depend on an axis is spread along it")
  func spreading() throws {
    try expect(.one, s, i, is: "ones")
    try expect(.entry(b, row: nil, column: i), s, i, is: "ones * b[1]")
  }

  @Test("a sum of products with three letters is gathered term by term")
  func distribution() throws {
    let difference =
      Term.entry(next, row: s, column: k) - .entry(next, row: s, column: k) * .entry(a, row: s, column: j)
    try expect(
      .over(s, .sum, .entry(delta, row: s, column: i) * .over(k, .sum, difference * .entry(w, row: k, column: i))),
      i, j, is: "sum(delta[1] * (delta[2] @ W[2]), axis 0).T - (delta[1] * (delta[2] @ W[2])).T @ a[0]")
  }

  @Test("three matrices that share one letter have no matrix form")
  func noMatrixForm() {
    let product = Term.product([
      .entry(delta, row: s, column: i), .entry(a, row: s, column: j), .entry(next, row: s, column: k),
    ])
    #expect(Term.over(s, .sum, product).gathered(row: i, column: j) == nil)
    let all = Term.over(k, .sum, .over(s, .sum, .call("exp", product)))
    #expect(all.gathered(row: i, column: j) == nil)
  }
}
