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
    switch scale {
    case .linear: setLinearTicks(axis, count: max(1, tickCount), rounds: rounds)
    case .log: ticks = LogTicks(low: low, high: high, most: max(4, tickCount + 2)).places
    }
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

  private mutating func setLinearTicks(_ axis: Chart.Axis, count: Int, rounds: Bool) {
    var count = count
    repeat {
      let step = Self.step(high - low, count: count)
      setTicks(step: axis.ticks == .whole ? max(1, step) : step, rounds: rounds)
      count += 1
    } while ticks.count < 2 && count < 12
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

  /// 1, 2 or 5 times a power of ten, so that about `count` steps make `span`.
  static func step(_ span: Double, count: Int) -> Double {
    let raw = span / Double(count)
    let power = pow(10, floor(log10(raw)))
    return ([1.0, 2, 5].first { $0 * power >= raw * (1 - 1e-9) } ?? 10) * power
  }
}

/// The ticks of a logarithmic axis: 1, 2, 3 … of each decade, 1-2-5, full decades, or every second, fifth … decade.
struct LogTicks {
  /// The logarithms of the ends.
  let low: Double
  let high: Double
  /// The densest choice with at most this many is taken.
  let most: Int

  /// The logarithms of the ticks.
  var places: [Double] {
    let digits = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1]].lazy.map { decades($0, every: 1) }
    let sparse = [2, 5, 10, 20, 50, 100].lazy.map { decades([1], every: $0) }
    if high - low > 1000 { return [] }
    let places = digits.first { $0.count <= most } ?? sparse.first { $0.count <= most } ?? []
    let others = places.count < 3 ? between : []
    return others.count > places.count ? others : places
  }

  private func decades(_ digits: [Double], every step: Int) -> [Double] {
    let first = Int((low / Double(step)).rounded(.down)) * step
    return stride(from: first, through: Int(high.rounded(.up)), by: step)
      .flatMap { decade in digits.map { Double(decade) + log10($0) } }
      .filter { low - 1e-9 <= $0 && $0 <= high + 1e-9 }
  }

  /// Round values at equal distances, for an axis shorter than the step from one digit to the next.
  private var between: [Double] {
    let (start, end) = (pow(10, low), pow(10, high))
    guard start > 0, end.isFinite, end > start else { return [] }
    let step = AxisScale.step(end - start, count: 4)
    let first = (start / step - 1e-9).rounded(.up)
    let values: [Double] = (0...10).map { (first + Double($0)) * step }
    return values.filter { $0 > 0 && $0 <= end * (1 + 1e-12) }.map { log10($0) }
  }
}

extension Chart.Point {
  var isFinite: Bool { x.isFinite && y.isFinite }
}
