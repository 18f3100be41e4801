/// The numbers 0..<count in blocks of some milliseconds; none follows once the current work is stopped.
///
/// A single block is never asked about: so little work is done before an answer matters.
public struct WorkBlocks: Sequence, IteratorProtocol {
  /// Entries of a matrix that any function of the shell transforms in some milliseconds.
  public static let entries = 10_000

  private let count: Int
  private let size: Int
  private let work: Work?
  private var start = 0

  /// - Parameters:
  ///   - size: of a block, at least 1.
  ///   - isLong: whether even a single block takes long enough to ask.
  public init(_ count: Int, of size: Int = WorkBlocks.entries, isLong: Bool = false) {
    self.count = count
    self.size = Swift.max(size, 1)
    work = isLong || count > self.size ? Work.current : nil
  }

  /// The rows of a matrix in blocks of about as many entries.
  public init(rows: Int, columns: Int) { self.init(rows, of: Self.entries / Swift.max(columns, 1)) }

  public mutating func next() -> Range<Int>? {
    guard start < count, work?.isStopped != true else { return nil }
    let end = Swift.min(start + size, count)
    defer { start = end }
    return start..<end
  }
}

extension WorkBlocks {
  /// The elements that `body` makes of each block; `rest` for those that the work was stopped before.
  @inlinable
  public static func map<Element>(_ count: Int, rest: Element, _ body: (Range<Int>) -> [Element]) -> [Element] {
    if count <= entries { return body(0..<count) }
    var result: [Element] = []
    result.reserveCapacity(count)
    for block in WorkBlocks(count) { result.append(contentsOf: body(block)) }
    fill(&result, to: count, with: rest)
    return result
  }

  /// Appends what stopped work has left out.
  ///
  /// In pieces that are copied as memory: code that is not specialised would append a million elements one by one, which
  /// takes longer than the work itself.
  @inlinable
  public static func fill<Element>(_ elements: inout [Element], to count: Int, with rest: Element) {
    if elements.count >= count { return }
    let piece = Array(repeating: rest, count: Swift.min(entries, count - elements.count))
    while elements.count < count { elements.append(contentsOf: piece.prefix(count - elements.count)) }
  }
}
