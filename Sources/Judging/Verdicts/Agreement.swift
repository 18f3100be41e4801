import Calculus
import Engine

/// How two values of one shape relate, entry by entry, given the bounds on their errors.
struct Agreement {
  /// What can be said of an entry.
  enum Entry: Equatable {
    /// Equal to nine digits or more than rounding leaves.
    case same
    /// Equal as far as rounding lets it be seen, which is not far.
    case noise
    case different
    /// Infinite or not a number, or without any digit.
    case open
  }

  let entries: [Entry]
  /// Whether all entries are 0 on both sides without any rounding, as those of a dead unit are.
  let isExactlyZero: Bool

  /// Agreement beyond this many digits is no chance.
  private static let relative = 1e-9
  /// Bounds are to first order.
  private static let slack = 4.0

  /// - Precondition: both have one shape.
  init(_ left: Matrix<Bounded>, _ right: Matrix<Bounded>) {
    precondition(left.shape == right.shape)
    entries = zip(left.elements, right.elements).map(Self.entry)
    isExactlyZero = (left.elements + right.elements).allSatisfy { $0 == .zero }
  }

  private static func entry(_ left: Bounded, _ right: Bounded) -> Entry {
    guard left.value.isFinite, right.value.isFinite else { return .open }
    let noise = slack * (left.error + right.error)
    guard noise.isFinite else { return .open }
    let size = max(left.value.magnitude, right.value.magnitude)
    let difference = (left.value - right.value).magnitude
    if difference > max(noise, relative * size) { return .different }
    return size > 0 && noise <= 1e-4 * size ? .same : .noise
  }

  var differs: Bool { entries.contains(.different) }
  var isOpen: Bool { entries.contains(.open) }
}
