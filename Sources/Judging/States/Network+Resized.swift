import Engine

extension Network<Double> {
  /// A network of the same kinds of layers with other numbers of units, all parameters 0.
  func resized(to sizes: [Int]) -> Network {
    let layers = (1...depth).map { l in
      var layer = Layer(
        weights: Matrix<Double>(rows: sizes[l], columns: sizes[l - 1]), biases: Matrix(rows: 1, columns: sizes[l]),
        activation: self[layer: l].activation)
      if self[layer: l].normalization != nil { layer.normalization = BatchNormalization(units: sizes[l]) }
      (layer.dropout, layer.l1, layer.l2) = (self[layer: l].dropout, self[layer: l].l1, self[layer: l].l2)
      return layer
    }
    var result = Network(layers: layers, objective: objective)
    result.mode = mode
    return result
  }
}
