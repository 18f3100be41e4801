/// What happened when a row was moved.
struct KinkMarks: OptionSet, Sendable {
  var rawValue: UInt8

  /// A unit's pre-activation, or a weight with an L1 penalty, changed its side of a kink.
  static let crossed = KinkMarks(rawValue: 1)
  /// It did so from exactly 0, as every step does there.
  static let fromZero = KinkMarks(rawValue: 2)
}
