/// Which of many rows or columns are shown: some at the beginning, some at the end, and how many are left out between.
struct Elision: Equatable {
  var head: Range<Int>
  var tail: Range<Int>

  /// At most `limit` of `count`; a third of them at the end.
  init(_ count: Int, limit: Int) {
    if count <= max(1, limit) {
      head = 0..<count
      tail = count..<count
    } else {
      let last = max(1, limit) / 3
      head = 0..<(max(1, limit) - last)
      tail = (count - last)..<count
    }
  }

  var shown: [Int] { Array(head) + Array(tail) }
  var hidden: Int { tail.lowerBound - head.upperBound }
}

extension Int {
  /// `1 more row`, `5 more rows`.
  func more(_ noun: String) -> String { "\(self) more \(noun)\(self == 1 ? "" : "s")" }
}
