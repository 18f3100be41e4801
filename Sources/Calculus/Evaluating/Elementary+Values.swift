import RealModule

extension Elementary {
  /// The value at one argument.
  /// - Precondition: the function has one.
  public func value<N: Evaluable>(_ x: N) -> N {
    switch self {
    case .exp: .exp(x)
    case .log: .log(x)
    case .log1p: .log(onePlus: x)
    case .expm1: .expMinusOne(x)
    case .sqrt: .sqrt(x)
    case .abs: x.branchValue < 0 ? -x : x.branchValue == 0 ? .zero : x
    case .sign: x.branchValue.isNaN ? x : N(x.branchValue > 0 ? 1 : x.branchValue < 0 ? -1 : 0)
    case .sin: .sin(x)
    case .cos: .cos(x)
    case .tan: .tan(x)
    case .sinh: .sinh(x)
    case .cosh: .cosh(x)
    case .tanh: Self.hyperbolicTangent(x)
    case .asin: .asin(x)
    case .acos: .acos(x)
    case .atan: Self.arcTangent(x)
    case .erf: N.errorFunction(x)
    case .erfc: N.complementaryErrorFunction(x)
    case .log2: .binaryLogarithm(x)
    case .log10: .decimalLogarithm(x)
    case .round: N(x.branchValue.rounded(.toNearestOrEven))
    case .floor: N(x.branchValue.rounded(.down))
    case .ceil: N(x.branchValue.rounded(.up))
    case .maximum, .minimum: preconditionFailure("\(rawValue) takes two arguments")
    }
  }

  /// The value at two arguments; a NaN stays.
  public func value<N: Evaluable>(_ x: N, _ y: N) -> N {
    if x.branchValue.isNaN { return x }
    if y.branchValue.isNaN { return y }
    return switch self {
    case .maximum: x.branchValue >= y.branchValue ? x : y
    case .minimum: x.branchValue <= y.branchValue ? x : y
    case .exp, .log, .log1p, .expm1, .sqrt, .abs, .sign, .sin, .cos, .tan, .sinh, .cosh, .tanh, .asin, .acos, .atan,
      .erf, .erfc, .log2, .log10, .round, .floor, .ceil:
      preconditionFailure("\(rawValue) takes one argument")
    }
  }

  /// tanh x; for a complex number 2/(1 + e^(−2x)) − 1, because `Complex.tanh` loses digits when it saturates.
  private static func hyperbolicTangent<N: Evaluable>(_ x: N) -> N {
    if x is any Real { return .tanh(x) }
    if x.branchValue < 0 { return -hyperbolicTangent(-x) }
    let e = N.exp(-(x + x))
    return (1 - e) / (1 + e)
  }

  /// atan x; for a complex number x with the real part r, atan r + atan w with w = (x − r) / (1 + x r), because
  /// `Complex.atan` loses a tiny imaginary part. A tiny w is its own arc tangent.
  private static func arcTangent<N: Evaluable>(_ x: N) -> N {
    let r = x.branchValue
    let w = (x - N(r)) / (1 + x * N(r))
    return w == .zero || w.magnitude < N(1e-9).magnitude ? N(.atan(r)) + w : .atan(x)
  }
}
