import Calculus

extension Activation {
  /// What a move from one pre-activation to another meets.
  func marks<E: Field>(from z: E, to moved: E) -> KinkMarks {
    guard let compiled else { return kernel.hasKink ? .between(z, moved) : [] }
    guard let pieces = compiled.kinks.pieces else { return [] }
    let (old, new) = (pieces.number(z), pieces.number(moved))
    if old.0 == new.0 && old.1 == new.1 { return [] }
    return old.1.branchValue > 0 ? [.crossed, .fromZero] : .crossed
  }

  /// Whether any of two lists of pre-activations lie on different sides of a kink.
  func crossesKink<E: Field>(_ x: Matrix<E>, _ y: Matrix<E>) -> Bool {
    zip(x.elements, y.elements).contains { !marks(from: $0, to: $1).isEmpty }
  }
}
