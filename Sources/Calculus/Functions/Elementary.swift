import RealModule

/// A function whose values and derivative are known without a definition.
public enum Elementary: String, CaseIterable, Sendable {
  case exp, log, log1p, expm1, sqrt, abs, sign, sin, cos, tan, sinh, cosh, tanh, asin, acos, atan, erf, erfc
  case log2, log10, maximum, minimum, round, floor, ceil

  public var arity: Int {
    switch self {
    case .maximum, .minimum: 2
    case .exp, .log, .log1p, .expm1, .sqrt, .abs, .sign, .sin, .cos, .tan, .sinh, .cosh, .tanh, .asin, .acos, .atan,
      .erf, .erfc, .log2, .log10, .round, .floor, .ceil:
      1
    }
  }

  /// What it is, in a line of help.
  public var summary: String {
    switch self {
    case .exp: "e^x"
    case .log: "natural logarithm"
    case .log1p: "log(1 + x), exact near 0"
    case .expm1: "e^x − 1, exact near 0"
    case .sqrt: "square root"
    case .abs: "absolute value"
    case .sign: "−1, 0 or 1"
    case .sin: "sine"
    case .cos: "cosine"
    case .tan: "tangent"
    case .sinh: "hyperbolic sine"
    case .cosh: "hyperbolic cosine"
    case .tanh: "hyperbolic tangent"
    case .asin: "inverse sine"
    case .acos: "inverse cosine"
    case .atan: "inverse tangent"
    case .erf: "error function"
    case .erfc: "1 − erf(x), exact where erf is near 1"
    case .log2: "logarithm to base 2"
    case .log10: "logarithm to base 10"
    case .maximum: "the larger of two, entry by entry"
    case .minimum: "the smaller of two, entry by entry"
    case .round: "nearest integer; halves to the even one"
    case .floor: "next integer below"
    case .ceil: "next integer above"
    }
  }
}
