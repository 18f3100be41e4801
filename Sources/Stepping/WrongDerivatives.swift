import Calculus

/// What is taken for the derivative of a function by mistake.
enum WrongDerivatives {
  static let argument = Symbol("→u")

  /// Formulas of `argument`, the likeliest first.
  static func of(_ head: Term.Head) -> [Term] {
    let u = Term.symbol(argument)
    func f(_ name: String) -> Term { .call(name, u) }
    let itself = Term.apply(head, [u])
    if head.order > 0 { return [.apply(Term.Head(head.name, orders: [head.order - 1]), [u])] }
    guard let elementary = Elementary(rawValue: head.name) else { return ofActivation(itself, u) }
    return switch elementary {
    case .exp, .expm1: [u * f("exp"), u * .call("exp", u - 1), .call("exp", u - 1), 1 / u, f("log"), f("expm1")]
    case .log, .log1p:
      [f("log"), f("exp"), 1 / f("log"), 1 / .power(u, 2), u, 1 / (u * .call("log", 10)), 1 / u, 1 / (1 + u)]
    case .sqrt:
      [
        1 / f("sqrt"), 2 / f("sqrt"), f("sqrt") / 2, 1 / (2 * u), 2 * f("sqrt"), .power(u, 2), .power(u, 1.5) / 1.5,
        1 / (2 * .power(u, 2)), u / f("sqrt"),
      ]
    case .abs: [f("abs"), u]
    case .sin: [f("sin"), -f("sin"), f("tan"), f("cosh"), 1 - f("cos")]
    case .cos: [f("sin"), f("cos"), -f("cos"), f("tan"), f("sinh")]
    case .tan:
      [
        1 / f("cos"), 1 - .power(f("tan"), 2), .power(f("tan"), 2), 1 / .power(f("sin"), 2), 1 / (1 + .power(u, 2)),
        .power(f("cos"), 2), f("tan") / f("cos"), 1 + f("tan"),
      ]
    case .sinh: [f("cos"), f("sinh"), 1 - f("cosh")]
    case .cosh: [f("sin"), f("cosh")]
    case .tanh:
      [
        1 - f("tanh"), 1 + .power(f("tanh"), 2), .power(f("tanh"), 2), f("tanh") * (1 - f("tanh")), 1 / f("cosh"),
        1 + f("tanh"), f("tanh") * (1 - .power(f("tanh"), 2)), 1 - .power(u, 2), 1 / (1 + .power(u, 2)),
        .power(1 - f("tanh"), 2),
      ]
    case .asin, .acos:
      [
        1 / .call("sqrt", 1 + .power(u, 2)), 1 / (1 - .power(u, 2)), f("acos"), f("asin"), 1 / (1 + .power(u, 2)),
        .call("sqrt", 1 - .power(u, 2)), 1 / .call("sqrt", 1 - u), 1 / f("cos"), 1 / f("sin"),
      ]
    case .atan:
      [
        1 / (1 - .power(u, 2)), 1 / .call("sqrt", 1 + .power(u, 2)), 1 / .call("sqrt", 1 - .power(u, 2)),
        1 / .power(f("cos"), 2), 1 / (1 + u), 1 / f("tan"), 1 + .power(u, 2), .power(f("cos"), 2),
      ]
    case .erf:
      [
        .call("exp", -.power(u, 2)), f("exp"), .call("sqrt", .symbol(.pi)) * .call("exp", -.power(u, 2)) / 2,
        2 * .call("exp", -.power(u, 2)),
        2 / .call("sqrt", .symbol(.pi)) * .call("exp", .power(u, 2)),
        1 / .call("sqrt", .symbol(.pi)) * .call("exp", -.power(u, 2)),
      ]
    case .erfc:
      [
        2 / .call("sqrt", .symbol(.pi)) * .call("exp", -.power(u, 2)), -.call("exp", -.power(u, 2)), 1 - f("erf"),
        -f("erf"), -(1 / .call("sqrt", .symbol(.pi)) * .call("exp", -.power(u, 2))),
        -(2 / .call("sqrt", .symbol(.pi)) * .call("exp", .power(u, 2))),
      ]
    case .log2, .log10: [1 / u, f("log2"), f("log10")]
    case .sign, .round, .floor, .ceil, .maximum, .minimum: []
    }
  }

  /// s (1 + s), 1 − s, s², … for s = σ(z), and what is done with other activations.
  private static func ofActivation(_ s: Term, _ u: Term) -> [Term] {
    [
      s * (1 - s), s * (1 + s), 1 - s, s - 1, .power(s, 2), 1 - .power(s, 2), 1 + .power(s, 2), s * (s - 1),
      .power(1 - s, 2), 1 / (1 + .call("exp", u)), 1 / (1 + .call("exp", -u)), .call("exp", -u), .call("exp", u),
      .choice(.comparison(.greater, u, 0), 1, 0), .choice(.comparison(.less, u, 0), 1, 0),
      .choice(.comparison(.greater, u, 0), u, 0), .choice(.comparison(.greater, u, 0), u, 1),
      .choice(.comparison(.greater, u, 0), 0, u), .choice(.comparison(.greater, u, 0), 1, u),
      .choice(.comparison(.greater, u, 0), 1, -1), u, u * (1 - u), 1 - u,
    ]
  }
}
