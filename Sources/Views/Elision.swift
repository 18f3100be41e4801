/// Which of many rows or columns are shown: some at the start and some at the end.
public struct Elision: Equatable, Sendable {
  public var head: Range<Int>
  public var tail: Range<Int>

  /// At most `limit` of `count`; a third of them at the end.
  public init(_ count: Int, limit: Int) {
    if count <= max(1, limit) {
      (head, tail) = (0..<count, count..<count)
    } else {
      let last = max(1, limit) / 3
      (head, tail) = (0..<(max(1, limit) - last), (count - last)..<count)
    }
  }

  /// A part without gaps.
  public init(_ range: Range<Int>) { (head, tail) = (range, range.upperBound..<range.upperBound) }

  public var shown: [Int] { Array(head) + Array(tail) }
  public var hidden: Int { tail.lowerBound - head.upperBound }
}
