import Language
import SessionCore

extension Interpreter {
  /// A formula with variables and earlier results replaced by the formulas that gave them: `e * 2` is `(a[2] - Y) * 2`
  /// after `e = a[2] - Y`.
  ///
  /// A variable that got its value in another way stays, and so does everything if the values are not the same.
  public func writtenOut(_ formula: String) -> String {
    let text = WritingOut(commands: commands, variables: Set(session.variables.keys))
      .text(formula, cells: cells[...], depth: 0)
    guard let text, text != formula, let value = value(of: formula), self.value(of: text) == value else {
      return formula
    }
    return text
  }

  /// The value of an expression; `nil` if it has none.
  public func value(of expression: String) -> Value? {
    guard let tree = try? ExpressionParser.parse(expression) else { return nil }
    var evaluator = Evaluator(session: session, outputs: Outputs(cells: cells), source: expression)
    return try? evaluator.evaluate(tree)
  }
}

/// Finds in the cells what a name means.
private struct WritingOut {
  let commands: CommandSet
  let variables: Set<String>

  /// No text grows without end.
  private static let (greatestDepth, greatestLength) = (30, 5_000)

  private typealias Origin = (formula: String, cells: ArraySlice<CellRecord>)

  /// - Parameter cells: those before the formula.
  func text(_ formula: String, cells: ArraySlice<CellRecord>, depth: Int) -> String? {
    guard depth < Self.greatestDepth, let expression = try? ExpressionParser.parse(formula) else { return nil }
    var bytes = Array(formula.utf8)
    for node in expression.nodes.sorted(by: { $0.span.start > $1.span.start }) {
      guard let origin = origin(of: node, in: cells),
        let inner = text(origin.formula, cells: origin.cells, depth: depth + 1)
      else { continue }
      bytes.replaceSubrange(node.span.start..<node.span.end, with: "(\(inner))".utf8)
      if bytes.count > Self.greatestLength { return nil }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The formula that gave a variable or an earlier result its value, and the cells before it.
  private func origin(of node: Expression, in cells: ArraySlice<CellRecord>) -> Origin? {
    switch node {
    case .name("_", _): result(in: cells) { $0.value != nil }
    case .index(.name("Out", _), let subscripts, _):
      if case .at(.number(let number, _))? = subscripts.first {
        result(in: cells) { Double($0.number) == number }
      } else {
        nil
      }
    case .name(let name, _) where variables.contains(name): assignment(to: name, in: cells)
    default: nil
    }
  }

  private func result(in cells: ArraySlice<CellRecord>, where isMeant: (CellRecord) -> Bool) -> Origin? {
    guard let place = cells.lastIndex(where: isMeant) else { return nil }
    let code = CellSource(cells[place].source).code
    guard case .expression? = try? commands.statement(CellSource(code)) else { return nil }
    return (code, cells[..<place])
  }

  /// The last assignment to all of a variable; `nil` if one to its entries follows.
  private func assignment(to name: String, in cells: ArraySlice<CellRecord>) -> Origin? {
    for place in cells.indices.reversed() where !cells[place].failed {
      let code = CellSource(cells[place].source).code
      guard case .assignment(let target, _)? = try? commands.statement(CellSource(code)) else { continue }
      if case .name(name, _) = target { return (TypedAnswer.sides(of: code).last ?? "", cells[..<place]) }
      if case .index(.name(name, _), _, _) = target { return nil }
    }
    return nil
  }
}
