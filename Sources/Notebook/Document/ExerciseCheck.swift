import Views

/// The verdict on an answer to an exercise.
public enum Judgement: Equatable, Sendable {
  case right
  /// One of the named mistakes, with its message.
  case mistake(String)
  case wrong
}

extension Exercise {
  /// Judges an answer by its value. Named mistakes are considered only if the answer is not right.
  ///
  /// - Parameter evaluate: the value of an expression in the lesson's session.
  /// - Throws: the error of `evaluate` for the answer given or for the exercise's own.
  public func judge(
    _ answer: String, evaluate: (String) throws -> NumericValue
  ) throws -> Judgement {
    let given = try evaluate(answer)
    let right = try evaluate(self.answer)
    if isEqual(given, right) { return .right }
    for mistake in mistakes {
      if let value = try? evaluate(mistake.expression), isEqual(given, value) { return .mistake(mistake.message) }
    }
    return .wrong
  }

  /// Whether two values are equal: no entry differs by more than the tolerance, which without one stated is 10⁻⁹ of the
  /// largest entry. A number equals a 1×1 matrix.
  func isEqual(_ left: NumericValue, _ right: NumericValue) -> Bool {
    let (left, right) = (left.entries, right.entries)
    guard left.rows == right.rows, left.columns == right.columns else { return false }
    let scale = right.data.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let tolerance = self.tolerance ?? max(1e-9 * scale, 1e-15)
    return zip(left.data, right.data).allSatisfy { $0 == $1 || abs($0 - $1) <= tolerance }
  }
}

extension NumericValue {
  fileprivate var entries: (rows: Int, columns: Int, data: [Double]) {
    switch self {
    case .number(let value): (1, 1, [value])
    case .matrix(let matrix): (matrix.rows, matrix.columns, matrix.data)
    }
  }
}
