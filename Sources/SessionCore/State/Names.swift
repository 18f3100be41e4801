import Calculus
import Engine

/// The names of the notation, and what each one is.
public enum Names {
  /// The families that take a layer: `W[1]`.
  public static let families = Quantity.Family.allCases.filter { $0.hasLayers && $0.part == .always }

  /// The families of what a layer or an optimiser may have; elsewhere these are names for variables.
  public static let optionalFamilies = Quantity.Family.allCases.filter { $0.hasLayers && $0.part != .always }

  /// The name that `m` or `v` is short for before a layer: `mW[1]` for `m[1]`, unless it is a variable.
  public static func unabbreviated(_ name: String, in session: Session) -> String {
    Quantity.Moment(rawValue: name) != nil && session.variables[name] == nil ? "\(name)W" : name
  }

  public static let singles = Quantity.Family.allCases.filter { !$0.hasLayers && $0.part == .always }

  /// What a session may have; elsewhere these are names for variables.
  public static let optionalSingles = Quantity.Family.allCases.filter { !$0.hasLayers && $0.part != .always }

  public static let constants: [(name: String, summary: String)] = [
    ("eta", "learning rate"), ("pi", "3.14159…"), ("e", "2.71828…"), ("B", "number of samples in the batch"),
    ("L", "number of layers with weights"), ("l2", "factor λ of the penalty \(PenaltyDefinition.square.formula)"),
    ("l1", "factor λ₁ of the penalty \(PenaltyDefinition.size.formula)"),
    ("_", "the last result"), ("Out", "earlier results: Out[3]"),
  ]

  /// The families that a session has.
  public static func families(of session: Session) -> [Quantity.Family] {
    families + optionalFamilies.filter { family($0.symbol, in: session) != nil }
  }

  /// The names without a layer that a session has.
  public static func singles(of session: Session) -> [Quantity.Family] {
    singles + optionalSingles.filter { session.has($0.quantity(0)) }
  }

  /// The family of a name, whether or not a network has it.
  public static func family(_ name: String) -> Quantity.Family? {
    (families + optionalFamilies).first { $0.symbol == name }
  }

  /// The family of a name in a session.
  public static func family(_ name: String, in session: Session) -> Quantity.Family? {
    guard let family = self.family(name) else { return nil }
    if family.part == .always { return family }
    guard let network = session.network else { return nil }
    return (1...network.depth).contains { session.has(family.quantity($0)) } ? family : nil
  }

  /// The quantity of a name without a layer, whether or not a session has it.
  public static func single(_ name: String) -> Quantity? {
    (singles + optionalSingles).first { $0.symbol == name }?.quantity(0)
  }

  public static func single(_ name: String, in session: Session) -> Quantity? {
    singles(of: session).first { $0.symbol == name }?.quantity(0)
  }

  /// Constants of mathematics, which a variable of the same name hides.
  public static let hideable: Set<String> = ["e", "pi"]

  /// Whether the name belongs to the notation and cannot be a variable.
  public static func isReserved(_ name: String, in session: Session) -> Bool {
    family(name, in: session) != nil || single(name, in: session) != nil
      || constants.contains { $0.name == name } && !hideable.contains(name)
  }
}
