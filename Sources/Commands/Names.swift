import Engine

/// The names of the notation, and what each one is.
enum Names {
  /// The families that take a layer: `W[1]`.
  static let families: [(name: String, make: @Sendable (Int) -> Quantity, summary: String)] = [
    ("W", { .weights($0) }, "weights into layer l"),
    ("b", { .biases($0) }, "biases of layer l"),
    ("z", { .preActivation($0) }, "pre-activations of layer l"),
    ("a", { .activation($0) }, "activations of layer l; a[0] is X"),
    ("delta", { .delta($0) }, "error signal of layer l, the gradient of C by z[l]"),
    ("da", { .activationGradient($0) }, "gradient of C by a[l]"),
    ("dW", { .weightGradient($0) }, "gradient of C by W[l]"),
    ("db", { .biasGradient($0) }, "gradient of C by b[l]"),
  ]

  static let singles: [(name: String, quantity: Quantity, summary: String)] = [
    ("X", .input, "input of the batch, one sample a row"),
    ("Y", .target, "target of the batch, one sample a row"),
    ("C", .loss, "loss of the batch"),
  ]

  static let constants: [(name: String, summary: String)] = [
    ("eta", "learning rate"), ("pi", "3.14159…"), ("B", "number of samples in the batch"),
    ("L", "number of layers with weights"), ("l2", "factor λ of the penalty ½ λ Σ W²"),
    ("_", "the last result"), ("Out", "earlier results: Out[3]"),
  ]

  static func family(_ name: String) -> (@Sendable (Int) -> Quantity)? {
    families.first { $0.name == name }?.make
  }

  static func single(_ name: String) -> Quantity? {
    singles.first { $0.name == name }?.quantity
  }

  /// Whether the name belongs to the notation and cannot be a variable.
  static func isReserved(_ name: String) -> Bool {
    family(name) != nil || single(name) != nil || constants.contains { $0.name == name }
  }
}
