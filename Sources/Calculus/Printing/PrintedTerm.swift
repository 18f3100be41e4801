/// A printed term with how tightly its outermost sign binds, which decides about parentheses around it.
struct PrintedTerm {
  var text: String
  var level: Level

  init(_ text: String, _ level: Level = .atom) {
    (self.text, self.level) = (text, level)
  }

  /// From the loosest to the tightest; a notation uses those that its signs have.
  enum Level: Int, Comparable {
    case choice, comparison, sum
    /// Σₖ reaches as far to the right as a product does.
    case large
    case quotient, product, unary, power, atom

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }
}

/// The notation has no form for a term.
struct Unprintable: Error {}

/// What a printer needs besides the term.
struct PrintingNames {
  var library = FunctionLibrary()

  /// The parameters of a function; `nil` if it is unknown.
  func parameters(of function: String) -> [String]? {
    if let definition = library[function] { return definition.parameters.map(\.name) }
    return Elementary(rawValue: function).map { $0.arity == 2 ? ["x", "y"] : ["x"] }
  }

  /// The parameters by which a head differentiates, each as often as it does: x, y, y for ∂³f/∂x∂y².
  func variables(of head: Term.Head) -> [String]? {
    guard let names = parameters(of: head.name), names.count == head.orders.count else { return nil }
    return zip(names, head.orders).flatMap { Array(repeating: $0, count: $1) }
  }
}

extension Extent {
  /// B, or the number.
  var name: String { symbol ?? String(count) }
}
