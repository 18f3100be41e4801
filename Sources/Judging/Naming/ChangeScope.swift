import Engine
import Language
import SessionCore

/// What may take the place of a part of a formula: the quantities of a session with their shapes, its constants.
struct ChangeScope {
  struct Candidate {
    var expression: Expression
    var quantity: Quantity
    var shape: Shape
  }

  let candidates: [Candidate]
  let samples: Int
  let outputs: Int
  /// The quantities that the right formula and the typed one name.
  let related: Set<Quantity>
  /// What is asked for: the answer takes no place in a formula.
  let target: Quantity?
  private let byCode: [String: Candidate]

  init(_ session: Session, target: Quantity?, related: Set<Quantity>) {
    self.target = target
    let known = Set(session.quantities)
    candidates = known.filter { $0.remembered == nil && $0 != .activation(0) }.sorted { $0.name < $1.name }
      .compactMap { quantity in
        guard let shape = session[quantity]?.shape else { return nil }
        let expression: Expression =
          quantity.layer.map { .leaf(quantity.symbol, $0) } ?? .name(quantity.symbol, .nowhere)
        return Candidate(expression: expression, quantity: quantity, shape: shape)
      }
    byCode = Dictionary(uniqueKeysWithValues: candidates.map { ($0.expression.code, $0) })
    samples = session.samples
    outputs = session.network?.sizes.last ?? 1
    self.related = related
  }

  /// The quantity that a leaf names.
  func candidate(_ leaf: Expression) -> Candidate? {
    if let (name, layer) = leaf.leaf, layer == 0, name == "a" { return byCode["X"] }
    return byCode[leaf.code]
  }

  /// What may be meant by a quantity: the same of another layer, another of the same shape.
  func others(than one: Candidate) -> [(candidate: Candidate, kind: TreeChange.Kind, rank: Int)] {
    candidates.compactMap { other in
      guard other.quantity != one.quantity, other.quantity != .loss, other.quantity != target else { return nil }
      let isRelated = related.contains(other.quantity)
      if other.quantity.family == one.quantity.family || one.isActivation && other.isActivation {
        return (other, .layer, isRelated ? 15 : 20)
      }
      guard other.shape == one.shape else { return nil }
      let isNear = other.quantity.layer == one.quantity.layer
      return (other, .quantity, isNear ? (isRelated ? 16 : 22) : isRelated ? 30 : 60)
    }
  }
}

extension ChangeScope.Candidate {
  /// Whether it is a[l]; X is a[0].
  fileprivate var isActivation: Bool { quantity == .input || quantity.family == .activation }
}
