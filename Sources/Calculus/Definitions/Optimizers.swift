extension OptimizerDefinition {
  /// Every rule of the program, in the order in which they are listed. Constants and rules are those of PyTorch 2, so
  /// that a run can be continued there.
  public static let all = [sgd, momentum, nesterov, rmsprop, adam, adamw]

  public static let sgd = OptimizerDefinition(
    "sgd", "p = p - eta * g", source: "Robbins and Monro 1951",
    advice: "Gradient descent on mini-batches, as the post has it.")

  public static let momentum = OptimizerDefinition(
    "momentum", "m = beta1 * m + g", "p = p - eta * m", constants: [("beta1", 0.9)], source: "Polyak 1964",
    advice: """
      A push lasts: along a valley the steps add up to η g/(1 − β₁), ten times a plain one for β₁ = 0.9; across it they \
      cancel. Choose a rate accordingly.
      """)

  public static let nesterov = OptimizerDefinition(
    "nesterov", "m = beta1 * m + g", "p = p - eta * (g + beta1 * m)", constants: [("beta1", 0.9)],
    source: "Nesterov 1983; Sutskever et al. 2013",
    advice: "Momentum with the gradient at the point the momentum leads to: it turns earlier and oscillates less.")

  public static let rmsprop = OptimizerDefinition(
    "rmsprop", "v = beta2 * v + (1 - beta2) * g^2", "p = p - eta * g / (sqrt(v) + epsilon)",
    constants: [("beta2", 0.99), ("epsilon", 1e-8)], usualRate: 0.01, source: "Tieleman and Hinton 2012",
    advice: """
      Every parameter has a rate of its own, divided by the size of its latest gradients: steep directions are slowed, \
      flat ones made faster.
      """)

  public static let adam = OptimizerDefinition(
    "adam", "m = beta1 * m + (1 - beta1) * g", "v = beta2 * v + (1 - beta2) * g^2", "mhat = m / (1 - beta1^t)",
    "vhat = v / (1 - beta2^t)", "p = p - eta * mhat / (sqrt(vhat) + epsilon)",
    constants: [("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8)], usualRate: 0.001,
    source: "Kingma and Ba 2015",
    advice: """
      Momentum and RMSprop in one. m and v start at 0 and are too small in the first steps, which m̂ and v̂ correct: the \
      first step is η for every parameter, whatever its gradient.
      """)

  public static let adamw = OptimizerDefinition(
    "adamw", "m = beta1 * m + (1 - beta1) * g", "v = beta2 * v + (1 - beta2) * g^2", "mhat = m / (1 - beta1^t)",
    "vhat = v / (1 - beta2^t)", "p = p - eta * mhat / (sqrt(vhat) + epsilon)", decay: "(1 - eta * decay) * p",
    constants: [("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8), ("decay", 0.01)], usualRate: 0.001,
    source: "Loshchilov and Hutter 2019",
    advice: """
      Adam with the decay of the weights apart from the gradient, so that v does not divide it: with the l2 of set, \
      weights with large gradients would hardly decay. Biases, gamma and beta do not decay.
      """)
}
