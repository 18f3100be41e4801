import Engine
import Language

/// What puts entries of its arguments, or constants, into other places.
public enum Placement: Sendable {
  case transpose, diagonal, hcat, vcat, reshape, flatten
  case zeros, ones, unit, arange, linspace
  /// The numbers of rows and columns.
  case size

  /// Whether the shape of the result follows from numbers among the arguments.
  var takesNumbers: Bool {
    switch self {
    case .reshape, .zeros, .ones, .unit, .arange, .linspace: true
    case .transpose, .diagonal, .hcat, .vcat, .flatten, .size: false
    }
  }
}

/// A matrix each of whose entries is an entry of an argument, or a constant.
///
/// The one description gives shape, value and error.
package struct Arrangement {
  package enum Source {
    case entry(of: Int, row: Int, column: Int)
    case constant(Double)
  }

  package let shape: Shape
  let source: (_ row: Int, _ column: Int) -> Source

  package func matrix<N: Field>(of arguments: [Matrix<N>]) -> Matrix<N> {
    var elements: [N] = []
    elements.reserveCapacity(shape.count)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        switch source(row, column) {
        case .entry(let argument, let i, let j): elements.append(arguments[argument][i, j])
        case .constant(let number): elements.append(N(number))
        }
      }
    }
    return Matrix(rows: shape.rows, columns: shape.columns, elements: elements)
  }
}

extension Placement {
  package func arrangement(of arguments: KnownArguments) throws(Diagnostic) -> Arrangement {
    switch self {
    case .transpose:
      let shape = arguments.shape(0)
      return Arrangement(shape: Shape(rows: shape.columns, columns: shape.rows)) { .entry(of: 0, row: $1, column: $0) }
    case .diagonal: return try Self.diagonal(arguments)
    case .hcat, .vcat: return try joined(arguments)
    case .flatten:
      let shape = arguments.shape(0)
      return Self.rowByRow(of: shape, as: Shape(rows: 1, columns: shape.count))
    case .reshape: return try Self.reshaped(arguments)
    case .zeros: return try Self.filled(arguments, with: 0)
    case .ones: return try Self.filled(arguments, with: 1)
    case .unit:
      let size = try arguments.size(0)
      let shape = try arguments.limited(Shape(rows: size, columns: size))
      return Arrangement(shape: shape) { .constant($0 == $1 ? 1 : 0) }
    case .arange: return try Self.arange(arguments)
    case .linspace: return try Self.linspace(arguments)
    case .size:
      let shape = arguments.shape(0)
      return Arrangement(shape: Shape(rows: 1, columns: 2)) { .constant(Double($1 == 0 ? shape.rows : shape.columns)) }
    }
  }

  /// A row becomes a diagonal, a matrix gives its own.
  private static func diagonal(_ arguments: KnownArguments) throws(Diagnostic) -> Arrangement {
    let shape = arguments.shape(0)
    if shape.rows == 1 {
      let result = try arguments.limited(Shape(rows: shape.columns, columns: shape.columns))
      return Arrangement(shape: result) { $0 == $1 ? .entry(of: 0, row: 0, column: $1) : .constant(0) }
    }
    return Arrangement(shape: Shape(rows: 1, columns: min(shape.rows, shape.columns))) {
      .entry(of: 0, row: $1, column: $1)
    }
  }

  /// Matrices side by side, or below each other.
  private func joined(_ arguments: KnownArguments) throws(Diagnostic) -> Arrangement {
    let isSideBySide = if case .hcat = self { true } else { false }
    let shapes = arguments.shapes.indices.map { arguments.shape($0) }
    let (call, first) = (arguments.call, shapes[0])
    for (k, shape) in shapes.enumerated() where isSideBySide ? shape.rows != first.rows : shape.columns != first.columns
    {
      let (fixed, a, b) =
        isSideBySide ? ("rows", first.rows, shape.rows) : ("columns", first.columns, shape.columns)
      let others = isSideBySide ? shape.columns == first.columns : shape.rows == first.rows
      throw Diagnostic(
        "\(call.name) needs as many \(fixed) in each: \(call.arguments[0].code) (\(first)) has \(a), "
          + "\(call.arguments[k].code) (\(shape)) has \(b)", at: call.arguments[k].span,
        hint: others
          ? "\(isSideBySide ? "vcat" : "hcat") puts them \(isSideBySide ? "below each other" : "side by side")" : nil)
    }
    // Which argument, and which place in it, each place of the joined axis is.
    let places = shapes.enumerated().flatMap { k, shape in
      (0..<(isSideBySide ? shape.columns : shape.rows)).map { (argument: k, place: $0) }
    }
    let shape = try arguments.limited(
      isSideBySide
        ? Shape(rows: first.rows, columns: places.count) : Shape(rows: places.count, columns: first.columns))
    return Arrangement(shape: shape) { row, column in
      let (argument, place) = places[isSideBySide ? column : row]
      return .entry(of: argument, row: isSideBySide ? row : place, column: isSideBySide ? place : column)
    }
  }

