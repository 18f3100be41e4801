import Glibc
import Views

/// Maps values to places along an axis, and chooses the values that get a tick.
struct AxisScale: Equatable {
  let scale: Chart.Scale
  /// The ends; on a logarithmic axis the logarithms of the ends.
  private(set) var low: Double
  private(set) var high: Double
  private(set) var ticks: [Double] = []

  /// Beyond this, differences would overflow.
  private static let limit = 1e300

  /// - Parameter rounds: whether the ends move outwards to ticks.
  init(_ axis: Chart.Axis, values: [Double], tickCount: Int, rounds: Bool) {
    scale = axis.scale
    let places = values.compactMap { Self.place($0, axis.scale) }
    low = places.min() ?? 0
    high = places.max() ?? 1
    widen()
    if axis.ticks == .none { return }
    var count = max(1, tickCount)
    repeat {
      let step = Self.step(high - low, count: count, isLog: scale == .log)
      setTicks(step: axis.ticks == .whole ? max(1, step) : step, rounds: rounds && scale == .linear)
      count += 1
    } while ticks.count < 2 && count < 12
    if ticks.isEmpty { ticks = [low] }
  }

  /// 0…1 from the lowest to the highest; `nil` for a value without a place: not finite, or not positive on a log axis.
  func share(_ value: Double) -> Double? {
    Self.place(value, scale).map { min(1, max(0, ($0 - low) / (high - low))) }
  }

  /// Each tick's share and label.
  var labels: [(share: Double, text: String)] {
    let span = max(abs(low), abs(high)) / (high - low)
    let format = NumberFormat(digits: min(15, max(3, Int(log10(span)) + 4)))
    return ticks.map { tick in
      let value = scale == .log ? pow(10, tick) : abs(tick) < (high - low) * 1e-9 ? 0 : tick
      return ((tick - low) / (high - low), format.text(value))
    }
  }

  private mutating func setTicks(step: Double, rounds: Bool) {
    if rounds {
      low = floor(low / step + 1e-9) * step
      high = ceil(high / step - 1e-9) * step
    }
    let first = ceil(low / step - 1e-9)
    ticks = (0...40).map { (first + Double($0)) * step }.filter { $0 <= high + step * 1e-9 }
  }

  private static func place(_ value: Double, _ scale: Chart.Scale) -> Double? {
    guard value.isFinite else { return nil }
    if scale == .log { return value > 0 ? log10(value) : nil }
    return min(limit, max(-limit, value))
  }

  /// Adds some room around a constant curve.
  private mutating func widen() {
    let size = max(abs(low), abs(high))
    guard high - low < max(size * 1e-9, 1e-300) else { return }
    let room = scale == .linear && size > 1e-290 ? size * 0.1 : 0.5
    low -= room
    high += room
  }

  /// 1, 2 or 5 times a power of ten, so that about `count` steps make `span`; full decades on a long log axis.
  private static func step(_ span: Double, count: Int, isLog: Bool) -> Double {
    let raw = span / Double(count)
    let power = pow(10, floor(log10(raw)))
    let step = ([1.0, 2, 5].first { $0 * power >= raw * (1 - 1e-9) } ?? 10) * power
    return isLog && span >= 1.5 ? max(1, step.rounded()) : step
  }
}

extension Chart.Point {
  var isFinite: Bool { x.isFinite && y.isFinite }
}
