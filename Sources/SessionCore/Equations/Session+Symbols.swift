import Calculus
import Engine

extension Session {
  /// The quantity, variable or constant of a name, as formulas have it; `nil` for anything else.
  public func symbol(named name: String, layer: Int?) -> Symbol? {
    if let layer {
      guard let network, let family = Names.family(Names.unabbreviated(name, in: self), in: self),
        (family.firstLayer...network.depth).contains(layer), has(family.quantity(layer))
      else { return nil }
      return NetworkEquations(network, samples: max(samples, 1)).symbol(family.quantity(layer))
    }
    if let network, let quantity = Names.single(name, in: self) {
      return NetworkEquations(network, samples: max(samples, 1)).symbol(quantity)
    }
    if ["eta", "l1", "l2", "L"].contains(name) { return Symbol(name) }
    guard case .matrix(let matrix)? = variables[name] else { return variables[name].map { _ in Symbol(name) } }
    return Symbol(
      name,
      shape: TermShape(
        rows: matrix.rows == 1 ? nil : Extent(matrix.rows), columns: matrix.columns == 1 ? nil : Extent(matrix.columns))
    )
  }
}
