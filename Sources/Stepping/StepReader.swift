import Calculus
import Language

/// Reads the lines that are typed into a derivation: index form or matrix form, with open derivatives.
struct StepReader {
  let problem: StepProblem

  static func expression(_ text: String, from start: Int) throws(Diagnostic) -> Expression {
    try ExpressionParser.parse(text, from: start, allowsOpenDerivatives: true)
  }

  /// The line in index form, with the letters of what is derived.
  func term(_ expression: Expression) throws(Diagnostic) -> Term {
    var reader = reader
    let line = try notation.rewritten(expression)
    let reading = try reader.read(line)
    let span = expression.span
    try checkShape(reading.shape, at: span)
    if !reading.shape.isNumber, !reading.term.freeIndices.isEmpty {
      throw Diagnostic("a line is in index form or in matrix form, not both", at: span)
    }
    let term = reading.term.indexed(row: problem.row, column: problem.column)
    try checkLetters(term, at: span)
    return term
  }

  private var reader: TermReader {
    var reader = TermReader(library: problem.library, sizes: problem.sizes, symbols: symbol)
    for index in [problem.row, problem.column] {
      if let letter = index?.letter, let extent = index?.extent { reader.declare(letter, extent) }
    }
    return reader
  }

  /// X is another name of a[0].
  private func symbol(_ name: String, _ layer: Int?) -> Symbol? {
    func find(_ name: String, _ layer: Int?) -> Symbol? {
      problem.symbols.first { $0.name == name && $0.layer == layer }
    }
    return find(name, layer) ?? (name == "X" ? find("a", 0) : name == "a" && layer == 0 ? find("X", nil) : nil)
  }

  private var notation: DerivativeNotation {
    DerivativeNotation(
      isQuantity: { expression in
        switch expression {
        case .name(let name, _): symbol(name, nil) != nil
        case .index(.name(let name, _), let subscripts, _), .index(.index(.name(let name, _), let subscripts, _), _, _):
          subscripts.count == 1 ? symbol(name, Self.layer(subscripts[0])) != nil : symbol(name, nil) != nil
        default: false
        }
      }, isFunction: { problem.library[$0] != nil || Elementary(rawValue: $0) != nil },
      variable: problem.variable.map { .name($0.name, SourceSpan(0, 0)) })
  }

  private static func layer(_ item: Expression.Subscript) -> Int? {
    if case .at(.number(let layer, _)) = item { Int(exactly: layer) } else { nil }
  }

  private func checkShape(_ shape: TermShape, at span: SourceSpan) throws(Diagnostic) {
    let wanted = TermShape(rows: problem.row?.extent, columns: problem.column?.extent)
    guard !shape.isNumber, shape != wanted else { return }
    let fits = [(shape.rows, wanted.rows), (shape.columns, wanted.columns)].allSatisfy { own, other in
      (own?.count ?? 1) == (other?.count ?? 1)
    }
    if fits { return }
    throw Diagnostic("the line is \(shape), what is derived is \(wanted)", at: span)
  }

  /// A letter that is neither the entry's nor bound by a sum.
  func openLetter(_ term: Term) -> Index? {
    term.freeIndices.first { $0 != problem.row && $0 != problem.column }
  }

  private func checkLetters(_ term: Term, at span: SourceSpan) throws(Diagnostic) {
    guard let open = openLetter(term), let letter = open.letter else { return }
    let own = [problem.row, problem.column].compactMap { $0?.letter }
    if own.contains(letter) {
      throw Diagnostic("index \(letter) is taken by the entry that is derived", at: span, hint: "use another letter")
    }
    let list =
      own.isEmpty ? "what is derived has no index" : "the entry that is derived has \(own.joined(separator: ", "))"
    throw Diagnostic(
      "index \(letter) is not bound by a sum: \(list)", at: span,
      hint: "sum_\(letter)(…) over what has the index \(letter)")
  }
}
