extension ActivationDefinition {
  /// Every activation of the program, in the order in which they are listed.
  ///
  /// A new one is an entry here: function, derivative, Tab, help, explanations, mistakes, checks, training and exports
  /// follow from it.
  public static let all = [
    ActivationDefinition(
      "relu(z) = maximum(z, 0)", derivative: "where(z > 0, 1, 0)", range: "0 to ∞", source: "Nair and Hinton 2010",
      advice:
        "A unit whose pre-activation is negative for every sample has gradient 0 and learns no more. Finite "
        + "differences that step over the kink are wrong: gradcheck notices and says so. init kaiming suits it.",
      pytorchModule: "nn.ReLU()", onnxOperator: "Relu"),
    ActivationDefinition(
      "leaky_relu(z) = where(z > 0, z, 0.01 * z)", range: "−∞ to ∞",
      source: "Maas, Hannun and Ng 2013",
      advice: "No unit dies, because the slope is never 0. gradcheck meets a kink at 0, as with relu.",
      pytorchModule: "nn.LeakyReLU(0.01)"),
    ActivationDefinition(
      "elu(z) = where(z > 0, z, exp(z) - 1)", stable: "where(z > 0, z, expm1(minimum(z, 0)))",
      because: "expm1 keeps the digits of e^z − 1 near 0, and no power overflows",
      derivative: "where(z > 0, 1, exp(minimum(z, 0)))", range: "−1 to ∞",
      source: "Clevert, Unterthiner and Hochreiter 2016", advice: "Smooth at 0, and negative values are not lost.",
      pytorchModule: "nn.ELU()"),
    ActivationDefinition(
      "sigmoid(z) = 1 / (1 + exp(-z))", stable: "where(z >= 0, 1, exp(-abs(z))) / (1 + exp(-abs(z)))",
      because: "e^−|z| never overflows", derivative: "sigmoid(z) * sigmoid(-z)", range: "0 to 1, ½ at z = 0",
      source: "Rumelhart, Hinton and Williams 1986",
      advice:
        "The derivative is at most ¼ and falls off as e^−|z|: saturated units learn slowly. It is computed as "
        + "σ(z) σ(−z), since σ(z) (1 − σ(z)) is exactly 0 from z ≈ 36.7 on.",
      pytorchModule: "nn.Sigmoid()", onnxOperator: "Sigmoid"),
    ActivationDefinition(
      "tanh(z) = tanh(z)", derivative: "4 * sigmoid(2 * z) * sigmoid(-2 * z)", range: "−1 to 1, 0 at z = 0",
      source: "LeCun et al. 1998",
      advice:
        "A sigmoid about 0: tanh z = 2σ(2z) − 1. init xavier suits it. The derivative is also 1 − tanh² z, which loses "
        + "its digits where tanh saturates.",
      pytorchModule: "nn.Tanh()", onnxOperator: "Tanh"),
    ActivationDefinition(
      "softplus(z) = log(1 + exp(z))", stable: "maximum(z, 0) + log1p(exp(-abs(z)))",
      because: "e^−|z| does not overflow", derivative: "sigmoid(z)", range: "0 to ∞", source: "Dugas et al. 2001",
      advice: "A smooth ReLU.",
      // From the default threshold of 20 on PyTorch takes z for softplus(z), which is 2e-9 off.
      pytorchModule: "nn.Softplus(threshold=40)"),
    ActivationDefinition(
      "silu(z) = z * sigmoid(z)", derivative: "sigmoid(z) * (1 + z * sigmoid(-z))", range: "−0.278… to ∞",
      source: "Elfwing, Uchibe and Doya 2018; also called swish",
      advice: "Smooth, and not monotonic: its least value is at z ≈ −1.278.", pytorchModule: "nn.SiLU()"),
    ActivationDefinition(
      "gelu(z) = z * (1 + erf(z / sqrt(2))) / 2", stable: "z * (0.5 * erfc(-z * sqrt(0.5)))",
      because: "1 + erf(z/√2) loses its digits where erf is near −1, and is 0 from z ≈ −8.3 down",
      derivative: "0.5 * erfc(-z * sqrt(0.5)) + z * exp(-0.5 * z * z) / sqrt(2 * pi)", range: "−0.170… to ∞",
      source: "Hendrycks and Gimpel 2016",
      advice:
        "z Φ(z), with Φ the distribution function of the standard normal: the exact form with the error function, not "
        + "the tanh approximation. It is computed as z erfc(−z/√2) / 2, which keeps its digits far below 0."),
    ActivationDefinition(
      "mish(z) = z * tanh(softplus(z))", range: "−0.309… to ∞", source: "Misra 2020",
      advice: "Smooth, and not monotonic: its least value is at z ≈ −1.192. Close to silu.",
      pytorchModule: "nn.Mish()"),
    ActivationDefinition(
      "selu(z) = 1.0507009873554805 * where(z > 0, z, 1.6732632423543772 * (exp(z) - 1))",
      stable: "1.0507009873554805 * where(z > 0, z, 1.6732632423543772 * expm1(minimum(z, 0)))",
      because: "expm1 keeps the digits of e^z − 1 near 0, and no power overflows",
      derivative: "1.0507009873554805 * where(z > 0, 1, 1.6732632423543772 * exp(minimum(z, 0)))",
      range: "−1.758… to ∞", source: "Klambauer, Unterthiner, Mayr and Hochreiter 2017",
      advice: "Keeps mean 0 and variance 1 from layer to layer, if the weights are drawn with variance 1/n.",
      pytorchModule: "nn.SELU()"),
    ActivationDefinition(
      "softmax(z) = exp(z) / sum(exp(z), axis=1)", isOfRow: true,
      stable: "exp(z - max(z, axis=1)) / sum(exp(z - max(z, axis=1)), axis=1)",
      because: "with the largest of the row subtracted nothing overflows", range: "0 to 1, each row adds up to 1",
      source: "Bridle 1990",
      advice:
        "For the output layer, with the loss cross-entropy: delta[L] is then a[L] − Y, divided by B if the loss is a "
        + "mean. Its derivative is the Jacobian ∂aᵢ/∂zⱼ = aᵢ (1 if i = j, else 0) − aᵢ aⱼ of a row.",
      pytorchModule: "nn.Softmax(dim=1)", onnxOperator: "Softmax"),
    ActivationDefinition(
      "identity(z) = z", range: "−∞ to ∞", source: "the linear unit",
      advice: "For the output layer of a regression; two such layers are one.", pytorchModule: "nn.Identity()",
      onnxOperator: "Identity"),
  ]
}
