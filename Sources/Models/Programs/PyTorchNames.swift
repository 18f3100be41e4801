import Engine

extension Activation {
  var pytorchModule: String {
    switch self {
    case .relu: "nn.ReLU()"
    case .leakyRelu: "nn.LeakyReLU(0.01)"
    case .elu: "nn.ELU()"
    case .sigmoid: "nn.Sigmoid()"
    case .tanh: "nn.Tanh()"
    // From the default threshold of 20 on PyTorch takes z for softplus(z), which is 2e-9 off.
    case .softplus: "nn.Softplus(threshold=40)"
    case .silu: "nn.SiLU()"
    case .gelu: "nn.GELU()"
    case .softmax: "nn.Softmax(dim=1)"
    case .identity: "nn.Identity()"
    }
  }
}

extension Objective {
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
