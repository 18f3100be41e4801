import Interruption

/// How the weights of a network start; biases start at zero.
public enum Initialization: Equatable, Sendable {
  /// N(0, √(2/n_in)); the second number is the standard deviation.
  /// - Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015), equation 10.
  case kaiming
  /// N(0, √(2/(n_in + n_out))).
  /// - Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010),
  ///   equation 12, as a normal distribution.
  case xavier
  /// N(0, deviation).
  case normal(deviation: Double)
  case zeros
  case constant(Double)

  /// The standard deviation of the weights of a layer, or `nil` if nothing is drawn.
  public func deviation(inputs: Int, units: Int) -> Double? {
    switch self {
    case .kaiming: (2 / Double(inputs)).squareRoot()
    case .xavier: (2 / Double(inputs + units)).squareRoot()
    case .normal(let deviation): deviation
    case .zeros, .constant: nil
    }
  }

  /// The weights of one layer, drawn row by row.
  /// - Shapes: units×inputs.
  func weights(inputs: Int, units: Int, using generator: inout NumPyGenerator) -> Matrix<Double> {
    guard let deviation = deviation(inputs: inputs, units: units) else {
      let value = if case .constant(let value) = self { value } else { 0.0 }
      return Matrix(rows: units, columns: inputs, repeating: value)
    }
    let elements = WorkBlocks.map(units * inputs, rest: 0) { $0.map { _ in generator.normal() * deviation } }
    return Matrix(rows: units, columns: inputs, elements: elements)
  }
}

extension Network<Double> {
  /// The network with fresh parameters, drawn layer by layer from the input on; γ = 1 and β = 0.
  public func initialized(_ initialization: Initialization, using generator: inout NumPyGenerator) -> Network {
    var result = self
    for l in 1...depth {
      let layer = self[layer: l]
      result[layer: l].weights = initialization.weights(inputs: layer.inputs, units: layer.units, using: &generator)
      result[layer: l].biases = Matrix(rows: 1, columns: layer.units)
      if layer.normalization != nil { result[layer: l].normalization = BatchNormalization(units: layer.units) }
    }
    return result
  }
}
