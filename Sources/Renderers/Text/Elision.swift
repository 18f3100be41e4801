/// Which of many rows or columns are shown: some at the start and some at the end.
struct Elision: Equatable {
  var head: Range<Int>
  var tail: Range<Int>

  /// At most `limit` of `count`; a third of them at the end.
  init(_ count: Int, limit: Int) {
    if count <= max(1, limit) {
      (head, tail) = (0..<count, count..<count)
    } else {
      let last = max(1, limit) / 3
      (head, tail) = (0..<(max(1, limit) - last), (count - last)..<count)
    }
  }

  /// A part without gaps.
  init(_ range: Range<Int>) { (head, tail) = (range, range.upperBound..<range.upperBound) }

  var shown: [Int] { Array(head) + Array(tail) }
  var hidden: Int { tail.lowerBound - head.upperBound }
}

extension Int {
  /// `1 more row`, `5 more rows`.
  func more(_ noun: String) -> String { "\(self) more \(noun)\(self == 1 ? "" : "s")" }
}
