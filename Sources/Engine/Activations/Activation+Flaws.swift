import Calculus

extension Activation {
  /// Why a formula of the user is not fit for a layer.
  public enum Flaw: Hashable, Sendable {
    /// The value jumps at a place, so that it has no derivative there.
    case jumps(at: Double)
    /// The value, or the slope, is not a finite number at a place.
    case isNotFinite(at: Double, isSlope: Bool)
    /// The slope is 0 at all places.
    case isFlat
  }

  /// What is wrong with the formula, as its numbers between −5 and 5 show.
  public var flaw: Flaw? {
    guard let compiled else { return nil }
    if let place = kinks.jumps.first { return .jumps(at: place) }
    var isFlat = true
    // Zero first, then outwards, so that the place in the message is a simple one.
    for step in 0...40 {
      for z in step == 0 ? [0] : [Double(step) / 8, -Double(step) / 8] {
        let (value, slope) = compiled.both.number(z)
        if !value.isFinite { return .isNotFinite(at: z, isSlope: false) }
        if !slope.isFinite { return .isNotFinite(at: z, isSlope: true) }
        if slope != 0 { isFlat = false }
      }
    }
    return isFlat ? .isFlat : nil
  }
}
