import Engine
import Foundation

/// One measured number.
struct Measurement {
  let name: String
  let value: Double
  let unit: String

  /// One JSON object on one line.
  var json: String { "{\"name\":\"\(name)\",\"value\":\(value),\"unit\":\"\(unit)\"}" }

  static let tableHeader = "name                      value  unit"
  var tableRow: String {
    let number = String(format: value < 10 ? "%.4f" : "%.1f", value)
    return name.padding(toLength: 20, withPad: " ", startingAt: 0)
      + String(repeating: " ", count: max(1, 11 - number.count)) + number + "  " + unit
  }
}

/// Measurements that are made together.
struct Benchmark: Sendable {
  let names: [String]
  let run: @Sendable () -> [Measurement]
}

/// All benchmarks, in the order in which they run: memory is the peak of the process, so that training comes first.
let benchmarks = [
  trainingBenchmark, layerPartsBenchmark, activationBenchmark, gradientCheckBenchmark, judgingBenchmark,
  startupBenchmark, shellBenchmark, sessionBenchmark, epochsBenchmark, interruptBenchmark,
]

extension Collection<Double> {
  /// The middle of the sorted numbers, NaN for none.
  var median: Double {
    guard !isEmpty else { return .nan }
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}

/// The seconds that `body` takes.
func seconds(_ body: () -> Void) -> Double { ContinuousClock().measure(body).seconds }
