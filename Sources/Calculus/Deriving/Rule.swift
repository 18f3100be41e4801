/// Why a line of a derivation follows from the one before.
public enum Rule: Hashable, Sendable {
  case constant
  /// ∂x/∂x = 1.
  case variable
  /// ∂x_i/∂x_j = δ_ij.
  case kroneckerDelta
  case sum
  case constantFactor
  case product
  case quotient
  case power
  case exponential
  /// The derivative of a function of the variable itself: sin′ = cos.
  case function(String)
  /// f(u)′ = f′(u) u′, with the outer function.
  case chain(String)
  /// A function of several arguments that depend on the variable: Σ over the arguments.
  case paths
  case piecewise
  /// A sum over an index, differentiated term by term.
  case sumOverIndex
  /// The largest of several: the derivative of the one that is the largest.
  case extremum
  /// A name replaced by what it is defined as.
  case definition(String)
  /// The same for other entries of a quantity.
  case likewise(String)
  /// Σ_k δ_ki x_k = x_i.
  case contraction
  case collecting
  /// An identity of the values: Σ_k y_sk = 1.
  case fact(String)
  /// Numbers or formulas for the variables.
  case substitution
  /// The derivative in the form that is computed, and why it is.
  case preferred
  /// From index form to matrix form.
  case matrixForm

  /// The rule in a few words, as a derivation shows it.
  public var name: String {
    switch self {
    case .constant: "derivative of a constant"
    case .variable: "derivative of the variable"
    case .kroneckerDelta: "Kronecker delta"
    case .sum: "sum rule"
    case .constantFactor: "constant factor"
    case .product: "product rule"
    case .quotient: "quotient rule"
    case .power: "power rule"
    case .exponential: "exponential rule"
    case .function(let name): "derivative of \(name)"
    case .chain(let name): "chain rule: \(name) outside"
    case .paths: "chain rule, the sum over all paths"
    case .piecewise: "piece by piece"
    case .sumOverIndex: "sum rule under the Σ"
    case .extremum: "derivative of the largest"
    case .definition(let name): "definition of \(name)"
    case .likewise(let name): "the other \(name) likewise"
    case .contraction: "one term of each sum is left, by its Kronecker delta"
    case .collecting: "simplified"
    case .fact(let reason): reason
    case .substitution: "with these arguments"
    case .preferred: "the same, as it is computed"
    case .matrixForm: "in matrix form"
    }
  }

  /// Whether a short derivation applies it together with the step that led to it.
  package var isTrivial: Bool {
    switch self {
    case .constant, .variable, .kroneckerDelta: true
    case .sum, .constantFactor, .product, .quotient, .power, .exponential, .function, .chain, .paths, .piecewise,
      .sumOverIndex, .extremum, .definition, .likewise, .contraction, .collecting, .fact, .substitution, .preferred,
      .matrixForm:
      false
    }
  }
}
