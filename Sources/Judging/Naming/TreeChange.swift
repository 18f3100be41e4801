import Language

/// A tree with one change at one place.
struct TreeChange {
  enum Kind: Equatable {
    /// The sign of an operand, which is `from` without its minus.
    case sign(Expression)
    /// `from` has this operand beside its sign, `to` has not.
    case dropped(Expression, Expression.Operator)
    /// `to` has this operand, `from` has not.
    case added(Expression, Expression.Operator)
    /// `to` is the transpose of `from`.
    case transposed
    /// The operands of a sign change places.
    case exchanged
    /// `@` for `*`, or the other way round.
    case product
    /// ε inside of a root, or outside.
    case epsilon
    case layer, quantity, argument, function, derivative, logarithm, power, reduction, number, comparison, entry
    case `operator`
  }

  var kind: Kind
  /// The complete tree after the change.
  var tree: Expression
  /// The part that is changed, before and after.
  var from: Expression
  var to: Expression
  /// Whether the part belongs to a penalty: it has weights and no quantity of the pass.
  var isInPenalty = false
  /// How far the slip is from what people usually do: common ones first.
  var rank: Int

  /// Which of the two is wrong.
  enum Direction {
    /// The tree is right and the change makes it wrong.
    case slip
    /// The tree is what was typed and the change repairs it.
    case repair
  }

  func isSame(as other: TreeChange) -> Bool { kind == other.kind && tree == other.tree }
}

extension TreeChange {
  /// What is wrong, in words: what is written and what is needed.
  func words(_ direction: Direction, _ names: SlipWords) -> String {
    let (written, needed) = direction == .slip ? (to, from) : (from, to)
    let place = isInPenalty ? "in the penalty: " : ""
    switch kind {
    case .sign(let part): return names.sign(part, isInPenalty: isInPenalty)
    case .dropped(let part, let sign):
      return direction == .slip
        ? names.leftOut(part, sign, isInPenalty: isInPenalty)
        : place + names.extra(part, sign, beside: needed)
    case .added(let part, let sign):
      return direction == .slip
        ? place + names.extra(part, sign, beside: needed) : names.leftOut(part, sign, isInPenalty: isInPenalty)
    case .transposed: return place + names.transposed(written, needed)
    case .exchanged: return place + names.exchanged(written, needed)
    case .product:
      let wanted = needed.has(.matrixProduct) ? "the matrix product @ is needed" : "the product is entry by entry here"
      return place + "\(wanted): \(needed.code), not \(written.code)"
    case .layer: return place + "wrong layer: \(needed.code) is needed, not \(written.code) (the layer index is off)"
    case .argument:
      return "the derivative is taken at the wrong argument: \(needed.code) is needed instead of \(written.code)"
    case .derivative: return names.derivative(written, needed)
    case .logarithm: return "a logarithm to another base: \(needed.code) is needed, not \(written.code)"
    case .power: return place + names.power(written, needed)
    case .reduction: return place + names.reduction(written, needed)
    case .comparison: return "\(needed.code) is needed, not \(written.code): the mask is inverted"
    case .entry: return "the index is wrong: the entry \(needed.code) is needed, not \(written.code)"
    case .quantity: return place + names.quantity(written, needed)
    case .epsilon:
      return "ε is added in the wrong place, outside of the root: \(needed.code) is needed, not \(written.code)"
    case .function, .number, .operator: return place + "\(needed.code) is needed, not \(written.code)"
    }
  }
}

extension Expression {
  /// Whether the outermost sign is this one.
  func has(_ sign: Operator) -> Bool { if case .binary(sign, _, _) = self { true } else { false } }

  /// Whether both are the same tree, wherever they were typed.
  func isSame(as other: Expression) -> Bool { code == other.code }

  /// The family and layer of `W[2]`, if the layer is written as a number.
  var leaf: (name: String, layer: Int)? {
    guard case .index(.name(let name, _), let list, _) = self, list.count == 1, case .at(.number(let x, _)) = list[0],
      let layer = Int(exactly: x)
    else { return nil }
    return (name, layer)
  }

  /// `W[2]`.
  static func leaf(_ name: String, _ layer: Int) -> Expression {
    .index(.name(name, .nowhere), [.at(.number(Double(layer), .nowhere))], .nowhere)
  }

  /// An expression that is written here; `nil` if it cannot be read.
  static func reading(_ text: String) -> Expression? { try? ExpressionParser.parse(text) }

  /// The same node with one of its parts replaced.
  func replacing(_ place: Int, by new: Expression) -> Expression {
    // The parts of an index are its base and then its subscripts.
    if case .index(_, let list, let span) = self, place == 0 { return .index(new, list, span) }
    var count = -1
    return
      (try? mapParts { part throws(Diagnostic) in
        count += 1
        return count == place ? new : part
      }) ?? self
  }
}

extension SourceSpan {
  /// Of what was not typed.
  static let nowhere = SourceSpan(0, 0)
}
