import Engine

/// A pass over a batch as a program is to reproduce it: parameters, batch, output, loss, gradients, by their names in
/// the notation.
struct ExportedPass {
  let network: Network<Double>
  let values: [(name: String, matrix: Matrix<Double>)]

  /// - Parameters:
  ///   - batch: X and Y; without one a few samples are drawn.
  ///   - precision: to which parameters and batch are rounded before anything is computed.
  init(_ network: Network<Double>, batch: (x: Matrix<Double>, y: Matrix<Double>)?, precision: Precision) {
    var rounded = network
    for named in network.namedQuantities {
      rounded[tensor: named.quantity] = network[tensor: named.quantity].map(precision.rounded)
    }
    let batch = batch ?? Self.drawnBatch(for: network)
    let (x, y) = (batch.x.map(precision.rounded), batch.y.map(precision.rounded))
    var trace = rounded.forward(x, target: y)
    // A trace of a whole forward pass lacks nothing.
    if let whole = try? rounded.backward(trace) { trace = whole }
    let quantities = [.input, .target, .activation(network.depth), .loss] + network.namedQuantities.map(\.gradient)
    self.network = rounded
    values =
      rounded.namedQuantities.map { ($0.quantity.name, rounded[tensor: $0.quantity]) }
      + quantities.compactMap { quantity in trace[quantity].map { (quantity.name, $0) } }
  }

  /// Four samples from the normal distribution, with targets that the loss is defined on.
  private static func drawnBatch(for network: Network<Double>) -> (x: Matrix<Double>, y: Matrix<Double>) {
    var generator = NumPyGenerator(seed: 0)
    let (inputs, outputs) = (network.sizes[0], network.sizes[network.depth])
    let x = Matrix(rows: 4, columns: inputs, elements: (0..<4 * inputs).map { _ in generator.normal() })
    var y = Matrix<Double>(rows: 4, columns: outputs)
    for row in 0..<4 { y[row, row % outputs] = 1 }
    return (x, y)
  }

  /// How many numbers that are.
  var count: Int { values.reduce(0) { $0 + $1.matrix.count } }

  var tensors: [Tensor] { values.map { Tensor(name: $0.name, $0.matrix) } }
}

extension NamedQuantity {
  /// The gradient of the loss by it.
  var gradient: Quantity {
    switch quantity {
    case .weights(let l): .weightGradient(l)
    case .biases(let l): .biasGradient(l)
    default: preconditionFailure("\(quantity.name) has no gradient")
    }
  }
}
