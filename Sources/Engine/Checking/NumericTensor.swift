/// The numeric derivatives of the loss with respect to the entries of one quantity.
public struct NumericTensor: Sendable {
  /// What became of an entry.
  public enum State: UInt8, Sendable {
    /// Left out, because only a sample of the entries was asked for.
    case skipped
    case plain
    /// A step of the usual size crossed a kink; a smaller or a one-sided step did not.
    case aroundKink
    /// Every step crosses a kink that lies closer than the smallest of them.
    case nearKink
    /// A unit on which the entry acts stands exactly at its kink, where there is no derivative.
    case atKink

    public var isComparable: Bool { self == .plain || self == .aroundKink }
  }

  public private(set) var values: Matrix<Double>
  /// One for each entry, row by row.
  public private(set) var states: [State]
  /// The error that the rounding of the losses can cause in each value.
  public private(set) var roundOff: [Double]

  init(shape: Shape) {
    values = Matrix(rows: shape.rows, columns: shape.columns)
    states = Array(repeating: .skipped, count: shape.count)
    roundOff = Array(repeating: 0, count: shape.count)
  }

  mutating func set(_ position: Int, to value: Double, roundOff: Double, state: State) {
    values.elements[position] = value
    self.roundOff[position] = roundOff
    states[position] = state
  }

  public func count(_ state: State) -> Int { states.count { $0 == state } }
}
