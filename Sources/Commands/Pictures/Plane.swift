import CommandKit
import Engine
import SessionCore
import Views

/// A part of the plane of a network's two inputs, and what the network makes of it.
struct Plane {
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>

  /// The samples with a tenth of their width around them; −2…2 without samples.
  init(around samples: Samples?, _ network: Network<Double>) {
    let inputs: Matrix<Double>? = samples.map { $0.inputMatrix(at: 0..<$0.count) }
    func range(_ column: Int) -> ClosedRange<Double> {
      let values = inputs.map { matrix in (0..<matrix.rows).map { matrix[$0, column] }.filter(\.isFinite) } ?? []
      guard let low = values.min(), let high = values.max() else { return -2...2 }
      let margin = high > low ? (high - low) / 10 : 1
      return low - margin...high + margin
    }
    x = range(0)
    y = range(1)
  }

  /// Outputs at the points of a lattice, row by row, one row a y, from the lowest on.
  private func outputs(_ network: Network<Double>, _ xs: [Double], _ ys: [Double]) -> Matrix<Double> {
    let points = ys.flatMap { y in xs.flatMap { [$0, y] } }
    let input = Matrix(rows: xs.count * ys.count, columns: 2, elements: points)
    return network.inMode(.evaluation).forward(input)[.activation(network.depth)] ?? Matrix(rows: 0, columns: 0)
  }

  private static func lattice(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    (0..<count).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
    }
  }

  /// Where one output is ½, or where another of several becomes the largest.
  func boundary(of network: Network<Double>) -> [Chart.Point] {
    let (xs, ys) = (Self.lattice(x, 97), Self.lattice(y, 97))
    let outputs = outputs(network, xs, ys)
    if outputs.columns == 1 { return Contour.segments(of: outputs.elements.map { $0 - 0.5 }, x: xs, y: ys) }
    return (0..<outputs.columns).flatMap { unit in
      let lead = (0..<outputs.rows).map { row in
        let others = outputs.row(row).enumerated().filter { $0.offset != unit }.map(\.element)
        return outputs[row, unit] - (others.max() ?? 0)
      }
      return Contour.segments(of: lead, x: xs, y: ys)
    }
  }

  /// The output, or the largest of several, over the plane; y grows upward.
  func heatMap(_ network: Network<Double>) -> HeatMap {
    let (xs, ys) = (Self.lattice(x, 36), Self.lattice(y, 36))
    let outputs = outputs(network, xs, ys.reversed())
    let values = (0..<outputs.rows).map { outputs.row($0).max() ?? 0 }
    let format = NumberFormat(digits: 3)
    func text(_ range: ClosedRange<Double>) -> String {
      "\(format.text(range.lowerBound)) to \(format.text(range.upperBound))"
    }
    return HeatMap(
      title: outputs.columns == 1 ? "output" : "largest output", rows: ys.count, columns: xs.count, data: values,
      palette: values.contains { $0 < 0 } ? .diverging : .sequential,
      note: "x0 from \(text(x)) to the right, x1 from \(text(y)) upward")
  }
}
