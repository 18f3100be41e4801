import Calculus
import Engine
import Language

/// Index notation: `sum_k(delta[2][s, k] * W[2][k, i])` is a matrix of its free letters s and i.
extension Evaluator {
  /// The value of an expression in index notation; `nil` for one without letters as indices.
  ///
  /// Of two free letters the first is that of the rows: s and other letters of samples come first, then the alphabet.
  mutating func indexedValue(of expression: Expression) throws(Diagnostic) -> Value? {
    guard let formula = try indexedFormula(of: expression) else { return nil }
    let span = expression.span
    let numbers = try self.numbers(of: formula, at: span) { evaluator, symbol throws(Diagnostic) in
      try evaluator.value(of: symbol.expression(at: span)).asMatrix.elements
    }
    return formula.isNumber
      ? .number(numbers[0])
      : .matrix(Matrix(rows: formula.shape.rows, columns: formula.shape.columns, elements: numbers))
  }

  /// An expression in index notation as a term, with the letters that count its rows and columns.
  package struct IndexedFormula {
    let term: Term
    let row: Index?
    let column: Index?
    /// Whether it has no free letters.
    package let isNumber: Bool

    package var shape: Shape { Shape(rows: row?.extent?.count ?? 1, columns: column?.extent?.count ?? 1) }
  }

  /// The term of an expression in index notation; `nil` for one without letters as indices.
  package func indexedFormula(of expression: Expression) throws(Diagnostic) -> IndexedFormula? {
    guard usesLetters(expression) else { return nil }
    var reader = termReader
    let reading = try reader.read(expression)
    guard reading.shape.isNumber else {
      throw Diagnostic(
        "a formula with indices is made of entries, and this is \(reading.shape)", at: expression.span,
        hint: "give each quantity its indices: a[1][s, i]")
    }
    let free = reading.term.freeIndices.sorted(by: Self.isBefore)
    guard free.count <= 2 else {
      let names = free.compactMap(\.letter).joined(separator: ", ")
      throw Diagnostic(
        "a matrix has two indices, not \(free.count): \(names)", at: expression.span, hint: "sum over one: sum_k(…)")
    }
    let (row, column) = axes(free, in: reading.term)
    return IndexedFormula(term: reading.term, row: row, column: column, isNumber: free.isEmpty)
  }

  /// Letters of samples first, then by the alphabet.
  static func isBefore(_ a: Index, _ b: Index) -> Bool {
    let (first, second) = (a.extent?.symbol != nil, b.extent?.symbol != nil)
    return first == second ? (a.letter ?? "") < (b.letter ?? "") : first
  }

  /// Which letters count rows and columns; one alone counts columns, as in b[1][i], if it does
  /// not count rows only.
  private func axes(_ free: [Index], in term: Term) -> (row: Index?, column: Index?) {
    guard free.count == 1 else { return (free.first, free.last) }
    let (letter, isOfRows, isOfColumns) = (
      free[0],
      term.contains { if case .entry(_, row: free[0], column: _) = $0 { true } else { false } },
      term.contains { if case .entry(_, row: _, column: free[0]) = $0 { true } else { false } }
    )
    return isOfRows && !isOfColumns ? (letter, nil) : (nil, letter)
  }

  /// The numbers of a formula, row by row.
  /// - Parameter value: the numbers of a quantity, variable or constant that it names.
  package mutating func numbers<N: Evaluable>(
    of formula: IndexedFormula, at span: SourceSpan,
    value: (inout Evaluator, Symbol) throws(Diagnostic) -> [N]
  ) throws(Diagnostic) -> [N] {
    var values: [Symbol: [N]] = [:]
    let library = session.functionLibrary
    for symbol in formula.term.resolved(library).symbols where symbol != .pi {
      values[symbol] = try value(&self, symbol)
    }
    let known = values
    do throws(EvaluationFailure) {
      return try TermEvaluation<N>(library: library) { known[$0] }
        .matrix(formula.term, rows: formula.row, columns: formula.column)
    } catch {
      switch error {
      case .tooLarge:
        throw Diagnostic("this needs too many numbers at once", at: span, hint: "write it in matrix form, with @")
      case .missing(let symbol): throw Diagnostic("\(symbol.code) has no value", at: span)
      case .unknown(let name): throw Diagnostic("\(name) has no formula", at: span)
      case .unfinished: throw Diagnostic("a derivative is not worked out", at: span)
      }
    }
  }

  /// Whether a subscript is a letter without a value, or a sum is over letters.
  package func usesLetters(_ expression: Expression) -> Bool {
    switch expression {
    case .call(let call) where TermReader.isFolding(call.function) && session.functions[call.function] == nil: true
    case .index(_, let subscripts, _) where subscripts.contains(where: isLetter): true
    case .number, .name, .call, .negation, .transpose, .binary, .index, .matrix:
      expression.parts.contains(where: usesLetters)
    }
  }

  private func isLetter(_ item: Expression.Subscript) -> Bool {
    if case .at(.name(let name, _)) = item { isLetter(name) } else { false }
  }

  private func isLetter(_ name: String) -> Bool {
    name.count == 1 && session.variables[name] == nil && Names.single(name, in: session) == nil
      && !Names.constants.contains { $0.name == name }
  }

  /// Reads formulas of the session's quantities, variables and constants.
  var termReader: TermReader {
    let session = session
    return TermReader(
      library: session.functionLibrary, sizes: session.samples > 0 ? ["B": Extent(session.samples, symbol: "B")] : [:]
    ) { name, layer in session.symbol(named: name, layer: layer) }
  }
}

extension Symbol {
  /// A quantity, variable or constant of a formula as an expression.
  package func expression(at span: SourceSpan) -> Expression {
    let name = Expression.name(name, span)
    return layer.map { .index(name, [.at(.number(Double($0), span))], span) } ?? name
  }
}
