import Engine
import SessionCore
import Views

/// Why a network does not learn.
public enum Diagnosis {
  /// Output units whose activation has rounded to a limit while the target is at the other end.
  public static func saturation(in session: Session) -> [String] {
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
    return ["\(units) saturated: σ' is nearly 0 where the error is large, and squared error with sigmoid stalls here"]
  }

  /// Why a classifier does no better than chance: outputs on a plateau, or dead layers.
  ///
  /// - Parameter accuracy: of the last epoch.
  public static func standstill(
    of network: Network<Double>, on samples: Samples, rows: [Int]?, accuracy: Double?
  ) -> [String] {
    guard let accuracy, samples.outputs > 2, accuracy < 1.5 / Double(samples.outputs) else { return [] }
    let looked = rows.map { Array($0.prefix(256)) } ?? Array(0..<min(256, samples.count))
    let trace = network.inMode(.evaluation).forward(samples.inputMatrix(at: looked))
    return deadLayers(of: network, in: trace) + plateau(of: network, in: trace)
  }

  /// Outputs that have rounded towards a limit for every sample: the squared error's gradient has a factor h′(z[L]).
  private static func plateau(of network: Network<Double>, in trace: Trace<Double>) -> [String] {
    let (l, last) = (network.depth, network[layer: network.depth])
    guard network.objective.loss.requiredOutput == nil, last.activation == .sigmoid || last.activation == .tanh,
      let z = trace[.preActivation(l)]
    else { return [] }
    let slopes = last.activation.pullback(Matrix(rows: z.rows, columns: z.columns, repeating: 1), z: z)
    let greatest = slopes.elements.map(abs).max() ?? 1
    guard greatest < 0.02 else { return [] }
    let slope = NumberFormat(digits: 2).text(greatest)
    return [
      "no better than chance: every output is saturated (\(last.activation.name)' is at most \(slope)), so the "
        + "squared error has next to no gradient. Another seed, a smaller rate for the first epochs, or output softmax "
        + "loss cross-entropy leaves this plateau"
    ]
  }

  /// Layers of ReLU that are 0 for every sample: no layer after them can learn from the input.
  private static func deadLayers(of network: Network<Double>, in trace: Trace<Double>) -> [String] {
    (1..<max(network.depth, 1)).compactMap { l in
      guard network[layer: l].activation == .relu, let a = trace[.activation(l)] else { return nil }
      let dead = (0..<a.columns).count { unit in (0..<a.rows).allSatisfy { a[$0, unit] == 0 } }
      guard 2 * dead > a.columns else { return nil }
      return "\(dead) of \(Description.count(a.columns, "unit")) of layer \(l) are dead: their ReLU is 0 for every "
        + "sample, and so is their gradient. A smaller rate, init kaiming or leaky-relu keeps them alive"
    }
  }

  /// Groups of hidden units with the same incoming and outgoing weights: their gradients stay equal.
  public static func identicalUnits(in network: Network<Double>) -> [String] {
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
