import Language

/// The letters of indices: which names they are, and what they run over.
extension TermReader {
  /// The expression with another letter for each that a sum is over, so that the k of two sums are two letters.
  mutating func renamingBound(
    in expression: Expression, _ names: [String: String]
  ) throws(Diagnostic) -> Expression {
    if case .name(let name, let span) = expression, let new = names[name] { return .name(new, span) }
    guard case .call(var call) = expression, let (folding, letters) = Self.folding(call.function) else {
      var reader = self
      let result = try expression.mapParts { part throws(Diagnostic) in try reader.renamingBound(in: part, names) }
      self = reader
      return result
    }
    var inner = names
    var new: [String] = []
    for letter in letters {
      // A character without a meaning of its own, which no cell has.
      let unique = String(UnicodeScalar(0xF0000 + UInt32(originals.count)).map(Character.init) ?? "?")
      originals[unique] = letter
      inner[letter] = unique
      new.append(unique)
    }
    call.function = "\(folding.rawValue)_\(new.joined())"
    var arguments: [Expression] = []
    for argument in call.arguments { arguments.append(try renamingBound(in: argument, inner)) }
    call.arguments = arguments
    return .call(call)
  }

  /// A letter as it was typed.
  func typed(_ letter: String) -> String { originals[letter] ?? letter }

  /// Finds the letters that are subscripts, and what they run over: as entries have them, then as deltas pass them on.
  mutating func findLetters(in expression: Expression) throws(Diagnostic) {
    bound = Set(expression.calls.compactMap { Self.folding($0.function)?.1 }.joined())
    try findSubscripts(in: expression)
    letters.merge(declared) { found, _ in found }
    let deltas = expression.equalities
    var count = -1
    while count < letters.count {
      count = letters.count
      for (a, b) in deltas where isLetter(a) && isLetter(b) {
        if let extent = letters[a] ?? letters[b] {
          (letters[a], letters[b]) = (letters[a] ?? extent, letters[b] ?? extent)
        }
      }
    }
  }

  private mutating func findSubscripts(in expression: Expression) throws(Diagnostic) {
    if case .index(let base, let subscripts, _) = expression, let symbol = symbol(of: base) {
      for (subscript_, extent) in zip(subscripts, axes(of: symbol, count: subscripts.count)) {
        guard case .at(.name(let name, let span)) = subscript_, isLetter(name), let extent else { continue }
        if let known = letters[name], known != extent {
          throw Diagnostic(
            "index \(typed(name)) runs over \(known.count) places and over \(extent.count)", at: span,
            hint: "use another letter")
        }
        letters[name] = letters[name] ?? extent
      }
    }
    for part in expression.parts { try findSubscripts(in: part) }
  }

  /// The extents of subscripts: rows and columns, or of a row or a column the one axis.
  private func axes(of symbol: Symbol, count: Int) -> [Extent?] {
    let (rows, columns) = (symbol.shape.rows, symbol.shape.columns)
    if count == 1, rows == nil || columns == nil { return [rows ?? columns] }
    return [rows, columns]
  }

  /// Whether a name is an index: a sum is over it, or it has no other meaning.
  func isLetter(_ name: String) -> Bool {
    bound.contains(name) || symbols(name, nil) == nil && sizes[name] == nil
  }
}

extension Expression {
  /// The names on both sides of each `==`.
  fileprivate var equalities: [(String, String)] {
    let inner = parts.flatMap(\.equalities)
    guard case .binary(.equal, .name(let a, _), .name(let b, _)) = self else { return inner }
    return [(a, b)] + inner
  }
}
