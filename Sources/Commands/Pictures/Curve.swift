import CommandKit
import Engine
import SessionCore
import Views

/// What a network of one input makes of an interval.
struct Curve {
  /// The interval of the inputs, with a twentieth of its width around it; −1…1 without any.
  let range: ClosedRange<Double>

  init(around inputs: [Double]) {
    let finite = inputs.filter(\.isFinite)
    let (low, high) = (finite.min() ?? -1, finite.max() ?? 1)
    let margin = high > low ? (high - low) / 20 : 1
    range = low - margin...high + margin
  }

  /// Points of each output, one list an output.
  func points(of network: Network<Double>, count: Int = 241) -> [[Chart.Point]] {
    let x = (0..<count).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
    }
    let input = Matrix(rows: count, columns: 1, elements: x)
    guard let a = network.inMode(.evaluation).forward(input)[.activation(network.depth)] else { return [] }
    return (0..<a.columns).map { unit in x.indices.map { Chart.Point(x[$0], a[$0, unit]) } }
  }
}
