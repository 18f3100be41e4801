import CommandKit
import Engine
import SessionCore

/// How much each unit of a hidden layer does for the layers above.
///
///     use of unit j = ‖outgoing weights of j‖₂ · standard deviation of a[l]_j over some samples
///
/// A unit that never changes can be replaced by a bias, and one without outgoing weights can be left out: both have
/// a use of 0.
struct UnitUse {
  /// One number a unit.
  var values: [Double]
  /// What the spread was taken over: "1,000 training samples"; `nil` where there are none and the norm stands alone.
  var sampleName: String?

  /// - Precondition: `l` is a hidden layer.
  init(of l: Int, in session: Session, network: Network<Double>) {
    let outgoing = network[layer: l + 1].weights
    let norms = (0..<outgoing.columns).map { unit in
      (0..<outgoing.rows).reduce(0.0) { $0 + outgoing[$1, unit] * outgoing[$1, unit] }.squareRoot()
    }
    guard let (inputs, name) = Self.inputs(session, width: network.sizes[0]),
      let activations = network.inMode(.evaluation).forward(inputs)[.activation(l)]
    else {
      values = norms
      return
    }
    values = zip(norms, Self.spreads(activations)).map { $0 * $1 }
    sampleName = name
  }

  /// Units from the most to the least used.
  var order: [Int] {
    values.indices.sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
  }

  /// The first samples of the data set, else the batch, where they fit the network and are more than one.
  private static func inputs(_ session: Session, width: Int) -> (Matrix<Double>, String)? {
    if let samples = session.dataset?.training, samples.features == width, samples.count > 1 {
      let count = min(1000, samples.count)
      let rows = session.split.map { Array($0.training.prefix(count)) } ?? Array(0..<count)
      return (samples.inputMatrix(at: rows), Description.count(rows.count, "training sample"))
    }
    guard let x = session[.input], x.columns == width, x.rows > 1 else { return nil }
    return (x, "the batch")
  }

  /// The standard deviation of each column.
  private static func spreads(_ matrix: Matrix<Double>) -> [Double] {
    let count = Double(matrix.rows)
    let means = matrix.columnSums.elements.map { $0 / count }
    return means.indices.map { column in
      let sum = (0..<matrix.rows).reduce(0.0) { sum, row in
        let deviation = matrix[row, column] - means[column]
        return sum + deviation * deviation
      }
      return (sum / count).squareRoot()
    }
  }
}
