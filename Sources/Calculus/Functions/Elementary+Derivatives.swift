extension Elementary {
  /// The names of the arguments in formulas.
  public var parameters: [Symbol] { arity == 1 ? [Symbol("x")] : [Symbol("x"), Symbol("y")] }

  /// The derivative by an argument, as a formula of `parameters`; at kinks as ReLU′(0) = 0 has it: sign(0) = 0, and of
  /// two equal arguments the second decides.
  public func derivative(by argument: Int = 0) -> Term {
    let (x, y) = (Term.symbol(Symbol("x")), Term.symbol(Symbol("y")))
    return switch self {
    case .exp, .expm1: .call("exp", x)
    case .log: 1 / x
    case .log2: 1 / (x * .call("log", 2))
    case .log10: 1 / (x * .call("log", 10))
    case .log1p: 1 / (1 + x)
    case .sqrt: 1 / (2 * .call("sqrt", x))
    case .abs: .call("sign", x)
    case .sign, .round, .floor, .ceil: 0
    case .sin: .call("cos", x)
    case .cos: -.call("sin", x)
    case .tan: 1 + .power(.call("tan", x), 2)
    case .sinh: .call("cosh", x)
    case .cosh: .call("sinh", x)
    case .tanh: 1 - .power(.call("tanh", x), 2)
    case .asin: 1 / .call("sqrt", 1 - .power(x, 2))
    case .acos: -(1 / .call("sqrt", 1 - .power(x, 2)))
    case .atan: 1 / (1 + .power(x, 2))
    case .erf: (2 / .call("sqrt", .symbol(.pi))) * .call("exp", -.power(x, 2))
    case .erfc: -((2 / .call("sqrt", .symbol(.pi))) * .call("exp", -.power(x, 2)))
    case .maximum: .comparison(argument == 0 ? .greater : .lessOrEqual, x, y)
    case .minimum: .comparison(argument == 0 ? .less : .greaterOrEqual, x, y)
    }
  }

  /// The derivative as it is computed, if another form keeps more digits.
  var stableDerivative: Term? {
    let x = Term.symbol(Symbol("x"))
    return switch self {
    // 1 − tanh² cancels where tanh saturates.
    case .tanh: 1 / .power(.call("cosh", x), 2)
    case .asin: 1 / .call("sqrt", (1 - x) * (1 + x))
    case .acos: -(1 / .call("sqrt", (1 - x) * (1 + x)))
    case .exp, .log, .log1p, .expm1, .sqrt, .abs, .sign, .sin, .cos, .tan, .sinh, .cosh, .atan, .erf, .erfc,
      .log2, .log10, .maximum, .minimum, .round, .floor, .ceil:
      nil
    }
  }

  /// Whether the derivative jumps somewhere.
  public var hasKink: Bool {
    switch self {
    case .abs, .maximum, .minimum: true
    case .exp, .log, .log1p, .expm1, .sqrt, .sign, .sin, .cos, .tan, .sinh, .cosh, .tanh, .asin, .acos, .atan, .erf,
      .erfc, .log2, .log10, .round, .floor, .ceil:
      false
    }
  }

  /// Whether the value itself jumps, so that the function has no useful derivative.
  public var hasJumps: Bool {
    switch self {
    case .sign, .round, .floor, .ceil: true
    case .exp, .log, .log1p, .expm1, .sqrt, .abs, .sin, .cos, .tan, .sinh, .cosh, .tanh, .asin, .acos, .atan, .erf,
      .erfc, .log2, .log10, .maximum, .minimum:
      false
    }
  }
}

extension Symbol {
  /// π.
  public static let pi = Symbol("pi")
}
