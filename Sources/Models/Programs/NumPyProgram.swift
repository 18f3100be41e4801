import Engine

/// The network in NumPy: forward, loss and backward by hand, in the notation of the derivation.
struct NumPyProgram {
  let network: Network<Double>
  let data: PythonData

  var text: String {
    [
      header, data.definition(array: "np.array", type: type), parameters, functions, forward, loss, backward,
      comparison,
    ]
    .joined(separator: "\n\n")
  }

  private var type: String { data.precision == .double ? "np.float64" : "np.float32" }
  private var depth: Int { network.depth }

  private var header: String {
    var imports: [String] = []
    if network.layers.contains(where: { $0.activation == .gelu }) { imports.append("import math") }
    imports.append("import sys")
    if data.file != nil { imports.append("from pathlib import Path") }
    return """
      # A multilayer perceptron in NumPy, written by chainrule: \(network.title).
      # It computes output, loss and all gradients of a batch, and compares them with those of chainrule.
      \(imports.joined(separator: "\n"))

      import numpy as np
      """
  }

  private var parameters: String {
    """
    L = \(depth)  # layers with weights; layer 0 is the input
    W = {l: data[f"W[{l}]"] for l in range(1, L + 1)}  # a row a unit
    b = {l: data[f"b[{l}]"] for l in range(1, L + 1)}
    """
  }

  /// Each activation that is used, and those that it is made of.
  private var functions: String {
    var used: [Activation] = []
    for activation in network.layers.map(\.activation) {
      for needed in activation.numpyNeeds + [activation] where !used.contains(needed) { used.append(needed) }
    }
    let tables = [("h", ""), ("h_back", "_back")].map { table, ending in
      let entries = network.layers.enumerated().map { "\($0 + 1): \($1.activation.numpyName)\(ending)" }
      return "\(table) = {\(entries.joined(separator: ", "))}"
    }
    return "\n# NAME(z) is a = h(z); NAME_back(da, z, a) is the gradient by z from that by a.\n\n\n"
      + used.map(\.numpyFunctions).joined(separator: "\n\n\n") + "\n\n\n" + tables.joined(separator: "\n")
  }

  private var forward: String {
    """

    def forward(X):
        z, a = {}, {0: X}
        for l in range(1, L + 1):
            z[l] = a[l - 1] @ W[l].T + b[l]
            a[l] = h[l](z[l])
        return z, a
    """
  }

  private var factor: String { network.objective.reduction == .mean ? "1 / len(Y)" : "1" }

  private var loss: String {
    let l2 = network.objective.l2
    let penalty = l2 == 0 ? "" : " + 0.5 * \(l2) * sum((W[l] ** 2).sum() for l in W)"
    let steps = network.objective.loss.numpyTotal.map { "    \($0)\n" }.joined()
    return """

      def loss(z, a, Y):
      \(steps)    return \(factor) * total\(penalty)
      """
  }

  private var backward: String {
    let penalty = network.objective.l2 == 0 ? "" : " + \(network.objective.l2) * W[l]"
    let output =
      network.isFused
      ? "delta[L] = \(factor) * (\(network.objective.loss.numpyFusedDelta))"
      : "delta[L] = h_back[L](\(factor) * (a[L] - Y), z[L], a[L])"
    return """

      def backward(z, a, Y):
          delta, dW, db = {}, {}, {}
          \(output)
          for l in range(L, 0, -1):
              if l < L:
                  da = delta[l + 1] @ W[l + 1]
                  delta[l] = h_back[l](da, z[l], a[l])
              dW[l] = delta[l].T @ a[l - 1]\(penalty)
              db[l] = delta[l].sum(axis=0, keepdims=True)
          return dW, db
      """
  }

  private var comparison: String {
    """

    def agrees(name, found):
        expected = data[name]
        difference = np.abs(found - expected).max() / max(1, np.abs(expected).max())
        print(f"{name:6} differs by {difference:.1e}")
        return difference <= \(data.tolerance)


    X, Y = data["X"], data["Y"]
    z, a = forward(X)
    dW, db = backward(z, a, Y)
    same = [agrees("a[\(depth)]", a[L]), agrees("C", loss(z, a, Y))]
    for l in range(1, L + 1):
        same += [agrees(f"dW[{l}]", dW[l]), agrees(f"db[{l}]", db[l])]
    print("all agree" if all(same) else "they differ")
    sys.exit(0 if all(same) else 1)

    """
  }
}
