import Engine
import Language

/// The line to type where shapes do not fit.
extension Evaluator {
  func productHint(_ a: Shape, _ b: Shape, _ left: Expression, _ right: Expression) -> String {
    if let hint = neighbourHint(left, right) ?? columnHint(a, b, left, right) { return hint }
    let (l, r) = (operandText(left), operandText(right))
    if a.columns == b.columns { return "\(l) @ \(transposedText(right)) would fit: \(a.rows)×\(b.rows)" }
    if a.rows == b.rows { return "\(transposedText(left)) @ \(r) would fit: \(a.columns)×\(b.columns)" }
    if b.columns == a.rows { return "\(r) @ \(l) would fit: \(b.rows)×\(a.columns)" }
    return "the columns of the left factor must be as many as the rows of the right"
  }

  /// An error signal multiplied by the weights of another layer.
  private func neighbourHint(_ left: Expression, _ right: Expression) -> String? {
    var bare = right
    if case .transpose(let operand, _) = right { bare = operand }
    if let l = Self.layer(of: left, named: "delta"), let k = Self.layer(of: bare, named: "W"), l != k {
      return "W[\(k)] is the weights of the neighbouring layer: from delta[\(l)] back goes W[\(l)]"
    }
    var first = left
    if case .transpose(let operand, _) = left { first = operand }
    guard let k = Self.layer(of: first, named: "W"), let l = Self.layer(of: right, named: "delta"), l != k else {
      return nil
    }
    return "samples are rows here, and from delta[\(l)] back goes W[\(l)]: delta[\(l)] @ W[\(l)]"
  }

  /// A product as it is where samples are columns: `W[2].T @ delta[2]`, `W[1] @ X`, `delta[2] @ a[1].T`.
  private func columnHint(_ a: Shape, _ b: Shape, _ left: Expression, _ right: Expression) -> String? {
    let samples = session.samples
    guard samples > 0 else { return nil }
    let product: String?
    if isOfWeights(left), isOfSamples(right), b.rows == samples {
      product =
        a.rows == b.columns && a.columns != b.columns
        ? "\(operandText(right)) @ \(operandText(left))"
        : a.columns == b.columns ? "\(operandText(right)) @ \(transposedText(left))" : nil
    } else if isOfSamples(left), case .transpose(let inner, _) = right, isOfSamples(inner), a.rows == b.columns {
      product = "\(transposedText(left)) @ \(operandText(inner))"
    } else {
      product = nil
    }
    return product.map { "samples are rows here: \($0)" }
  }

  /// Whether it is the weights of a layer, or their transpose.
  private func isOfWeights(_ expression: Expression) -> Bool {
    if case .transpose(let inner, _) = expression { return isOfWeights(inner) }
    return Self.layer(of: expression, named: "W") != nil
  }

  /// Whether it has a row for each sample: a quantity of the pass, not transposed, or a formula of one.
  private func isOfSamples(_ expression: Expression) -> Bool {
    switch expression {
    case .transpose: false
    case .name(let name, _): name == "X" || name == "Y"
    case .index(.name(let name, _), _, _): ["z", "a", "delta", "da", "zhat", "zbn", "mask"].contains(name)
    case .number, .index, .matrix: false
    case .negation, .binary, .call: expression.parts.contains(where: isOfSamples)
    }
  }

  /// The layer of `name[layer]`, if it is written as a number.
  static func layer(of expression: Expression, named name: String) -> Int? {
    guard case .index(.name(name, _), let subscripts, _) = expression, subscripts.count == 1,
      case .at(.number(let layer, _)) = subscripts[0]
    else { return nil }
    return Int(exactly: layer)
  }

  /// The transpose of an expression as it would be typed.
  func transposedText(_ expression: Expression) -> String {
    if case .transpose(let operand, _) = expression { return operandText(operand) }
    return operandText(expression) + ".T"
  }

  func operandText(_ expression: Expression) -> String {
    switch expression {
    case .binary, .negation: "(\(text(expression)))"
    case .number, .name, .call, .index, .transpose, .matrix: text(expression)
    }
  }

