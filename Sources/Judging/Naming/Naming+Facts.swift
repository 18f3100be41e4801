import Engine
import Language
import SessionCore
import Views

/// What can be said if no slip explains a difference, or if the shapes differ.
extension Naming {
  /// The entries that are right, how near the others are.
  var facts: [Verdict.Finding] {
    let (typed, right) = (states[0].typed, states[0].right)
    guard typed.shape == right.shape else { return [.unexplained] }
    return [.unexplained] + [rightEntries, nearness].compactMap { $0 }
  }

  /// Columns, rows or entries that are right on every state, if others are not.
  private var rightEntries: Verdict.Finding? {
    let shape = states[0].right.shape
    guard shape.count > 1 else { return nil }
    let isRight = (0..<shape.count).map { place in states.allSatisfy { hasRight(place, on: $0) } }
    let columns = (0..<shape.columns).filter { j in (0..<shape.rows).allSatisfy { isRight[$0 * shape.columns + j] } }
    let rows = (0..<shape.rows).filter { i in (0..<shape.columns).allSatisfy { isRight[i * shape.columns + $0] } }
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
    if shape.rows > 1, !columns.isEmpty {
      return .remark(
        "column\(columns.count == 1 ? "" : "s") \(list(columns)) \(columns.count == 1 ? "is" : "are") right")
    }
    if shape.columns > 1, !rows.isEmpty {
      return .remark("row\(rows.count == 1 ? "" : "s") \(list(rows)) \(rows.count == 1 ? "is" : "are") right")
    }
    let entries = isRight.indices.filter { isRight[$0] }
    guard !entries.isEmpty else { return nil }
    let names = entries.prefix(6).map { "[\($0 / shape.columns), \($0 % shape.columns)]" }.joined(separator: ", ")
    return .remark("right: \(names)\(entries.count > 6 ? ", …" : "")")
  }

  private func hasRight(_ place: Int, on state: TargetState) -> Bool {
    let (a, b) = (state.typed.elements[place], state.right.elements[place])
    if let written = claim.written { return written.matches(b, at: place) }
    return abs(a - b) <= 1e-9 * state.right.elements.reduce(0) { max($0, abs($1)) }
  }

  /// Rounded intermediate results of a number, or that a formula is only near.
  private var nearness: Verdict.Finding? {
    let closeness = Closeness(states[0].typed, states[0].right)
    guard closeness.digits < Closeness.enough else { return nil }
    if claim.written != nil || isArithmetic {
      let isCutOff = claim.written.map { $0.fewest >= 3 && $0.isWithinOneUnit(of: states[0].right) } ?? false
      return closeness.digits >= 4 || isCutOff ? .lostDigits(closeness.digits) : nil
    }
    let digits = states.map { Closeness($0.typed, $0.right).digits }.min() ?? 0
    return digits >= 3
      ? .remark("it is near, to \(digits) digits, but another formula: a small term, an ε or a function differs") : nil
  }

  /// Whether what is typed consists of numbers only, as a hand calculation does.
  var isArithmetic: Bool {
    claim.typed.names.allSatisfy(Names.hideable.contains)
  }

  // MARK: Shapes

  /// The way on if the shapes differ.
  var shapeSlip: [String]? {
    let (typed, right) = (states[0].typed, states[0].right)
    guard typed.shape != right.shape else { return nil }
    if claim.written != nil {
      return typed.count == 1
        ? [
          "one number is compared with all \(right.count) entries: \(right.shape) numbers are needed, or one entry of it"
        ]
        : typed.shape.rows == right.columns && typed.shape.columns == right.rows
          && claim.written?.matches(right.transposed) == true
          ? ["it is the transpose of the right result"] : nil
    }
    for (tree, words) in ways where isRight(tree) { return ["\(words): \(tree.code)"] }
    return nil
  }

  private var ways: [(Expression, String)] {
    let typed = claim.typed
    return [
      (.transpose(typed, .nowhere), "it is the transpose of the right result"),
      (.calling("sum", axis: 0, typed), "add up over the samples"),
      (.calling("sum", axis: 1, typed), "add up along each row"), (.calling("sum", typed), "add up all entries"),
      (.calling("mean", axis: 0, typed), "take the mean over the samples"),
      (.calling("mean", axis: 1, typed), "take the mean of each row"), (.calling("mean", typed), "take the mean"),
      (.transpose(.calling("sum", axis: 1, typed), .nowhere), "add up along each row"),
    ]
  }
}
