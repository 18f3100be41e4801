/// The two spellings of names: every Unicode name has an ASCII one.
public enum Spelling {
  /// Unicode to ASCII.
  public static let folded: [String: String] = [
    "δ": "delta", "σ": "sigmoid", "η": "eta", "π": "pi", "sigma": "sigmoid",
    "logistic": "sigmoid", "∑": "sum", "Σ": "sum", "√": "sqrt",
  ]

  /// What `\name` and Tab turn into.
  public static let escapes: [(name: String, symbol: String)] = [
    ("delta", "δ"), ("sigma", "σ"), ("eta", "η"), ("pi", "π"), ("odot", "⊙"), ("cdot", "·"), ("T", "ᵀ"),
    ("prime", "′"),
  ]

  public static func fold(_ name: String) -> String { folded[name] ?? name }
}
