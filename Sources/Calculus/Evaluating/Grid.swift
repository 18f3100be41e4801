import Interruption

/// Numbers for all values of some letters, the last letter running fastest.
package struct Grid<N: Evaluable> {
  package private(set) var letters: [String]
  private(set) var counts: [Int]
  package private(set) var values: [N]

  private static var maximumSize: Int { 10_000_000 }

  package init(_ number: N) { (letters, counts, values) = ([], [], [number]) }

  private init(letters: [String], counts: [Int], values: [N]) {
    (self.letters, self.counts, self.values) = (letters, counts, values)
  }

  /// - Precondition: the indices are letters, each once.
  package init(_ indices: [Index], _ value: ([String: Int]) -> N) {
    letters = indices.compactMap(\.letter)
    counts = indices.map { $0.extent?.count ?? 1 }
    values = []
    let size = counts.reduce(1, *)
    values.reserveCapacity(size)
    var place: [String: Int] = [:]
    for number in WorkBlocks(size).joined() {
      var rest = number
      for axis in letters.indices.reversed() {
        place[letters[axis]] = rest % counts[axis]
        rest /= counts[axis]
      }
      values.append(value(place))
    }
    WorkBlocks.fill(&values, to: size, with: .zero)
  }

  package func map(_ transform: (N) -> N) -> Grid {
    Grid(
      letters: letters, counts: counts, values: WorkBlocks.map(values.count, rest: .zero) { values[$0].map(transform) })
  }

  /// Both, spread over the letters of either; `nil` if the result is too large.
  package func combined(with other: Grid, _ operation: (N, N) -> N) -> Grid? {
    if letters == other.letters {
      let joined = WorkBlocks.map(values.count, rest: N.zero) { block in
        zip(values[block], other.values[block]).map(operation)
      }
      return Grid(letters: letters, counts: counts, values: joined)
    }
    if other.letters.isEmpty { return map { operation($0, other.values[0]) } }
    if letters.isEmpty { return other.map { operation(values[0], $0) } }
    var (all, sizes) = (letters, counts)
    for (letter, count) in zip(other.letters, other.counts) where !all.contains(letter) {
      all.append(letter)
      sizes.append(count)
    }
    if sizes.reduce(1, *) > Self.maximumSize { return nil }
    let (a, b) = (places(in: all, sizes), other.places(in: all, sizes))
    let joined = WorkBlocks.map(a.count, rest: N.zero) { block in
      zip(a[block], b[block]).map { operation(values[$0], other.values[$1]) }
    }
    return Grid(letters: all, counts: sizes, values: joined)
  }

  /// Folds an axis away; the values are repeated if the letter does not occur.
  package func folded(over index: Index, _ operation: (N, N) -> N) -> Grid {
    guard let letter = index.letter, let extent = index.extent else { return self }
    guard let axis = letters.firstIndex(of: letter) else {
      return map { value in (1..<max(extent.count, 1)).reduce(value) { sum, _ in operation(sum, value) } }
    }
    var rest = self
    rest.letters.remove(at: axis)
    let count = rest.counts.remove(at: axis)
    let inner = counts[(axis + 1)...].reduce(1, *)
    rest.values = Array(repeating: .zero, count: values.count / max(count, 1))
    for number in WorkBlocks(rows: rest.values.count, columns: count).joined() {
      let start = number / inner * inner * count + number % inner
      rest.values[number] = (1..<max(count, 1)).reduce(values[start]) { operation($0, values[start + $1 * inner]) }
    }
    return rest
  }

  /// The values with the given letters as axes, in their order.
  package func spread(over indices: [Index]) -> Grid {
    let (all, sizes) = (indices.compactMap(\.letter), indices.map { $0.extent?.count ?? 1 })
    return Grid(letters: all, counts: sizes, values: places(in: all, sizes).map { values[$0] })
  }

  /// Where the value for each place of a larger set of letters is.
  private func places(in all: [String], _ sizes: [Int]) -> [Int] {
    let strides = letters.indices.map { counts[($0 + 1)...].reduce(1, *) }
    let steps = all.map { letter in letters.firstIndex(of: letter).map { strides[$0] } ?? 0 }
    return WorkBlocks.map(sizes.reduce(1, *), rest: 0) { block in
      block.map { number in
        var (rest, place) = (number, 0)
        for axis in all.indices.reversed() {
          place += rest % sizes[axis] * steps[axis]
          rest /= sizes[axis]
        }
        return place
      }
    }
  }
}
