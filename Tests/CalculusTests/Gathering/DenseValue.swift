import RealModule

@testable import Calculus

/// A matrix of numbers with the plain arithmetic of the shell: axes of one place spread.
struct DenseValue: Equatable {
  var rows: [[Double]]

  init(_ rows: [[Double]]) { self.rows = rows }
  init(_ number: Double) { rows = [[number]] }

  init(_ r: Int, _ c: Int, _ entry: (Int, Int) -> Double) {
    rows = (0..<r).map { i in (0..<c).map { j in entry(i, j) } }
  }

  var height: Int { rows.count }
  var width: Int { rows.first?.count ?? 0 }
  var transposed: DenseValue { DenseValue(width, height) { rows[$1][$0] } }

  subscript(i: Int, j: Int) -> Double { rows[height == 1 ? 0 : i][width == 1 ? 0 : j] }

  static func combined(_ values: [DenseValue], _ operation: ([Double]) -> Double) -> DenseValue {
    DenseValue(values.map(\.height).max() ?? 1, values.map(\.width).max() ?? 1) { i, j in
      operation(values.map { $0[i, j] })
    }
  }

  static func product(_ a: DenseValue, _ b: DenseValue) -> DenseValue {
    precondition(a.width == b.height, "inner extents agree")
    return DenseValue(a.height, b.width) { i, j in (0..<a.width).reduce(0) { $0 + a.rows[i][$1] * b.rows[$1][j] } }
  }

  func folded(axis: Int?, _ fold: ([Double]) -> Double) -> DenseValue {
    switch axis {
    case 0: DenseValue([transposed.rows.map(fold)])
    case 1: DenseValue(rows.map { [fold($0)] })
    default: DenseValue(fold(rows.flatMap { $0 }))
    }
  }

  /// Whether both agree at every entry after spreading, to a relative 1e-11.
  func isClose(_ other: DenseValue) -> Bool {
    height == other.height && width == other.width
      && zip(rows.joined(), other.rows.joined()).allSatisfy { abs($0 - $1) <= 1e-11 * max(1, abs($0), abs($1)) }
  }
}

/// The numbers of the quantities, and the values of terms by plain loops.
struct DenseState {
  var values: [Symbol: DenseValue]

  /// The value of a term in matrix form.
  func matrix(_ term: Term) -> DenseValue {
    switch term {
    case .symbol(let symbol): return values[symbol] ?? DenseValue(.nan)
    case .filled(let value, let rows, let columns):
      return DenseValue(rows?.count ?? 1, columns?.count ?? 1) { _, _ in value }
    case .identity(let extent): return DenseValue(extent.count, extent.count) { $0 == $1 ? 1 : 0 }
    case .transpose(let a): return matrix(a).transposed
    case .matrixProduct(let a, let b): return .product(matrix(a), matrix(b))
    case .reduction(let folding, let axis, let a): return matrix(a).folded(axis: axis) { Self.fold(folding, $0) }
    case .apply(let head, let arguments) where head.name == "softmax":
      let exponentials = DenseValue.combined([matrix(arguments[0])]) { Double.exp($0[0]) }
      let sums = exponentials.folded(axis: 1) { Self.fold(.sum, $0) }
      return .combined([exponentials, sums]) { $0[0] / $0[1] }
    case .number, .size, .entry, .kronecker, .over, .derivative: return DenseValue(entry(term, at: [:]))
    default: return .combined(term.children.map(matrix)) { Self.entrywise(term, $0) }
    }
  }

  /// The value of a term in index form for the places of its free letters.
  func entry(_ term: Term, at places: [String: Int]) -> Double {
    func place(_ index: Index?) -> Int {
      switch index {
      case .letter(let name, _)?: places[name] ?? -1
      case .at(let place)?: place
      case nil: 0
      }
    }
    switch term {
    case .number(let value): return value
    case .size(let extent): return Double(extent.count)
    case .symbol(let symbol): return values[symbol]?.rows[0][0] ?? .nan
    case .entry(let symbol, let row, let column): return values[symbol]?.rows[place(row)][place(column)] ?? .nan
    case .kronecker(let a, let b): return place(a) == place(b) ? 1 : 0
    case .over(let index, let folding, let body):
      let values = (0..<(index.extent?.count ?? 0)).map { place in
        entry(body, at: places.merging([index.letter ?? "": place]) { $1 })
      }
      return Self.fold(folding, values)
    default: return Self.entrywise(term, term.children.map { entry($0, at: places) })
    }
  }

  /// The matrix of the values of a term in index form.
  func matrix(_ term: Term, row: Index?, column: Index?) -> DenseValue {
    DenseValue(row?.extent?.count ?? 1, column?.extent?.count ?? 1) { i, j in
      var places: [String: Int] = [:]
      if let letter = row?.letter { places[letter] = i }
      if let letter = column?.letter { places[letter] = j }
      return entry(term, at: places)
    }
  }

  private static func fold(_ folding: Term.Folding, _ values: [Double]) -> Double {
    switch folding {
    case .sum: values.reduce(0, +)
    case .max: values.max() ?? .nan
    case .min: values.min() ?? .nan
    }
  }

  private static func entrywise(_ term: Term, _ values: [Double]) -> Double {
    switch term {
    case .negation: -values[0]
    case .sum: values.reduce(0, +)
    case .product: values.reduce(1, *)
    case .quotient: values[0] / values[1]
    case .power: Double.pow(values[0], Int(values[1]))
    case .comparison(let sign, _, _): compare(sign, values[0], values[1]) ? 1 : 0
    case .choice: values[0] != 0 ? values[1] : values[2]
    case .apply(let head, _): function(head, values)
    default: .nan
    }
  }

  private static func function(_ head: Term.Head, _ values: [Double]) -> Double {
    switch (head.name, head.order) {
    case ("exp", 0): Double.exp(values[0])
    case ("tanh", 0): Double.tanh(values[0])
    case ("tanh", 1): 1 - Double.tanh(values[0]) * Double.tanh(values[0])
    case ("relu", 1): values[0] > 0 ? 1 : 0
    case ("maximum", 0): max(values[0], values[1])
    default: .nan
    }
  }

  private static func compare(_ sign: Term.Comparison, _ a: Double, _ b: Double) -> Bool {
    switch sign {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
