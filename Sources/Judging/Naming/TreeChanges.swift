import Engine
import Language
import SessionCore

/// Every tree that has one change at one place of another: operands left out, signs, transposes, other layers, other
/// functions, and so on. The same changes make slips of right formulas and repairs of wrong ones.
struct TreeChanges {
  let scope: ChangeScope
  let words: SlipWords

  /// - Parameter most: where to stop, for long formulas.
  func changes(of tree: Expression, most: Int = 2_000) -> [TreeChange] {
    var result: [TreeChange] = []
    collect(tree, inside: Surroundings(), into: &result) { $0 }
    return Array(result.prefix(most))
  }

  /// What is around a node.
  struct Surroundings {
    var isArgumentOfSlope = false
    var isInPenalty = false
    var isSubscript = false
  }

  /// The changes of a node and of all below it; `rebuilt` puts a new node into the complete tree.
  private func collect(
    _ node: Expression, inside: Surroundings, into result: inout [TreeChange],
    rebuilt: (Expression) -> Expression
  ) {
    var inside = inside
    if words.isPenalty(node) { inside.isInPenalty = true }
    for change in own(node, inside) {
      var change = change
      change.tree = rebuilt(change.to)
      change.isInPenalty = inside.isInPenalty || change.part.map(words.isPenalty) ?? false
      result.append(change)
    }
    if case .index(_, let list, _) = node, list.count != 2, node.leaf != nil || list.isEmpty { return }
    var below = inside
    if case .call(let call) = node { below.isArgumentOfSlope = call.order > 0 }
    for (place, part) in node.parts.enumerated() {
      if case .index = node, place > 0 { continue }
      if case .call(let call) = node, place >= call.arguments.count { continue }
      collect(part, inside: below, into: &result) { rebuilt(node.replacing(place, by: $0)) }
    }
  }

  /// The changes of a node itself; their trees are filled in later.
  private func own(_ node: Expression, _ inside: Surroundings) -> [TreeChange] {
    switch node {
    case .number(let x, _): numbers(node, x)
    case .name, .index: leaves(node, inside)
    case .call(let call): calls(node, call)
    case .negation(let inner, _): [change(.sign(inner), node, inner, rank: 10)]
    case .transpose(let inner, _): [change(.transposed, node, inner, rank: 20)]
    case .binary(let sign, let left, let right): operators(node, sign, left, right)
    case .matrix: []
    }
  }

  func change(_ kind: TreeChange.Kind, _ from: Expression, _ to: Expression, rank: Int) -> TreeChange {
    TreeChange(kind: kind, tree: to, from: from, to: to, rank: rank)
  }

  // MARK: Signs between operands

  private func operators(
    _ node: Expression, _ sign: Expression.Operator, _ left: Expression, _ right: Expression
  ) -> [TreeChange] {
    func binary(_ other: Expression.Operator) -> Expression { .binary(other, left, right) }
    func dropped(_ part: Expression, _ rest: Expression, rank: Int = 20) -> TreeChange {
      change(.dropped(part, sign), node, rest, rank: rank)
    }
    let swapped = Expression.binary(sign, right, left)
    switch sign {
    case .add:
      if case .call(let call) = left, call.function == "sqrt", case .number(let e, _) = right, e < 0.01 {
        let inside = Expression.calling("sqrt", .binary(.add, call.arguments[0], right))
        return [change(.epsilon, node, inside, rank: 12), dropped(right, left), dropped(left, right)]
      }
      return [
        change(.sign(right), node, binary(.subtract), rank: 10), dropped(right, left), dropped(left, right),
        change(.sign(left), node, .binary(.add, .negation(left, .nowhere), right), rank: 12),
        change(.operator, node, binary(.multiply), rank: 60),
      ] + doubled(node, sign, left, right)
    case .subtract:
      return [
        change(.exchanged, node, swapped, rank: 10), change(.sign(right), node, binary(.add), rank: 11),
        dropped(right, left), dropped(left, .negation(right, .nowhere)), dropped(left, right, rank: 40),
      ] + doubled(node, sign, left, right)
    case .multiply:
      return [
        dropped(right, left), dropped(left, right), change(.product, node, binary(.matrixProduct), rank: 30),
        change(.product, node, .binary(.matrixProduct, .transpose(left, .nowhere), right), rank: 35),
        change(.operator, node, binary(.divide), rank: 40), change(.operator, node, binary(.add), rank: 60),
      ] + squares(node, left, right)
    case .divide:
      return [
        dropped(right, left), change(.exchanged, node, swapped, rank: 50),
        change(.added(right, .divide), node, .binary(.divide, node, right), rank: 40),
      ] + (right.code == "B" ? [] : [change(.operator, node, binary(.multiply), rank: 30)])
    case .matrixProduct: return products(node, left, right)
    case .power: return powers(node, left, right)
    case .less: return [change(.comparison, node, binary(.greater), rank: 20)]
    case .lessOrEqual: return [change(.comparison, node, binary(.greater), rank: 20)]
    case .greater: return [change(.comparison, node, binary(.less), rank: 20)]
    case .greaterOrEqual: return [change(.comparison, node, binary(.less), rank: 20)]
    case .equal, .notEqual: return []
    }
  }

