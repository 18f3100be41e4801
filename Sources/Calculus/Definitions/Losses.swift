extension LossDefinition {
  /// Every loss of the program, in the order in which they are listed.
  public static let all = [
    halfSquaredError, meanSquaredError, huber, logCosh, hinge, crossEntropy, binaryCrossEntropy,
  ]

  public static let halfSquaredError = LossDefinition(
    reading: "half_squared_error(a, y) = 0.5 * sum((a - y)^2)", usualOutput: "sigmoid", range: "0 to ∞",
    source: "Gauss 1809; the post's derivation",
    advice: "The ½ cancels the 2 of the derivative: without it every gradient is twice as large.",
    example: Example(
      cells: ["network 2 1", "input [[1, 2]]", "target [[1]]", "loss"], shows: "½ (0.5 − 1)² = 0.125", value: 0.125))

  public static let meanSquaredError = LossDefinition(
    reading: "mean_squared_error(a, y) = mean((a - y)^2)", usualOutput: "identity", range: "0 to ∞",
    source: "Gauss 1809; PyTorch's MSELoss, which is also a mean over samples and outputs",
    advice: "For regression. The gradient does not grow with the number of outputs, unlike that of half-squared-error.",
    example: Example(
      cells: ["network 2 2 loss mean-squared-error", "input [[1, 2]]", "target [[1, 3]]", "loss"],
      shows: "½ ((0 − 1)² + (0 − 3)²) = 5", value: 5))

  public static let huber = LossDefinition(
    reading: """
      huber(a, y, delta) = \
      mean(where(abs(a - y) <= delta, 0.5 * (a - y)^2, delta * (abs(a - y) - 0.5 * delta)))
      """,
    stable: "mean(minimum(abs(a - y), delta) * (abs(a - y) - 0.5 * minimum(abs(a - y), delta)))",
    derivative: "minimum(maximum(a - y, -delta), delta) / n", constants: [1], usualOutput: "identity", isSmooth: true,
    range: "0 to ∞",
    source: "Huber 1964",
    advice: """
      A square near 0 and a line far away: no outlier pulls harder than δ. set huber-delta changes δ, which is 1 by \
      default.
      """,
    example: Example(
      cells: ["network 2 1 loss huber", "input [[1, 2]]", "target [[5]]", "loss"], shows: "δ (|r| − ½ δ) = 4.5",
      value: 4.5))

  public static let logCosh = LossDefinition(
    reading: "log_cosh(a, y) = mean(log(cosh(a - y)))",
    // cosh overflows from 711 on, where log cosh r is |r| − log 2.
    stable: "mean(abs(a - y) + log1p(exp(-2 * abs(a - y))) - log(2))", derivative: "tanh(a - y) / n",
    usualOutput: "identity", range: "0 to ∞", source: "Green 1990; Keras' LogCosh",
    advice: """
      A square near 0 and a line far away, as huber, but smooth: r²/2 for small residuals, |r| − log 2 for large ones.
      """,
    example: Example(
      cells: ["network 2 1 loss log-cosh", "input [[1, 2]]", "target [[5]]", "loss"], shows: "log cosh 5 = 4.30690",
      value: 4.306898))

  public static let hinge = LossDefinition(
    reading: "hinge(a, y) = sum(maximum(0, 1 - y * a))", derivative: "-y * (1 - y * a > 0)",
    usualOutput: "identity", targets: .signs, range: "0 to ∞", source: "Cortes and Vapnik 1995",
    advice: """
      For classes −1 and 1 with the output identity: a sample on the right side by a margin of 1 costs nothing and pulls \
      no more. The derivative jumps at y a = 1.
      """,
    example: Example(
      cells: ["network 2 1 loss hinge", "input [[1, 2]]", "target [[-1]]", "b[1] = 0.5", "loss"],
      shows: "1 − (−1) · 0.5 = 1.5", value: 1.5))

  public static let crossEntropy = LossDefinition(
    reading: "cross_entropy(a, y) = -sum(y * log(a))",
    logits: (
      "softmax", value: "sum(y * (log(sum(exp(z - max(z)))) - (z - max(z))))", gradient: "a - y",
      computed: "a * sum(y) - y",
      reason: "the logarithm of an output that underflows to 0 is −∞"
    ), usualOutput: "softmax", targets: .distribution, range: "0 to ∞",
    source: "Bridle 1990; Goodfellow et al. 2016, section 6.2.2",
    advice: """
      Targets are one row of shares a sample, one-hot for classes. It is taken from z, so that an output that underflows \
      to 0 gives a finite loss and an exact gradient.
      """,
    example: Example(
      cells: ["network 2 3 loss cross-entropy", "input [[1, 2]]", "target [[0, 1, 0]]", "loss"],
      shows: "log 3 = 1.09861: three classes, no idea", value: 1.09861))

  public static let binaryCrossEntropy = LossDefinition(
    reading: "binary_cross_entropy(a, y) = -sum(y * log(a) + (1 - y) * log(1 - a))",
    derivative: "(a - y) / (a * (1 - a))",
    logits: (
      "sigmoid", value: "sum(y * softplus(-z) + (1 - y) * softplus(z))", gradient: "a - y",
      computed: nil, reason: "a saturated output is 0 or 1, and the logarithm of 0 is −∞"
    ), usualOutput: "sigmoid", targets: .probabilities, range: "0 to ∞",
    source: "Goodfellow et al. 2016, section 6.2.2",
    advice: "Each output is a yes or no by itself. It is taken from z with softplus, exact for saturated outputs.",
    example: Example(
      cells: ["network 2 1 loss binary-cross-entropy", "input [[1, 2]]", "target [[1]]", "loss"],
      shows: "log 2 = 0.693147", value: 0.693147))
}
