import Engine
import SessionCore
import Views

/// The quantities, and entries of quantities, that have the value of a formula in general: what an exercise asks for if
/// the formula is its answer.
public struct AskedQuantity: Sendable {
  /// As they are typed: `delta[1]`, `z[2][0, 1]`.
  public let names: [String]
  /// The quantities that they belong to: `delta[1]`, `z[2]`.
  public let quantities: [String]
  /// The session after a complete pass.
  public let interpreter: Interpreter
}

extension AskedQuantity {
  private static let mostCandidates = 12

  /// `nil` if no quantity has the value of the formula; those that the formula itself reads do not count.
  ///
  /// - Parameter uses: what the formula is made of.
  init?(of formula: String, uses: FormulaUses, in interpreter: Interpreter, host: any Host) {
    var complete = interpreter
    complete.session.definitions = [:]
    // Without a target there is still a forward pass.
    _ = ["forward;", "backward;"].map { complete.run($0, host: host) }
    guard let value = complete.value(of: formula)?.asMatrix else { return nil }
    let session = complete.session
    let others = session.quantities.filter { $0.canonical == $0 && !uses.contains($0.name) }
    let found = others.sorted { $0.name < $1.name }.flatMap { quantity in
      Self.parts(of: session[quantity], equalTo: value).map { (name: quantity.name + $0, quantity: quantity.name) }
    }
    let confirmed = found.prefix(Self.mostCandidates).filter {
      complete.verdict(on: $0.name, against: formula)?.isRight == true
    }
    if confirmed.isEmpty { return nil }
    self.init(names: confirmed.map(\.name), quantities: confirmed.map(\.quantity), interpreter: complete)
  }

  /// The subscripts of the parts of a quantity that equal a value: none for all of it.
  private static func parts(of whole: Matrix<Double>?, equalTo value: Matrix<Double>) -> [String] {
    guard let whole else { return [] }
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }
    if whole.shape == value.shape {
      return zip(whole.elements, value.elements).allSatisfy(isNear) ? [""] : []
    }
    guard value.count == 1 else { return [] }
    let places = whole.elements.indices.filter { isNear(whole.elements[$0], value.elements[0]) }
    return places.prefix(3).map { "[\($0 / whole.columns), \($0 % whole.columns)]" }
  }
}

extension Interpreter {
  /// The quantities that a formula is equal to in general, without those that it or an equivalent formula reads.
  public func asked(by formula: String, equivalent: [String], host: any Host) -> AskedQuantity? {
    guard var uses = uses(of: formula), uses.readsQuantity else { return nil }
    for other in equivalent.compactMap({ self.uses(of: $0) }) { uses.formUnion(other) }
    return AskedQuantity(of: formula, uses: uses, in: self, host: host)
  }
}
