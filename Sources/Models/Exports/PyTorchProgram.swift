import Engine

/// The network in PyTorch: `nn.Sequential`, its loss, and autograd's gradients.
struct PyTorchProgram {
  let network: Network<Double>
  let data: PythonData

  var text: String {
    ([header, data.definition(array: "torch.tensor", type: type, convert: "torch.from_numpy")] + dropout + activations
      + [
        model, loss, comparison,
      ]).joined(separator: "\n\n")
  }

  private var type: String { data.precision == .double ? "torch.float64" : "torch.float32" }
  private var depth: Int { network.depth }
  private var dropsOut: Bool { network.layers.contains { $0.dropout > 0 } }

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

      torch.set_default_dtype(\(type))
      """
  }

  private var dropout: [String] {
    guard dropsOut else { return [] }
    return [
      """

      class Dropout(nn.Dropout):
          mask = None  # that of the comparison; without one it is drawn

          def forward(self, a):
              return a * self.mask if self.training and self.mask is not None else super().forward(a)

      """
    ]
  }

  /// The classes of activations that PyTorch has no modules for.
  private var activations: [String] {
    let classes = network.layers.compactMap(\.activation.pytorchClass)
    return classes.reduce(into: []) { if !$0.contains("\n\($1)\n") { $0.append("\n\($1)\n") } }
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
      \(tensors.joined())})\(masks)
      """
  }

  private var masks: String {
    network.modules.enumerated().map { index, module in
      if case .dropout(let l) = module { "\nmodel[\(index)].mask = data[\"mask[\(l)]\"]" } else { "" }
    }.joined()
  }

  private func module(_ module: SequentialModule) -> String {
    switch module {
    case .linear(let l): "nn.Linear(\(network[layer: l].inputs), \(network[layer: l].units))"
    case .normalization(let l):
      "nn.BatchNorm1d(\(network[layer: l].units), eps=\(BatchNormalization<Double>.epsilon), "
        + "momentum=\(BatchNormalization<Double>.momentum))"
    case .activation(let l): network[layer: l].activation.pytorch
    case .dropout(let l): "Dropout(\(network[layer: l].dropout))"
    }
  }

  private var loss: String {
    let objective = network.objective
    let factor = objective.reduction == .mean ? "1 / len(Y)" : "1"
    let smoothing = objective.numpySmoothing.map { "    \($0)\n" }.joined()
    return """

      def loss(X, Y):
      \(smoothing)    total = \(objective.pytorchTotal(outputs: network.sizes[depth]))
          return \(factor) * total\(penalties)
      """
  }

  /// Each penalised layer's term.
  private var penalties: String {
    let terms = network.modules.enumerated().flatMap { index, module -> [String] in
      guard case .linear(let l) = module else { return [] }
      let penalty = network.penalty(l)
      return [
        penalty.l2 == 0 ? nil : "0.5 * \(penalty.l2) * (model[\(index)].weight ** 2).sum()",
        penalty.l1 == 0 ? nil : "\(penalty.l1) * model[\(index)].weight.abs().sum()",
      ].compactMap { $0 }
    }
    return terms.map { " + \($0)" }.joined()
  }

  private var comparison: String {
    let gradients = network.parameters.compactMap(\.gradient).map { "\"\($0.name)\"" }.joined(separator: ", ")
    let evaluation =
      network.hasModes
      ? "model.eval()\nsame.append(agrees(\"\(ExportedPass.evaluation)\", model(X).detach()))\nmodel.train()\n" : ""
    return """

      def agrees(name, found):
          expected = data[name].reshape(found.shape)
          difference = ((found - expected).abs().max() / max(1, expected.abs().max())).item()
          print(f"{name:10} differs by {difference:.1e}")
          return difference <= \(data.tolerance)


      X, Y = data["X"], data["Y"]
      same = []
      \(evaluation)C = loss(X, Y)
      C.backward()
      same += [agrees("a[\(depth)]", model(X).detach()), agrees("C", C.detach())]
      for name, parameter in zip([\(gradients)], model.parameters()):
          same.append(agrees(name, parameter.grad))
      print("all agree" if all(same) else "they differ")
      sys.exit(0 if all(same) else 1)

      """
  }
}