  /// A term added twice or by half.
  private func doubled(
    _ node: Expression, _ sign: Expression.Operator, _ left: Expression, _ right: Expression
  ) -> [TreeChange] {
    func scaled(_ x: Double, _ part: Expression) -> Expression { .binary(.multiply, .number(x, .nowhere), part) }
    return [2, 0.5].flatMap { x in
      [
        change(.added(.number(x, .nowhere), .multiply), right, .binary(sign, left, scaled(x, right)), rank: 25),
        change(.added(.number(x, .nowhere), .multiply), left, .binary(sign, scaled(x, left), right), rank: 26),
      ]
    } + [
      change(.added(.name("B", .nowhere), .divide), right, .binary(sign, left, over(right, "B")), rank: 27),
      change(.added(.name("B", .nowhere), .divide), left, .binary(sign, over(left, "B"), right), rank: 28),
    ]
  }

  private func over(_ part: Expression, _ name: String) -> Expression {
    .binary(.divide, part, .name(name, .nowhere))
  }

  /// A factor applied twice.
  private func squares(_ node: Expression, _ left: Expression, _ right: Expression) -> [TreeChange] {
    [right, left].filter { $0.leaf != nil || $0.calls.contains { $0.order > 0 } && $0.parts.count == 1 }.map {
      change(.added($0, .multiply), node, .binary(.multiply, node, $0), rank: 30)
    }
  }

  /// A matrix product with its operands transposed or exchanged, or entry by entry.
  private func products(_ node: Expression, _ left: Expression, _ right: Expression) -> [TreeChange] {
    let (a, b) = (left.toggled, right.toggled)
    func product(_ kind: TreeChange.Kind, _ l: Expression, _ r: Expression, _ rank: Int) -> TreeChange {
      change(kind, node, .binary(.matrixProduct, l, r), rank: rank)
    }
    return [
      product(.transposed, b, a, 10), product(.exchanged, right, left, 15), product(.transposed, left, b, 17),
      product(.transposed, a, right, 17), product(.transposed, a, b, 19), product(.exchanged, b, left, 21),
      product(.exchanged, right, a, 21), change(.product, node, .binary(.multiply, left, right), rank: 20),
      change(.product, node, .binary(.multiply, a, right), rank: 24),
      change(.product, node, .binary(.multiply, left, b), rank: 24),
      change(.dropped(right, .matrixProduct), node, left, rank: 30),
      change(.dropped(left, .matrixProduct), node, right, rank: 30),
    ]
  }

  private func powers(_ node: Expression, _ base: Expression, _ exponent: Expression) -> [TreeChange] {
    var result = [change(.power, node, base, rank: 20)]
    if case .number(2, _) = exponent {
      result.append(change(.power, node, .calling("abs", base), rank: 15))
      result.append(change(.power, node, .binary(.multiply, .number(2, .nowhere), base), rank: 30))
    }
    return result
  }
}

extension TreeChange {
  /// The operand that the change is about.
  fileprivate var part: Expression? {
    switch kind {
    case .sign(let part), .dropped(let part, _): part
    case .added, .transposed, .exchanged, .product, .layer, .quantity, .argument, .function, .derivative, .logarithm,
      .power, .reduction, .number, .comparison, .entry, .operator, .epsilon:
      from
    }
  }
}

extension Expression {
  /// The transpose, without a second `.T`.
  var toggled: Expression {
    if case .transpose(let inner, _) = self { inner } else { .transpose(self, .nowhere) }
  }

  /// A function of it.
  static func calling(_ function: String, order: Int = 0, axis: Double? = nil, _ argument: Expression) -> Expression {
    .call(Call(function, order: order, of: [argument], axis: axis.map { .number($0, .nowhere) }))
  }
}