  func mismatch(
    _ sign: Expression.Operator, _ left: Expression, _ a: Shape, _ right: Expression, _ b: Shape
  ) -> Diagnostic {
    let verb =
      switch sign {
      case .add: "add \(text(left)) (\(a)) and \(text(right)) (\(b))"
      case .subtract: "subtract \(text(right)) (\(b)) from \(text(left)) (\(a))"
      case .multiply: "multiply \(text(left)) (\(a)) and \(text(right)) (\(b)) entry by entry"
      case .divide: "divide \(text(left)) (\(a)) by \(text(right)) (\(b)) entry by entry"
      case .power, .matrixProduct, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        "compare \(text(left)) (\(a)) with \(text(right)) (\(b)) entry by entry"
      }
    let reason = a.columns == b.columns ? "\(a.rows) ≠ \(b.rows) rows" : "\(a.columns) ≠ \(b.columns) columns"
    return Diagnostic(
      "cannot \(verb): \(reason)", at: left.span.joined(right.span), hint: mismatchHint(sign, left, a, right, b))
  }

  private func mismatchHint(
    _ sign: Expression.Operator, _ left: Expression, _ a: Shape, _ right: Expression, _ b: Shape
  ) -> String? {
    if sign == .multiply, let product = matrixProductHint(left, a, right, b) { return product }
    if a == Shape(rows: b.columns, columns: b.rows) {
      return "one of them is transposed: \(transposedText(right)) is \(a)"
    }
    if sign == .multiply, a.columns == b.rows { return "@ is the matrix product: it would be \(a.rows)×\(b.columns)" }
    if sign == .multiply, a.rows == 1 && b.columns == 1 || a.columns == 1 && b.rows == 1 {
      return "outer(\(text(left)), \(text(right))) has every product"
    }
    if a.columns == 1 || b.columns == 1 {
      return "a row spreads over rows of its length, a column over columns of its length"
    }
    return columnBiasHint(sign, left, a, right, b)
  }

  /// `X @ W[1].T` for `X * W[1]`, as * is the matrix product elsewhere; `delta[2].T @ a[1]` for `delta[2] * a[1]`.
  private func matrixProductHint(_ left: Expression, _ a: Shape, _ right: Expression, _ b: Shape) -> String? {
    let (weights, samples) = isOfWeights(left) ? (left, right) : (right, left)
    let (w, s) = isOfWeights(left) ? (a, b) : (b, a)
    if isOfWeights(weights), isOfSamples(samples) {
      if s.columns == w.rows { return "@ is the matrix product: \(operandText(samples)) @ \(operandText(weights))" }
      if s.columns == w.columns {
        return "@ is the matrix product: \(operandText(samples)) @ \(transposedText(weights))"
      }
    }
    if isOfWeights(weights), case .transpose(let bare, _) = samples, isOfSamples(bare), s.rows == w.columns {
      return "@ is the matrix product, and samples are rows: \(operandText(bare)) @ \(transposedText(weights))"
    }
    guard isOfSamples(left), isOfSamples(right), a.rows == b.rows else { return nil }
    return "@ is the matrix product, and adds up over the samples: \(transposedText(left)) @ \(operandText(right))"
  }

  /// `X @ W[1].T + b[1]` for `W[1] @ X.T + b[1]`, where samples are columns, and for `X * W[1] + b[1]`.
  private func columnBiasHint(
    _ sign: Expression.Operator, _ left: Expression, _ a: Shape, _ right: Expression, _ b: Shape
  ) -> String? {
    guard sign == .add, b.rows == 1, case .binary(let inner, let first, let second) = left else { return nil }
    if inner == .matrixProduct, isOfWeights(first), case .transpose(let samples, _) = second, isOfSamples(samples),
      b.columns == a.rows
    {
      return "samples are rows here: \(operandText(samples)) @ \(transposedText(first)) + \(operandText(right))"
    }
    let (weights, samples) = isOfWeights(first) ? (first, second) : (second, first)
    guard inner == .multiply, let l = Self.layer(of: weights, named: "W"), isOfSamples(samples),
      session.network?.sizes[l] == b.columns
    else { return nil }
    return "@ is the matrix product: \(operandText(samples)) @ \(transposedText(weights)) + \(operandText(right))"
  }
}
