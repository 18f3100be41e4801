import Engine

/// What is worth telling about the state of a network: why it does not learn.
enum Diagnosis {
  /// Output units whose activation has rounded to a limit while the target is at the other end.
  static func saturation(in session: Session) -> [String] {
    guard let network = session.network, let z = session[.preActivation(network.depth)],
      let a = session[.activation(network.depth)], let y = session[.target],
      network[layer: network.depth].activation == .sigmoid, network.objective.loss == .halfSquaredError,
      y.shape == a.shape
    else { return [] }
    let stuck = (0..<a.columns).filter { unit in
      (0..<a.rows).contains { abs(a[$0, unit] - y[$0, unit]) > 0.5 && abs(z[$0, unit]) > 15 }
    }
    guard !stuck.isEmpty else { return [] }
    let units = (stuck.count == 1 ? "output unit " : "output units ") + stuck.map(String.init).joined(separator: ", ")
    return [
      "\(units) saturated: σ' is nearly 0 where the error is large, and squared error with sigmoid stalls here"
    ]
  }

  /// Groups of hidden units with the same incoming and outgoing weights: their gradients are equal for ever.
  static func identicalUnits(in network: Network<Double>) -> [String] {
    (1..<max(network.depth, 1)).flatMap { l -> [String] in
      let layer = network[layer: l]
      let outgoing = network[layer: l + 1].weights.transposed
      let keys = (0..<layer.units).map { unit in
        Array(layer.weights.row(unit)) + [layer.biases[0, unit]] + Array(outgoing.row(unit))
      }
      let groups = Dictionary(grouping: 0..<layer.units) { keys[$0] }.values.filter { $0.count > 1 }
      return groups.sorted { $0[0] < $1[0] }.map { group in
        let names =
          group.count > 6 ? "\(group.count) units" : "units " + group.map(String.init).joined(separator: " and ")
        return "hidden \(names) of layer \(l) are identical: the same weights get the same gradients and stay equal"
      }
    }
  }
}
