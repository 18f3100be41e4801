import Engine

/// The network in PyTorch: `nn.Sequential`, its loss, and autograd's gradients.
struct PyTorchProgram {
  let network: Network<Double>
  let data: PythonData

  var text: String {
    [
      header, data.definition(array: "torch.tensor", type: type, convert: "torch.from_numpy"), model, loss, comparison,
    ].joined(separator: "\n\n")
  }

  private var type: String { data.precision == .double ? "torch.float64" : "torch.float32" }
  private var depth: Int { network.depth }

  private var header: String {
    let (path, numpy) = data.file == nil ? ("", "") : ("\nfrom pathlib import Path", "import numpy as np\n")
    return """
      # A multilayer perceptron in PyTorch, written by chainrule: \(network.title).
      # It computes output, loss and all gradients of a batch, and compares them with those of chainrule.
      # The weights that chainrule's `save model.safetensors` writes are loaded with
      #     model.load_state_dict(safetensors.torch.load_file("model.safetensors"))
      import sys\(path)

      \(numpy)import torch
      from torch import nn
      """
  }

  private var model: String {
    let modules = network.modules.map { "    \(module($0)),\n" }.joined()
    let tensors = network.namedQuantities.map { named in
      "    \"\(named.name)\": data[\"\(named.quantity.name)\"]\(named.isVector ? ".flatten()" : ""),\n"
    }
    return """
      model = nn.Sequential(
      \(modules)).to(\(type))
      model.load_state_dict({
      \(tensors.joined())})
      """
  }

  private func module(_ module: SequentialModule) -> String {
    switch module {
    case .linear(let l): "nn.Linear(\(network[layer: l].inputs), \(network[layer: l].units))"
    case .activation(let l): network[layer: l].activation.pytorchModule
    }
  }

  private var loss: String {
    let factor = network.objective.reduction == .mean ? "1 / len(Y)" : "1"
    let l2 = network.objective.l2
    let penalty =
      l2 == 0 ? "" : " + 0.5 * \(l2) * sum((layer.weight ** 2).sum() for layer in model if hasattr(layer, \"weight\"))"
    return """

      def loss(X, Y):
          total = \(network.objective.loss.pytorchTotal)
          return \(factor) * total\(penalty)
      """
  }

  private var comparison: String {
    let gradients = network.namedQuantities.map { "\"\($0.gradient.name)\"" }.joined(separator: ", ")
    return """

      def agrees(name, found):
          expected = data[name].reshape(found.shape)
          difference = ((found - expected).abs().max() / max(1, expected.abs().max())).item()
          print(f"{name:6} differs by {difference:.1e}")
          return difference <= \(data.tolerance)


      X, Y = data["X"], data["Y"]
      C = loss(X, Y)
      C.backward()
      same = [agrees("a[\(depth)]", model(X).detach()), agrees("C", C.detach())]
      for name, parameter in zip([\(gradients)], model.parameters()):
          same.append(agrees(name, parameter.grad))
      print("all agree" if all(same) else "they differ")
      sys.exit(0 if all(same) else 1)

      """
  }
}

extension Activation {
  fileprivate var pytorchModule: String {
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

extension Loss {
  /// The sum of the losses of all samples; the entropies are taken from the logits, which the last module gets.
  fileprivate var pytorchTotal: String {
    switch self {
    case .halfSquaredError: "0.5 * ((model(X) - Y) ** 2).sum()"
    case .crossEntropy: "-(Y * torch.log_softmax(model[:-1](X), dim=1)).sum()"
    case .binaryCrossEntropy:
      "nn.functional.binary_cross_entropy_with_logits(model[:-1](X), Y, reduction=\"sum\")"
    }
  }
}
