import Calculus
import Engine
import Files

/// How activations are written in PyTorch and ONNX, from their definitions.
extension Activation {
  /// The module of PyTorch: its own, or the class that the program defines.
  var pytorch: String { definition.pytorchModule ?? "\(className)()" }

  /// `Swish2` of swish2.
  private var className: String {
    functionName.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The class of an activation that PyTorch has no module for; `nil` if it has one. Autograd differentiates it.
  var pytorchClass: String? {
    guard definition.pytorchModule == nil, let value = formula.pytorch else { return nil }
    let functions = value.calls.compactMap { head in
      Activation.named(head.name).map { "\n    \(head.python) = \($0.pytorch)" }
    }
    let calls = value.calls.reduce(value.text) { text, head in
      text.split(separator: "\(head.python)(", omittingEmptySubsequences: false).joined(
        separator: "self.\(head.python)(")
    }
    return """
      class \(className)(nn.Module):\(functions.joined())

          def forward(self, \(definition.argument.name)):
              return \(calls)
      """
  }

  /// h(z) as it is computed.
  var formula: Term { definition.function.stable ?? definition.body }

  // MARK: ONNX

  /// Adds the nodes of a = h(z): ONNX's own operator if engines have it for both precisions, else those of the formula.
  /// - Throws: if ONNX has no operator for a function in the formula.
  func addNodes(from z: String, to a: String, in graph: inout ONNXGraph) throws(FileError) {
    if let name = definition.onnxOperator {
      graph.node(name, [z], a)
      return
    }
    let operators: OperatorGraph
    do throws(UnsupportedOperator) {
      operators = try formula.operators(library: .activations)
    } catch {
      throw FileError(file: "ONNX", "ONNX has no operator for \(error.term.code ?? name), which \(name) needs")
    }
    guard case .node(let last) = operators.output else {
      graph.node("Identity", [input(operators.output, z, a, in: &graph)], a)
      return
    }
    for (place, node) in operators.nodes.enumerated() {
      let inputs = node.inputs.map { input($0, z, a, in: &graph) }
      let output = place == last ? a : "\(a) \(place)"
      guard node.name == "Erf" else {
        graph.node(node.name, inputs, output)
        continue
      }
      // Engines know the error function in Float32 only.
      let argument = graph.cast(inputs[0], to: .float, "\(output) argument single")
      let isSingle = graph.precision == .single
      let value = graph.node("Erf", [argument], isSingle ? output : "\(output) single")
      if !isSingle { graph.cast(value, to: graph.elementType, output) }
    }
  }

  private func input(_ input: OperatorNode.Input, _ z: String, _ a: String, in graph: inout ONNXGraph) -> String {
    switch input {
    case .symbol(.pi): graph.constant(.pi)
    case .symbol: z
    case .number(let number): graph.constant(number)
    case .size(let extent): graph.constant(Double(extent.count))
    case .node(let place): "\(a) \(place)"
    }
  }
}
