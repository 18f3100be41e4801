import Engine

/// How losses are written in NumPy and PyTorch.
extension Objective {
  /// `Y`, smoothed if labels are.
  var numpySmoothing: [String] {
    guard smoothing != 0 else { return [] }
    let classes =
      switch loss.targets {
      case .probabilities: "2"
      case .distribution, .anyNumbers: "Y.shape[1]"
      }
    return ["Y = (1 - \(smoothing)) * Y + \(smoothing) / \(classes)  # smoothed labels"]
  }

  /// `total`, the sum of the losses of all samples.
  var numpyTotal: [String] {
    let steps =
      switch loss {
      case .halfSquaredError: ["total = 0.5 * ((a[L] - Y) ** 2).sum()"]
      case .meanSquaredError: ["total = ((a[L] - Y) ** 2).mean(axis=1).sum()"]
      case .huber:
        [
          "r = np.abs(a[L] - Y)",
          "cost = np.where(r <= \(huberDelta), 0.5 * r ** 2, \(huberDelta) * (r - 0.5 * \(huberDelta)))",
          "total = cost.mean(axis=1).sum()",
        ]
      case .crossEntropy:
        [
          "shifted = z[L] - z[L].max(axis=1, keepdims=True)",
          "log_softmax = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))",
          "total = -(Y * log_softmax).sum()",
        ]
      case .binaryCrossEntropy:
        ["total = (Y * np.logaddexp(0, -z[L]) + (1 - Y) * np.logaddexp(0, z[L])).sum()"]
      }
    return numpySmoothing + steps
  }

  /// The gradient of `total` by a[L], or by z[L] if the output activation belongs to the loss.
  var numpyOutputGradient: String {
    switch loss {
    case .halfSquaredError, .binaryCrossEntropy: "a[L] - Y"
    case .meanSquaredError: "2 * (a[L] - Y) / Y.shape[1]"
    case .huber: "np.clip(a[L] - Y, -\(huberDelta), \(huberDelta)) / Y.shape[1]"
    case .crossEntropy: "a[L] * Y.sum(axis=1, keepdims=True) - Y"
    }
  }

  /// The sum of the losses of all samples; the entropies are taken from the logits, which the last module gets.
  var pytorchTotal: String {
    switch loss {
    case .halfSquaredError: "0.5 * ((model(X) - Y) ** 2).sum()"
    case .meanSquaredError: "((model(X) - Y) ** 2).mean(dim=1).sum()"
    case .huber:
      "nn.functional.huber_loss(model(X), Y, reduction=\"none\", delta=\(huberDelta)).mean(dim=1).sum()"
    case .crossEntropy: "-(Y * torch.log_softmax(model[:-1](X), dim=1)).sum()"
    case .binaryCrossEntropy:
      "nn.functional.binary_cross_entropy_with_logits(model[:-1](X), Y, reduction=\"sum\")"
    }
  }
}
