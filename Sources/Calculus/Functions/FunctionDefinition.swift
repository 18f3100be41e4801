/// A function that is a formula of its parameters: `f(x) = x^2 * sin(x)`, `sigmoid(z) = 1 / (1 + exp(-z))`.
public struct FunctionDefinition: Hashable, Sendable {
  /// As the shell spells it: `leaky_relu`.
  public var name: String
  public var parameters: [Symbol]
  /// The formula as mathematicians write it, from which derivations start.
  public var body: Term
  /// The same value, computed without overflow or loss of digits.
  public var stable: Term?
  /// The derivative by each parameter in the form that is shown and computed; `nil` for what the rules give.
  public var derivatives: [Term?]

  public init(
    _ name: String, _ parameters: [Symbol], _ body: Term, stable: Term? = nil, derivatives: [Term?]? = nil
  ) {
    (self.name, self.parameters, self.body, self.stable) = (name, parameters, body, stable)
    self.derivatives = derivatives ?? parameters.map { _ in nil }
  }
}

/// The functions that terms can call: the elementary ones, those of the program, and the user's.
public struct FunctionLibrary: Hashable, Sendable {
  private var definitions: [String: FunctionDefinition]

  public init(_ definitions: [FunctionDefinition] = []) {
    self.definitions = Dictionary(definitions.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
  }

  public subscript(name: String) -> FunctionDefinition? {
    get { definitions[name] }
    set { definitions[name] = newValue }
  }
}
