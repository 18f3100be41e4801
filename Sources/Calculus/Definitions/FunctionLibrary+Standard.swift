extension FunctionLibrary {
  /// The functions that losses call besides the elementary ones.
  public static let standard = FunctionLibrary([
    FunctionDefinition(reading: "sigmoid(z) = 1 / (1 + exp(-z))"),
    FunctionDefinition(reading: "softplus(z) = log(1 + exp(z))", stable: "maximum(z, 0) + log1p(exp(-abs(z)))"),
  ])
}
