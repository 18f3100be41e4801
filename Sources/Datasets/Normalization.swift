import Engine

/// A linear map of each input column, x ↦ (x − shift)/scale, with its constants kept for the test samples.
public struct Normalization: Equatable, Sendable {
  /// One number a column, n₀ of them.
  public var shift: [Double]
  public var scale: [Double]

  /// - Precondition: as many shifts as scales, and no scale is 0.
  public init(shift: [Double], scale: [Double]) {
    precondition(shift.count == scale.count && !scale.contains(0))
    self.shift = shift
    self.scale = scale
  }

  /// Mean 0 and standard deviation 1 in each column: shift = mean, scale = √(Σ(x − mean)²/N).
  ///
  /// A constant column has no deviation; it is shifted to 0 and not scaled.
  public static func standard(of samples: Samples) -> Normalization {
    let count = Double(max(samples.count, 1))
    let rows = RowNumbers(samples)
    var mean = [Double](repeating: 0, count: samples.features)
    rows.forEach { column, x in mean[column] += x / count }
    var variance = [Double](repeating: 0, count: samples.features)
    rows.forEach { column, x in variance[column] += (x - mean[column]) * (x - mean[column]) / count }
    let (smallest, largest) = rows.extremes(features: samples.features)
    return Normalization(
      shift: mean.indices.map { smallest[$0] == largest[$0] ? smallest[$0] : mean[$0] },
      scale: mean.indices.map { smallest[$0] == largest[$0] ? 1 : variance[$0].squareRoot() }.map { $0 > 0 ? $0 : 1 })
  }

  /// Smallest −1 and largest 1 in each column: shift = (max + min)/2, scale = (max − min)/2.
  ///
  /// A constant column is shifted to 0 and not scaled.
  public static func minMax(of samples: Samples) -> Normalization {
    let (smallest, largest) = RowNumbers(samples).extremes(features: samples.features)
    let shift = zip(smallest, largest).map { $0 / 2 + $1 / 2 }
    let scale = zip(smallest, largest).map { $1 / 2 - $0 / 2 }
    return Normalization(shift: shift, scale: scale.map { $0 > 0 ? $0 : 1 })
  }

  /// The samples with their inputs mapped; targets stay.
  /// - Precondition: as many columns as the constants are for.
  public func applied(to samples: Samples) -> Samples {
    precondition(samples.features == shift.count)
    var mapped: [Double] = []
    mapped.reserveCapacity(samples.count * samples.features)
    RowNumbers(samples).forEach { column, x in mapped.append((x - shift[column]) / scale[column]) }
    return Samples(
      count: samples.count, features: samples.features, inputs: .numbers(mapped), targets: samples.targets)
  }
}

/// The inputs of samples as numbers, row by row.
private struct RowNumbers {
  let samples: Samples

  init(_ samples: Samples) { self.samples = samples }

  func forEach(_ body: (_ column: Int, _ number: Double) -> Void) {
    let features = samples.features
    switch samples.inputs {
    case .bytes(let bytes, let scale, let offset):
      for index in bytes.indices { body(index % features, scale * Double(bytes[index]) + offset) }
    case .numbers(let numbers):
      for index in numbers.indices { body(index % features, numbers[index]) }
    }
  }

  func extremes(features: Int) -> (smallest: [Double], largest: [Double]) {
    var smallest = [Double](repeating: .infinity, count: features)
    var largest = [Double](repeating: -.infinity, count: features)
    forEach { column, x in
      smallest[column] = min(smallest[column], x)
      largest[column] = max(largest[column], x)
    }
    return (smallest, largest)
  }
}
