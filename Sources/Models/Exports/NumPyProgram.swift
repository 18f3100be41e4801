import Engine

/// The network in NumPy: forward, loss and backward by hand, in the notation of the derivation.
struct NumPyProgram {
  let network: Network<Double>
  let data: PythonData

  var text: String {
    [
      header, data.definition(array: "np.array", type: type), parameters, functions, lines(forward), lines(loss),
      lines(backward), lines(comparison),
    ]
    .joined(separator: "\n\n")
  }

  private var type: String { data.precision == .double ? "np.float64" : "np.float32" }
  private var depth: Int { network.depth }
  private var outputs: Int { network.sizes[network.depth] }
  private func lines(_ lines: [String]) -> String { "\n" + lines.joined(separator: "\n") }

  private var header: String {
    var imports: [String] = []
    if !numpyFunctions.mathFunctions.isEmpty || !lossFunctions.isEmpty { imports.append("import math") }
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
    let lines =
      [
        "L = \(depth)  # layers with weights; layer 0 is the input", table("W", in: nil, "a row a unit"),
        table("b", in: nil),
      ] + normalizationParameters + dropoutParameters + penaltyParameters
    return lines.joined(separator: "\n")
  }

  /// A dictionary of arrays by layer, of all layers or some.
  func table(_ name: String, in layers: [Int]?, _ comment: String? = nil) -> String {
    let range = layers.map { "[\($0.map(String.init).joined(separator: ", "))]" } ?? "range(1, L + 1)"
    return "\(name) = {l: data[f\"\(name)[{l}]\"] for l in \(range)}" + (comment.map { "  # \($0)" } ?? "")
  }

  /// Each activation that is used, and those that it is made of.
  private var functions: String {
    let tables = [("h", ""), ("h_back", "_back")].map { table, ending in
      let entries = network.layers.enumerated().map { "\($0 + 1): \($1.activation.functionName)\(ending)" }
      return "\(table) = {\(entries.joined(separator: ", "))}"
    }
    return "\n# NAME(z) is a = h(z); NAME_back(da, z, a) is the gradient by z from that by a.\n\n\n"
      + numpyFunctions.text + "\n\n\n" + lossFunctions.map { $0 + "\n\n" }.joined() + tables.joined(separator: "\n")
  }

  /// What the loss calls besides the activations.
  private var lossFunctions: [String] {
    network.objective.mathFunctions(outputs: outputs).filter { !numpyFunctions.mathFunctions.contains($0) }
      .map { "\($0) = np.vectorize(math.\($0), otypes=[float])" }
  }

  private var numpyFunctions: NumPyFunctions { NumPyFunctions(network.layers.map(\.activation)) }

  /// What `forward` returns and `backward` takes.
  private var pass: [String] { ["z"] + normalizationPass + ["a"] }

  private var forward: [String] {
    let (names, empty) = (pass.joined(separator: ", "), pass.dropLast().map { _ in "{}, " }.joined())
    var lines = ["def forward(X\(network.hasModes ? ", training=True" : "")):", "    \(names) = \(empty){0: X}"]
    lines += ["    for l in range(1, L + 1):", "        z[l] = a[l - 1] @ W[l].T + b[l]"] + normalizationForward
    lines += ["        a[l] = h[l](\(argument))"] + dropoutForward
    return lines + ["    return \(names)"]
  }

  private var factor: String { network.objective.reduction == .mean ? "1 / len(Y)" : "1" }

  private var loss: [String] {
    ["def loss(z, a, Y):"] + network.objective.numpyTotal(outputs: outputs).map { "    \($0)" }
      + ["    return \(factor) * total\(penaltyValue)"]
  }

  private var gradients: [String] { ["dW", "db"] + normalizationGradients }

  private var backward: [String] {
    let gradient = network.objective.numpyOutputGradient(outputs: outputs)
    let output = network.isFused ? "\(factor) * (\(gradient))" : "h_back[L](\(factor) * (\(gradient)), z[L], a[L])"
    let (found, empty) = (gradients.joined(separator: ", "), gradients.map { _ in "{}" }.joined(separator: ", "))
    var lines = ["def backward(\(pass.joined(separator: ", ")), Y):", "    delta, \(found) = {}, \(empty)"]
    lines += network.objective.numpySmoothing.map { "    \($0)" }
    lines += ["    delta[L] = \(output)", "    for l in range(L, 0, -1):", "        if l < L:"]
    lines += ["            da = delta[l + 1] @ W[l + 1]"] + dropoutBackward
    lines += ["            delta[l] = h_back[l](da, \(argument), \(activated))"] + normalizationBackward
    lines += ["        dW[l] = delta[l].T @ a[l - 1]\(penaltyGradient)"]
    lines += ["        db[l] = delta[l].sum(axis=0, keepdims=True)", "    return \(found)"]
    return lines
  }

  private var comparison: [String] {
    let (pass, found) = (pass.joined(separator: ", "), gradients.joined(separator: ", "))
    var text = """
      def agrees(name, found):
          expected = data[name]
          difference = np.abs(found - expected).max() / max(1, np.abs(expected).max())
          print(f"{name:10} differs by {difference:.1e}")
          return difference <= \(data.tolerance)


      X, Y = data["X"], data["Y"]
      \(pass) = forward(X)
      \(found) = backward(\(pass), Y)
      same = [agrees("a[\(depth)]", a[L]), agrees("C", loss(z, a, Y))]

      """
    for name in gradients {
      text += "for l in \(name):\n    same.append(agrees(f\"\(name)[{l}]\", \(name)[l]))\n"
    }
    if network.hasModes {
      text += "same.append(agrees(\"\(ExportedPass.evaluation)\", forward(X, training=False)[-1][L]))\n"
    }
    return [text + "print(\"all agree\" if all(same) else \"they differ\")\nsys.exit(0 if all(same) else 1)\n"]
  }
}
