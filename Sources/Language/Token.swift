/// A word or sign of an expression, with its place.
public struct Token: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case number(Double)
    /// A name, with its Unicode spelling folded to the ASCII one: `δ` is `delta`.
    case name(String)
    case text(String)
    case plus, minus, times, divide, matrixProduct, power
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, assign
    case openParenthesis, closeParenthesis, openBracket, closeBracket
    case comma, colon, semicolon, transpose
    /// `..` of a range.
    case dots
    /// `'` is 1, `″` is 2.
    case primes(Int)
    /// `²`, and `₂`.
    case raised(Int), lowered(Int)
    /// `.sum` after a value.
    case member(String)
    /// `√`, `|`, `‖`, `≈`.
    case root, bar, doubleBar, approximately
    case unknown(String)
    case end
  }

  public let kind: Kind
  public let span: SourceSpan
}

extension Token.Kind: CustomStringConvertible {
  /// The token as it is named in a message.
  public var description: String {
    switch self {
    case .number(let value): "number \(value)"
    case .name(let name): name
    case .text(let text): "\"\(text)\""
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .divide: "/"
    case .matrixProduct: "@"
    case .power: "^"
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .assign: "="
    case .openParenthesis: "("
    case .closeParenthesis: ")"
    case .openBracket: "["
    case .closeBracket: "]"
    case .comma: ","
    case .colon: ":"
    case .dots: ".."
    case .semicolon: ";"
    case .primes(let count): String(repeating: "'", count: count)
    case .raised(let power): "^\(power)"
    case .lowered(let index): "[\(index)]"
    case .member(let name): ".\(name)"
    case .root: "√"
    case .bar: "|"
    case .doubleBar: "‖"
    case .approximately: "≈"
    case .transpose: ".T"
    case .unknown(let text): text
    case .end: "end of the line"
    }
  }
}

/// The two spellings of names: every Unicode name has an ASCII one.
public enum Spelling {
  /// Unicode to ASCII.
  public static let folded: [String: String] = [
    "δ": "delta", "σ": "sigmoid", "η": "eta", "π": "pi", "sigma": "sigmoid",
    "logistic": "sigmoid", "∑": "sum", "Σ": "sum", "√": "sqrt", "ln": "log", "γ": "gamma", "β": "beta", "μ": "mu",
    "∇W": "dW", "∇b": "db", "∇a": "da", "∇z": "delta",
  ]

  /// What `\name` and Tab turn into.
  public static let escapes: [(name: String, symbol: String)] = [
    ("delta", "δ"), ("sigma", "σ"), ("eta", "η"), ("pi", "π"), ("odot", "⊙"), ("cdot", "·"), ("T", "ᵀ"),
    ("prime", "′"), ("partial", "∂"),
  ]

  public static func fold(_ name: String) -> String {
    if let known = folded[name] { return known }
    // `Σ_k` sums over a letter.
    return name.hasPrefix("Σ_") || name.hasPrefix("∑_") ? "sum" + name.dropFirst() : name
  }
}
