import Calculus
import Engine
import Interruption
import RealModule

/// What makes one number of many.
public enum Statistic: String, CaseIterable, Sendable {
  case sum, mean, prod, max, min, argmax, argmin, norm, `var`, std, median, any, all

  var summary: String {
    switch self {
    case .sum: "sum of all entries, or along axis 0 or 1"
    case .mean: "mean of all entries, or along axis 0 or 1"
    case .prod: "product of all entries, or along axis 0 or 1"
    case .max: "largest entry"
    case .min: "smallest entry"
    case .argmax: "index of the largest entry; in each row with axis 1"
    case .argmin: "index of the smallest entry; in each row with axis 1"
    case .norm: "Euclidean norm"
    case .var: "variance: the mean of (x − mean)², divided by n"
    case .std: "standard deviation: the root of var"
    case .median: "the entry in the middle, or the mean of the two"
    case .any: "1 if any entry is not 0"
    case .all: "1 if no entry is 0"
    }
  }

  /// The number that some entries give. A NaN among them stays.
  /// - Precondition: there is an entry.
  package func value<N: Evaluable>(of entries: [N]) -> N {
    switch self {
    case .sum: entries.reduce(.zero, +)
    case .mean: Self.mean(entries)
    case .prod: entries.reduce(1, *)
    case .max: entries[Self.place(of: entries, isBefore: >)]
    case .min: entries[Self.place(of: entries, isBefore: <)]
    case .argmax: N(Double(Self.place(of: entries, isBefore: >)))
    case .argmin: N(Double(Self.place(of: entries, isBefore: <)))
    case .norm: .sqrt(entries.reduce(.zero) { $0 + $1 * $1 })
    case .var: Self.variance(entries)
    case .std: .sqrt(Self.variance(entries))
    case .median: Self.median(entries)
    case .any: N(entries.contains { $0.branchValue != 0 } ? 1 : 0)
    case .all: N(entries.allSatisfy { $0.branchValue != 0 } ? 1 : 0)
    }
  }

  /// The reduction of all entries, of each column (axis 0) or of each row (axis 1).
  package static func reduced<N: Field>(
    _ matrix: Matrix<N>, axis: Int?, _ value: ([N]) -> N
  ) -> Matrix<N> {
    switch axis {
    case 0: Matrix(rows: 1, columns: matrix.columns, elements: matrix.transposed.rowArrays.map(value))
    case 1: Matrix(rows: matrix.rows, columns: 1, elements: matrix.rowArrays.map(value))
    default: Matrix(scalar: value(matrix.elements))
    }
  }

  private static func mean<N: Evaluable>(_ entries: [N]) -> N { entries.reduce(.zero, +) / N(Double(entries.count)) }

  /// Σ (x − mean)² / n: the differences first, since Σ x² / n − mean² cancels.
  private static func variance<N: Evaluable>(_ entries: [N]) -> N {
    let mean = mean(entries)
    return Self.mean(entries.map { ($0 - mean) * ($0 - mean) })
  }

  private static func median<N: Evaluable>(_ entries: [N]) -> N {
    if let undefined = entries.first(where: { $0.branchValue.isNaN }) { return undefined }
    let sorted = AxisFunction.sort.values(of: entries)
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The first place whose entry is before all others, or is not a number.
  private static func place<N: Evaluable>(of entries: [N], isBefore: (Double, Double) -> Bool) -> Int {
    var best = 0
    for place in entries.indices {
      let (value, other) = (entries[place].branchValue, entries[best].branchValue)
      if value.isNaN { return place }
      if isBefore(value, other) { best = place }
    }
    return best
  }
}

/// What makes as many numbers of a row or a column.
public enum AxisFunction: String, CaseIterable, Sendable {
  case cumsum, sort, argsort

  var summary: String {
    switch self {
    case .cumsum: "sums of the first entries; of a matrix row after row, or along an axis"
    case .sort: "the entries from the smallest to the largest, in each row or along an axis"
    case .argsort: "the places of the entries in the order of sort"
    }
  }

  /// A NaN is sorted to the end, and equal entries stay in their order.
  package func values<N: Evaluable>(of entries: [N]) -> [N] {
    switch self {
    case .cumsum:
      var sum = N.zero
      return entries.map { entry in
        sum += entry
        return sum
      }
    case .sort: return Self.order(of: entries).map { entries[$0] }
    case .argsort: return Self.order(of: entries).map { N(Double($0)) }
    }
  }

  private static func order<N: Evaluable>(of entries: [N]) -> [Int] {
    let keys = entries.map(\.branchValue)
    var comparisons = 0
    let order = try? keys.indices.sorted { a, b throws(Stopped) in
      comparisons += 1
      if comparisons % WorkBlocks.entries == 0, Work.current.isStopped { throw Stopped() }
      if keys[a].isNaN || keys[b].isNaN { return !keys[a].isNaN || keys[b].isNaN && a < b }
      return keys[a] < keys[b] || keys[a] == keys[b] && a < b
    }
    return order ?? Array(keys.indices)
  }

  /// Leaves a sort of stopped work.
  private struct Stopped: Error {}

  /// The shape of the result.
  func shape(of shape: ValueShape, axis: Int?) -> ValueShape {
    guard self == .cumsum, axis == nil, case .matrix(let extent) = shape, extent.columns > 1 else { return shape }
    return .matrix(Shape(rows: 1, columns: extent.count))
  }

  /// Along an axis; without one along a row or a column, and of a matrix as in NumPy: the sums of all entries, the
  /// order within each row.
  package func scanned<N: Field>(_ matrix: Matrix<N>, axis: Int?, _ values: ([N]) -> [N]) -> Matrix<N> {
    let isColumn = matrix.columns == 1
    switch axis {
    case 0: return Self.scannedRows(of: matrix.transposed, values).transposed
    case 1: return Self.scannedRows(of: matrix, values)
    default:
      if isColumn { return scanned(matrix, axis: 0, values) }
      if self != .cumsum { return scanned(matrix, axis: 1, values) }
      return Matrix(rows: 1, columns: matrix.count, elements: values(matrix.elements))
    }
  }

  private static func scannedRows<N: Field>(of matrix: Matrix<N>, _ values: ([N]) -> [N]) -> Matrix<N> {
    Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.rowArrays.flatMap(values))
  }
}
