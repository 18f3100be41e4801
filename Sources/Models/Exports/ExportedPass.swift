import Engine

/// A pass over a batch that a program reproduces: parameters, batch, masks, output, loss, gradients, by their names in
/// the notation.
struct ExportedPass {
  let network: Network<Double>
  let values: [(name: String, matrix: Matrix<Double>)]

  /// The name of the output in evaluation, if it differs from that in training.
  static let evaluation = "evaluation"

  /// - Parameters:
  ///   - given: X, Y and masks; a missing batch or mask is drawn.
  ///   - precision: parameters and batch are rounded to it before anything is computed.
  init(_ network: Network<Double>, given: Trace<Double>?, precision: Precision) {
    var rounded = network.inMode(.training)
    for named in network.namedQuantities {
      rounded[tensor: named.quantity] = network[tensor: named.quantity].map(precision.rounded)
    }
    var generator = NumPyGenerator(seed: 0)
    let batch = given?.given ?? Self.drawnBatch(for: network, using: &generator)
    var trace = Trace<Double>()
    for (quantity, matrix) in batch.values { trace[quantity] = matrix.map(precision.rounded) }
    let masks = (1...network.depth).filter(rounded.dropsOut).map { Quantity.mask($0) }
    for case .mask(let l) in masks where trace[.mask(l)] == nil {
      trace[.mask(l)] = rounded.drawMask(l, samples: batch.samples, using: &generator).map(precision.rounded)
    }
    trace = rounded.forward(trace)
    // The trace of a complete forward pass lacks nothing.
    if let complete = try? rounded.backward(trace) { trace = complete }
    let quantities =
      [.input, .target] + masks + [.activation(network.depth), .loss] + rounded.parameters.compactMap(\.gradient)
    self.network = rounded
    values =
      rounded.namedQuantities.map { ($0.quantity.name, rounded[tensor: $0.quantity]) }
      + quantities.compactMap { quantity in trace[quantity].map { (quantity.name, $0) } }
      + Self.evaluation(of: rounded, trace)
  }

  private static func evaluation(of network: Network<Double>, _ trace: Trace<Double>) -> [(String, Matrix<Double>)] {
    guard network.hasModes, let x = trace[.input] else { return [] }
    let output = network.inMode(.evaluation).forward(x)[.activation(network.depth)]
    return output.map { [(evaluation, $0)] } ?? []
  }

  /// Four samples from the normal distribution, with targets that the loss is defined on.
  private static func drawnBatch(
    for network: Network<Double>, using generator: inout NumPyGenerator
  ) -> Trace<Double> {
    let (inputs, outputs) = (network.sizes[0], network.sizes[network.depth])
    let x = Matrix(rows: 4, columns: inputs, elements: (0..<4 * inputs).map { _ in generator.normal() })
    var y = Matrix<Double>(rows: 4, columns: outputs)
    for row in 0..<4 { y[row, row % outputs] = 1 }
    return Trace(input: x, target: y)
  }

  /// Of all numbers.
  var count: Int { values.reduce(0) { $0 + $1.matrix.count } }

  var tensors: [Tensor] { values.map { Tensor(name: $0.name, $0.matrix) } }
}
