import CommandKit
import Engine
import Language
import SessionCore
import Views

/// Layers that are added and removed.
extension LayerCommand {
  static func add(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View {
    guard let units = arguments.integer("number") else {
      throw arguments.failure("how many units?", at: "what", hint: "write layer add 4")
    }
    let before = arguments.integer("after") ?? network.depth
    guard before <= network.depth else {
      throw arguments.failure(
        "there is no layer \(before)", at: "after", hint: "the network has layers 1 to \(network.depth)")
    }
    let activation =
      arguments.word("activation").flatMap(session.activation(named:))
      ?? (before > 0 ? network[layer: before].activation : network.depth > 1 ? network[layer: 1].activation : .relu)
    if before == network.depth {
      try Choices.check(network.objective.loss, with: activation, arguments, at: "activation")
    }
    let layer = Layer(
      weights: Matrix<Double>(rows: units, columns: network.sizes[before]), biases: Matrix(rows: 1, columns: units),
      activation: activation)
    var layers = network.layers
    layers.insert(layer, at: before)
    var notes = refit(&layers, at: before + 1, inputs: units)
    if before == network.depth {
      notes.insert("layer \(before + 1) is the output, layer \(before) a hidden layer now", at: 0)
    }
    return replace(network, with: layers, notes, in: &session)
  }

  static func remove(
    _ arguments: Arguments, _ network: Network<Double>, in session: inout Session
  ) throws(Diagnostic) -> View {
    let l = arguments.integer("number") ?? network.depth
    guard l <= network.depth else {
      throw arguments.failure(
        "there is no layer \(l)", at: "number", hint: "the network has layers 1 to \(network.depth)")
    }
    guard network.depth > 1 else { throw arguments.failure("this is the only layer", at: "what") }
    var layers = network.layers
    layers.remove(at: l - 1)
    var notes = refit(&layers, at: l - 1, inputs: network.sizes[l - 1])
    if l == network.depth {
      // The output layer has no parts that differ in training.
      (layers[l - 2].dropout, layers[l - 2].normalization) = (0, nil)
      try Choices.check(network.objective.loss, with: layers[l - 2].activation, arguments, at: "what")
      notes.append("the output layer is removed: layer \(l - 1) is the output now")
    } else {
      notes.insert("layer \(l) is removed, layer \(l + 1) is layer \(l) now", at: 0)
    }
    return replace(network, with: layers, notes, in: &session)
  }

  /// Gives a layer weights of 0 if it has other inputs now; its biases stay.
  private static func refit(_ layers: inout [Layer<Double>], at index: Int, inputs: Int) -> [String] {
    guard index < layers.count, layers[index].inputs != inputs else { return [] }
    layers[index].weights = Matrix(rows: layers[index].units, columns: inputs)
    return ["W[\(index + 1)] is 0: it has other inputs now"]
  }

  /// Puts other layers in place; a target of another width is dropped.
  private static func replace(
    _ network: Network<Double>, with layers: [Layer<Double>], _ notes: [String], in session: inout Session
  ) -> View {
    let network = Network(layers: layers, objective: network.objective)
    var notes = notes
    let (inputs, outputs) = (network.sizes[0], network.sizes[network.depth])
    if let target = session[.target], target.columns != outputs {
      session.trace[.target] = nil
      notes.append(
        "the target Y is dropped: it had \(Description.count(target.columns, "column")), the network has "
          + Description.count(outputs, "output"))
    }
    if let input = session[.input], input.columns != inputs {
      session.trace = Trace()
      session.batchRows = nil
      notes.append("the batch is dropped: the network has \(Description.count(inputs, "input"))")
    }
    session.install(network)
    let lines = notes.map { StyledText("\n\($0)", .faint) }
    return .text(lines.reduce(StyledText(Description.of(session.network ?? network)), +))
  }
}
