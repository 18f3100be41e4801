import Engine

/// The names of the notation, and what each one is.
public enum Names {
  public typealias Family = (name: String, make: @Sendable (Int) -> Quantity, summary: String)

  /// The families that take a layer: `W[1]`.
  public static let families: [Family] = [
    ("W", { .weights($0) }, "weights into layer l"),
    ("b", { .biases($0) }, "biases of layer l"),
    ("z", { .preActivation($0) }, "pre-activations of layer l"),
    ("a", { .activation($0) }, "activations of layer l; a[0] is X"),
    ("delta", { .delta($0) }, "error signal of layer l, the gradient of C by z[l]"),
    ("da", { .activationGradient($0) }, "gradient of C by a[l]"),
    ("dW", { .weightGradient($0) }, "gradient of C by W[l]"),
    ("db", { .biasGradient($0) }, "gradient of C by b[l]"),
  ]

  /// The families of what a layer or an optimiser may have; elsewhere these are names for variables.
  public static let optionalFamilies = parts + moments

  private static let parts: [Family] =
    [
      ("mask", { .mask($0) }, "dropout mask of layer l, 0 or 1/(1 − p)"),
      ("mu", { .mean($0) }, "mean of z[l] over the batch"),
      ("var", { .variance($0) }, "variance of z[l] over the batch"),
      ("zhat", { .standardized($0) }, "(z[l] − mu[l]) / √(var[l] + ε)"),
      ("zbn", { .normalized($0) }, "gamma[l] ⊙ zhat[l] + beta[l]"),
      ("gamma", { .gamma($0) }, "scale of the batch normalisation of layer l"),
      ("beta", { .beta($0) }, "shift of the batch normalisation of layer l"),
      ("running_mean", { .runningMean($0) }, "mean of z[l] for evaluation"),
      ("running_var", { .runningVariance($0) }, "variance of z[l] for evaluation"),
      ("dzbn", { .normalizedGradient($0) }, "gradient of C by zbn[l]"),
      ("dgamma", { .gammaGradient($0) }, "gradient of C by gamma[l]"),
      ("dbeta", { .betaGradient($0) }, "gradient of C by beta[l]"),
      ("dzhat", { .standardizedGradient($0) }, "gradient of C by zhat[l]"),
      ("dvar", { .varianceGradient($0) }, "gradient of C by var[l]"),
      ("dmu", { .meanGradient($0) }, "gradient of C by mu[l]"),
    ]

  /// What an optimiser remembers, where there is one that does.
  private static let moments: [Family] = Quantity.Moment.allCases.flatMap { moment in
    Quantity.Parameter.allCases.map { parameter in
      (
        moment.rawValue + parameter.rawValue, { @Sendable in .moment(moment, parameter, $0) },
        "\(moment == .first ? "gradients" : "squared gradients") of \(parameter.rawValue)[l] that the optimiser remembers"
      )
    }
  }

  /// The name that `m` or `v` is short for before a layer: `mW[1]` for `m[1]`, but not where it is a variable.
  public static func unabbreviated(_ name: String, in session: Session) -> String {
    Quantity.Moment(rawValue: name) != nil && session.variables[name] == nil ? "\(name)W" : name
  }

  public typealias Single = (name: String, quantity: Quantity, summary: String)

  public static let singles: [Single] = [
    ("X", .input, "input of the batch, one sample a row"),
    ("Y", .target, "target of the batch, one sample a row"),
    ("C", .loss, "loss of the batch"),
  ]

  /// What a session may have; elsewhere these are names for variables.
  public static let optionalSingles: [Single] = [
    ("Ys", .smoothedTarget, "target with smoothed labels: (1 − ε) Y + ε/n")
  ]

  public static let constants: [(name: String, summary: String)] = [
    ("eta", "learning rate"), ("pi", "3.14159…"), ("B", "number of samples in the batch"),
    ("L", "number of layers with weights"), ("l2", "factor λ of the penalty ½ λ Σ W²"),
    ("l1", "factor λ₁ of the penalty λ₁ Σ |W|"),
    ("_", "the last result"), ("Out", "earlier results: Out[3]"),
  ]

  /// The families that a session has.
  public static func families(of session: Session) -> [Family] {
    families + optionalFamilies.filter { family($0.name, in: session) != nil }
  }

  /// The names without a layer that a session has.
  public static func singles(of session: Session) -> [Single] {
    singles + optionalSingles.filter { session.has($0.quantity) }
  }

  /// The family of a name, whether or not a network has it.
  public static func family(_ name: String) -> (@Sendable (Int) -> Quantity)? {
    (families + optionalFamilies).first { $0.name == name }?.make
  }

  /// The family of a name in a session.
  public static func family(_ name: String, in session: Session) -> (@Sendable (Int) -> Quantity)? {
    if let core = families.first(where: { $0.name == name }) { return core.make }
    guard let network = session.network, let make = family(name) else { return nil }
    return (1...network.depth).contains { session.has(make($0)) } ? make : nil
  }

  /// The quantity of a name without a layer, whether or not a session has it.
  public static func single(_ name: String) -> Quantity? {
    (singles + optionalSingles).first { $0.name == name }?.quantity
  }

  public static func single(_ name: String, in session: Session) -> Quantity? {
    singles(of: session).first { $0.name == name }?.quantity
  }

  /// Whether the name belongs to the notation and cannot be a variable.
  public static func isReserved(_ name: String, in session: Session) -> Bool {
    family(name, in: session) != nil || single(name, in: session) != nil || constants.contains { $0.name == name }
  }
}
