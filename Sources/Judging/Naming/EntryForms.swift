import Engine
import Language
import SessionCore

/// The right formula of one entry of a quantity, with every product of its sum: Σ_s delta[2][s, i] a[1][s, j].
struct EntryForms {
  let network: Network<Double>
  let samples: Int

  /// Longer sums are not written out by hand.
  private static let mostTerms = 12

  func form(of quantity: Quantity, _ i: Int, _ j: Int) -> Expression? {
    text(quantity, i, j).flatMap(Expression.reading)
  }

  private func text(_ quantity: Quantity, _ i: Int, _ j: Int) -> String? {
    let sizes = network.sizes
    switch quantity {
    case .weightGradient(let l):
      let sum = sum(samples) { "delta[\(l)][\($0), \(i)] * \(below(l))[\($0), \(j)]" }
      return sum.map { $0 + penalty(l, i, j) }
    case .biasGradient(let l): return sum(samples) { "delta[\(l)][\($0), \(j)]" }
    case .activationGradient(let l) where l < network.depth:
      return sum(sizes[l + 1]) { "delta[\(l + 1)][\(i), \($0)] * W[\(l + 1)][\($0), \(j)]" }
    case .preActivation(let l):
      return sum(sizes[l - 1]) { "\(below(l))[\(i), \($0)] * W[\(l)][\(j), \($0)]" }.map { $0 + " + b[\(l)][0, \(j)]" }
    case .delta(let l) where network[layer: l].activation.isElementwise && network[layer: l].normalization == nil:
      let mask = network.dropsOut(l) ? " * mask[\(l)][\(i), \(j)]" : ""
      return "da[\(l)][\(i), \(j)]\(mask) * \(network[layer: l].activation.functionName)'(z[\(l)][\(i), \(j)])"
    default: return nil
    }
  }

  private func below(_ l: Int) -> String { l == 1 ? "X" : "a[\(l - 1)]" }

  private func sum(_ count: Int, _ term: (Int) -> String) -> String? {
    1...Self.mostTerms ~= count ? (0..<count).map(term).joined(separator: " + ") : nil
  }

  private func penalty(_ l: Int, _ i: Int, _ j: Int) -> String {
    let factors = WrongFormulas(network: network, samples: samples).penaltyFactors(l)
    let entry = "W[\(l)][\(i), \(j)]"
    return (factors.l2.map { " + \($0) * \(entry)" } ?? "") + (factors.l1.map { " + \($0) * sign(\(entry))" } ?? "")
  }
}

extension Naming {
  /// Slips in the formula of one entry, if the claim is about one.
  var entrySlips: [Suspect] {
    guard let network, let entry, chain != nil, !claim.typed.names.isEmpty,
      let form = EntryForms(network: network, samples: samples).form(of: entry.quantity, entry.row, entry.column)
    else { return [] }
    let typed = claim.typed.canonical
    return changes.changes(of: form, most: 600).map { change in
      // What was typed to the letter is nearer than what only comes to the same.
      let rank = change.tree.canonical == typed ? change.rank / 8 : change.rank + 2
      return Suspect(words: change.words(.slip, changes.words), rank: rank) { $0.values.matrix(change.tree) }
    }
  }
}

extension Expression {
  /// Its text with the operands of sums and products in one order.
  var canonical: String {
    func operands(of sign: Operator, _ node: Expression) -> [Expression] {
      guard case .binary(sign, let left, let right) = node else { return [node] }
      return operands(of: sign, left) + operands(of: sign, right)
    }
    switch self {
    case .binary(.add, _, _):
      return "(" + operands(of: .add, self).map(\.canonical).sorted().joined(separator: " + ") + ")"
    case .binary(.multiply, _, _):
      return "(" + operands(of: .multiply, self).map(\.canonical).sorted().joined(separator: " * ") + ")"
    case .binary(let sign, let left, let right): return "(\(left.canonical) \(sign) \(right.canonical))"
    case .negation(let inner, _): return "-" + inner.canonical
    case .transpose(let inner, _): return inner.canonical + ".T"
    case .number, .name, .call, .index, .matrix: return code
    }
  }
}
