import Engine
import Language
import SessionCore

extension HelpPage {
  /// What a quantity is at the moment: `delta[1]` of the session's network, or all its layers.
  public func state(in session: Session, as name: String) -> [Fact] {
    guard kind == .quantity, let network = session.network else { return [] }
    if let quantity = Names.single(self.name, in: session) {
      return [Fact("now", Self.state(of: quantity, in: session))]
    }
    guard let family = Names.family(self.name) else { return [] }
    let layers = (1...network.depth).filter { session.has(family.quantity($0)) }
    if layers.isEmpty { return [Fact("now", "there is none")] }
    let asked = layers.filter { name.contains("[\($0)]") }
    let shown = asked.isEmpty ? layers : asked
    var facts = shown.prefix(6).map { l in
      Fact(family.quantity(l).name, Self.state(of: family.quantity(l), in: session))
    }
    if asked.count == 1, family.quantity(asked[0]).isComputed {
      facts.append(
        Fact(
          "formula",
          "\(family.quantity(asked[0]).name) = \(Formula.general(of: family.quantity(asked[0]), in: network).expression)"
        ))
    }
    return facts
  }

  private static func state(of quantity: Quantity, in session: Session) -> String {
    let shape = session.shape(of: quantity).map { $0.rows == 0 ? "B×\($0.columns)" : "\($0)" } ?? "no shape yet"
    if !quantity.isComputed, !quantity.isGiven { return shape }
    if session[quantity] == nil { return "\(shape), not there yet" }
    return session.isStale(quantity) ? "\(shape), out of date" : "\(shape), up to date"
  }
}
