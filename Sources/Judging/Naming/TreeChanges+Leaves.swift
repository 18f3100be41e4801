import Engine
import Language
import SessionCore

/// Changes of quantities, entries and numbers.
extension TreeChanges {
  func leaves(_ node: Expression, _ inside: Surroundings) -> [TreeChange] {
    guard let one = scope.candidate(node) else { return entries(node) + constants(node) }
    let others = scope.others(than: one).map { other, kind, rank -> TreeChange in
      let isArgument = inside.isArgumentOfSlope && kind == .quantity
      return change(isArgument ? .argument : kind, node, other.expression, rank: isArgument ? rank - 4 : rank)
    }
    guard one.shape.count > 1 else { return others }
    return others + [change(.transposed, node, .transpose(node, .nowhere), rank: 18)]
  }

  /// `dW[1][0, 1]` with other indices.
  private func entries(_ node: Expression) -> [TreeChange] {
    guard case .index(let base, let list, let span) = node else { return [] }
    if list.count == 2, case .slice(let slice) = list[1], slice.isFull {
      let rows = [
        change(.reduction, node, .calling("sum", axis: 0, base), rank: 10),
        change(.reduction, node, .calling("mean", axis: 0, base), rank: 14),
      ]
      guard scope.candidate(base) != nil else { return rows }
      return rows + indices(base, list, span, node)
    }
    return indices(base, list, span, node)
  }

  private func indices(
    _ base: Expression, _ list: [Expression.Subscript], _ span: SourceSpan, _ node: Expression
  ) -> [TreeChange] {
    guard let shape = scope.candidate(base)?.shape else { return [] }
    func at(_ place: Int) -> Int? {
      if case .at(.number(let x, _)) = list[place] { Int(exactly: x) } else { nil }
    }
    func new(_ list: [Expression.Subscript], _ rank: Int) -> TreeChange {
      change(.entry, node, .index(base, list, span), rank: rank)
    }
    var result: [TreeChange] = []
    for place in list.indices {
      guard let old = at(place) else { continue }
      for other in 0..<min(place == 0 ? shape.rows : shape.columns, 8) where other != old {
        var changed = list
        changed[place] = .at(.number(Double(other), .nowhere))
        result.append(new(changed, 12))
      }
    }
    if list.count == 2 { result.append(new([list[1], list[0]], 11)) }
    return result
  }

  /// B, λ and other names of numbers.
  private func constants(_ node: Expression) -> [TreeChange] {
    guard case .name(let name, _) = node else { return [] }
    func number(_ x: Int) -> Expression { .number(Double(x), .nowhere) }
    switch name {
    case "B": return [change(.number, node, number(scope.outputs), rank: 30)]
    case "l2": return [change(.number, node, .name("l1", .nowhere), rank: 25)]
    case "l1": return [change(.number, node, .name("l2", .nowhere), rank: 25)]
    default: return []
    }
  }

  /// A number of another size, its sign, one of the numbers of the network.
  func numbers(_ node: Expression, _ x: Double) -> [TreeChange] {
    var others = [2 * x, x / 2, -x, x + 1, x - 1]
    if x > 0, x < 1 { others += [1 - x, 1 / x] }
    others += [Double(scope.outputs), Double(scope.outputs - 1)]
    var seen: Set<Double> = [x]
    return others.filter { seen.insert($0).inserted }.map { y in
      change(.number, node, y < 0 ? .negation(.number(-y, .nowhere), .nowhere) : .number(y, .nowhere), rank: 35)
    }
  }
}