  private static func rowByRow(of old: Shape, as new: Shape) -> Arrangement {
    Arrangement(shape: new) { row, column in
      let place = row * new.columns + column
      return .entry(of: 0, row: place / old.columns, column: place % old.columns)
    }
  }

  /// reshape(x, rows, columns), reshape(x, columns) for a row; −1 is what is left.
  private static func reshaped(_ arguments: KnownArguments) throws(Diagnostic) -> Arrangement {
    let old = arguments.shape(0)
    var sizes: [Int?] = arguments.shapes.count == 2 ? [1] : []
    for k in 1..<arguments.shapes.count { sizes.append(try arguments.number(k) == -1 ? nil : arguments.size(k)) }
    let known = sizes.compactMap { $0 }.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    let open = sizes.count { $0 == nil }
    let isWhole = open == 1 && known > 0 && old.count.isMultiple(of: known)
    guard open == 0 && known == old.count || isWhole else {
      let typed = arguments.call.arguments.dropFirst().map(\.code).joined(separator: "×")
      throw Diagnostic(
        "\(arguments.call.arguments[0].code) (\(old)) has \(old.count) entries, which do not make \(typed)",
        at: arguments.call.span)
    }
    let rest = isWhole ? old.count / known : 1
    return rowByRow(of: old, as: Shape(rows: sizes[0] ?? rest, columns: sizes[1] ?? rest))
  }

  private static func filled(_ arguments: KnownArguments, with number: Double) throws(Diagnostic) -> Arrangement {
    Arrangement(shape: try shape(arguments)) { _, _ in .constant(number) }
  }

  /// The shape of `zeros(2, 3)`, and of `zeros(3)`, a row.
  static func shape(_ arguments: KnownArguments) throws(Diagnostic) -> Shape {
    let columns = try arguments.size(arguments.shapes.count - 1)
    return try arguments.limited(Shape(rows: arguments.shapes.count > 1 ? arguments.size(0) : 1, columns: columns))
  }

  /// arange(end), arange(start, end), arange(start, end, step), without the end.
  private static func arange(_ arguments: KnownArguments) throws(Diagnostic) -> Arrangement {
    let start = arguments.shapes.count > 1 ? try arguments.number(0) : 0
    let end = try arguments.number(arguments.shapes.count > 1 ? 1 : 0)
    let step = arguments.shapes.count > 2 ? try arguments.number(2) : 1
    let count = ((end - start) / step).rounded(.up)
    guard count >= 1 else {
      throw Diagnostic(
        "from \(start.formatted) to \(end.formatted) in steps of \(step.formatted) there is nothing",
        at: arguments.call.span)
    }
    guard count < 1e12 else { throw Diagnostic("this range does not end", at: arguments.call.span) }
    let shape = try arguments.limited(Shape(rows: 1, columns: Int(count)))
    return Arrangement(shape: shape) { .constant(start + Double($1) * step) }
  }

  /// linspace(start, end, count), both ends included.
  private static func linspace(_ arguments: KnownArguments) throws(Diagnostic) -> Arrangement {
    let (start, end) = (try arguments.number(0), try arguments.number(1))
    let count = try arguments.size(2)
    let step = (end - start) / Double(max(count - 1, 1))
    let shape = try arguments.limited(Shape(rows: 1, columns: count))
    return Arrangement(shape: shape) {
      .constant($1 > 0 && $1 == count - 1 ? end : start + Double($1) * step)
    }
  }
}
