import Engine
import Interruption

/// A linear map of each input column, x ↦ (x − shift)/scale; the test samples are mapped with the same constants.
struct Normalization: Equatable {
  /// One number a column, n₀ of them; no scale is 0.
  var shift: [Double]
  var scale: [Double]

  /// Mean 0 and standard deviation 1 in each column: shift = mean, scale = √(Σ(x − mean)²/N).
  ///
  /// A constant column has no deviation; it is shifted to 0 and not scaled.
  static func standard(of samples: Samples) -> Normalization {
    let count = Double(max(samples.count, 1))
    var mean = [Double](repeating: 0, count: samples.features)
    samples.forEachInput { column, x in mean[column] += x / count }
    var variance = [Double](repeating: 0, count: samples.features)
    samples.forEachInput { column, x in variance[column] += (x - mean[column]) * (x - mean[column]) / count }
    let (smallest, largest) = samples.extremes
    return Normalization(
      shift: mean.indices.map { smallest[$0] == largest[$0] ? smallest[$0] : mean[$0] },
      scale: mean.indices.map { smallest[$0] == largest[$0] ? 1 : variance[$0].squareRoot() }.map { $0 > 0 ? $0 : 1 })
  }

  /// Smallest −1 and largest 1 in each column: shift = (max + min)/2, scale = (max − min)/2.
  ///
  /// A constant column is shifted to 0 and not scaled.
  static func minMax(of samples: Samples) -> Normalization {
    let (smallest, largest) = samples.extremes
    let shift = zip(smallest, largest).map { $0 / 2 + $1 / 2 }
    let scale = zip(smallest, largest).map { $1 / 2 - $0 / 2 }
    return Normalization(shift: shift, scale: scale.map { $0 > 0 ? $0 : 1 })
  }

  /// The samples with their inputs mapped; targets stay.
  /// - Precondition: as many columns as the constants are for.
  func applied(to samples: Samples) -> Samples {
    precondition(samples.features == shift.count)
    var mapped: [Double] = []
    mapped.reserveCapacity(samples.count * samples.features)
    samples.forEachInput { column, x in mapped.append((x - shift[column]) / scale[column]) }
    // Stopped work has fewer.
    mapped.append(contentsOf: repeatElement(0, count: samples.count * samples.features - mapped.count))
    return Samples(
      count: samples.count, features: samples.features, inputs: .numbers(mapped), targets: samples.targets)
  }
}

extension Dataset {
  /// What the inputs are mapped to.
  public enum Scale: String, CaseIterable, Sendable {
    case unit, symmetric, standard
  }

  /// Maps the inputs of all samples with one map a column; pixels keep one map for all and stay bytes but for `standard`.
  /// - Parameter rows: the training samples that give the constants; `nil` for all.
  public mutating func normalize(_ scale: Scale, rows: [Int]? = nil) {
    if scale != .standard, let training = training.pixels(scale) {
      self.training = training
      test = test.map { $0.pixels(scale) ?? $0 }
      return
    }
    let known = rows.map { training.only($0) } ?? training
    let map =
      switch scale {
      case .standard: Normalization.standard(of: known)
      case .symmetric: Normalization.minMax(of: known)
      case .unit: Normalization.minMax(of: known).halved
      }
    training = map.applied(to: training)
    test = test.map(map.applied)
  }
}

extension Normalization {
  /// From 0 to 1 instead of from −1 to 1: x ↦ (x − (shift − scale)) / (2 scale).
  fileprivate var halved: Normalization {
    Normalization(shift: zip(shift, scale).map { $0 - $1 }, scale: scale.map { 2 * $0 })
  }
}

extension Samples {
  /// The samples at some rows, without targets.
  fileprivate func only(_ rows: [Int]) -> Samples {
    let inputs: Matrix<Double> = inputMatrix(at: rows)
    return Samples(
      count: rows.count, features: features, inputs: .numbers(inputs.elements), targets: .numbers([], width: 0))
  }

  /// Black and white at the ends of the scale; `nil` if the inputs are not pixels, or do not start at 0 or −1.
  fileprivate func pixels(_ scale: Dataset.Scale) -> Samples? {
    guard case .bytes(let bytes, let step, let offset) = inputs, offset == 0 || offset == -1 else { return nil }
    let unit = offset == 0 ? step : step / 2
    return Samples(
      count: count, features: features,
      inputs: scale == .unit ? .bytes(bytes, scale: unit, offset: 0) : .bytes(bytes, scale: 2 * unit, offset: -1),
      targets: targets)
  }

  /// Sees the numbers row by row, up to the row at which the work is stopped.
  fileprivate func forEachInput(_ body: (_ column: Int, _ number: Double) -> Void) {
    for row in 0..<count {
      if row % 256 == 0, Work.current.isStopped { return }
      let start = row * features
      switch inputs {
      case .bytes(let bytes, let scale, let offset):
        for column in 0..<features { body(column, scale * Double(bytes[start + column]) + offset) }
      case .numbers(let numbers):
        for column in 0..<features { body(column, numbers[start + column]) }
      }
    }
  }

  /// The least and the greatest number of each column.
  fileprivate var extremes: (smallest: [Double], largest: [Double]) {
    var smallest = [Double](repeating: .infinity, count: features)
    var largest = [Double](repeating: -.infinity, count: features)
    forEachInput { column, x in
      smallest[column] = min(smallest[column], x)
      largest[column] = max(largest[column], x)
    }
    return (smallest, largest)
  }
}
