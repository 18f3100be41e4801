import Engine

extension Activation {
  var numpyName: String { rawValue.replacing("-", with: "_") }

  /// The functions that this one is made of.
  var numpyNeeds: [Activation] { self == .softplus || self == .silu ? [.sigmoid] : [] }

  /// h, and the gradient by z from that by a.
  var numpyFunctions: String {
    let (value, gradient) = numpyFormulas
    return """
      \(numpyPreamble)def \(numpyName)(z):
      \(value.map { "    \($0)" }.joined(separator: "\n"))


      def \(numpyName)_back(da, z, a):
      \(gradient.map { "    \($0)" }.joined(separator: "\n"))
      """
  }

  private var numpyPreamble: String {
    guard self == .gelu else { return "" }
    return """
      def normal(z):  # the distribution function of the standard normal
          return 0.5 * (1 + np.vectorize(math.erf, otypes=[z.dtype])(z / math.sqrt(2)))



      """
  }

  private var numpyFormulas: (value: [String], gradient: [String]) {
    switch self {
    case .relu: (["return np.maximum(z, 0)"], ["return da * (z > 0)"])
    case .leakyRelu: (["return np.where(z > 0, z, 0.01 * z)"], ["return np.where(z > 0, da, 0.01 * da)"])
    case .elu:
      (
        ["return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))"],
        ["return np.where(z > 0, da, da * np.exp(np.minimum(z, 0)))"]
      )
    case .sigmoid:
      (
        ["e = np.exp(-np.abs(z))  # never overflows", "return np.where(z >= 0, 1, e) / (1 + e)"],
        ["return da * sigmoid(z) * sigmoid(-z)"]
      )
    case .tanh: (["return np.tanh(z)"], ["return da * (1 - a) * (1 + a)"])
    case .softplus:
      (["return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"], ["return da * sigmoid(z)"])
    case .silu: (["return z * sigmoid(z)"], ["return da * sigmoid(z) * (1 + z * sigmoid(-z))"])
    case .gelu:
      (
        ["return z * normal(z)"],
        ["density = np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)", "return da * (normal(z) + z * density)"]
      )
    case .softmax:
      (
        ["e = np.exp(z - z.max(axis=1, keepdims=True))", "return e / e.sum(axis=1, keepdims=True)"],
        ["return a * (da - (da * a).sum(axis=1, keepdims=True))"]
      )
    case .identity: (["return z"], ["return da"])
    }
  }
}
