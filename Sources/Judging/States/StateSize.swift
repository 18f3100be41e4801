import Engine
import Language
import SessionCore

/// The sizes of the states on which a claim is tried: the session's own, or small ones for a large network.
struct StateSize {
  struct Choice: Equatable {
    var units: [Int]
    var samples: Int
  }

  /// The first that fits the claim is taken.
  let choices: [Choice]

  /// Products in a pass from which on smaller states are drawn.
  private static let largestWork = 20_000

  init(for sides: [Expression], in session: Session) {
    guard let network = session.network else { choices = []; return }
    let own = Choice(units: network.sizes, samples: session.samples > 0 ? session.samples : 3)
    let work = zip(own.units, own.units.dropFirst()).map { $0 * $1 }.reduce(0, +) * own.samples
    let small = Self.small(own, keeping: sides.flatMap(\.literals))
    choices = work <= Self.largestWork || small == own ? [own] : [small, own]
  }

  /// Small numbers in place of large ones, equal ones staying equal, different ones different; numbers that the claim
  /// names stay, and so does what it has indices for.
  private static func small(_ own: Choice, keeping literals: [Double]) -> Choice {
    let named = Set(literals.compactMap { Int(exactly: $0) })
    let sizes = Set(own.units + [own.samples])
    let largest = sizes.max() ?? 0
    var next = max(4, (named.filter { $0 < largest }.max() ?? 0) + 2)
    let kept = sizes.filter { named.contains($0) || $0 < 4 }
    var replacement: [Int: Int] = [:]
    for size in sizes.subtracting(kept).sorted() {
      while kept.contains(next) { next += 1 }
      replacement[size] = min(size, next)
      next += 1
    }
    func small(_ size: Int) -> Int { replacement[size] ?? size }
    return Choice(units: own.units.map(small), samples: small(own.samples))
  }
}

extension Expression {
  /// The numbers in it, those in subscripts too.
  var literals: [Double] {
    nodes.compactMap { if case .number(let number, _) = $0 { number } else { nil } }
  }

  /// The numbers in it that could be read as sizes or settings: not those that are subscripts, axes or exponents.
  var freeLiterals: [Double] {
    switch self {
    case .number(let number, _): [number]
    case .index(let base, _, _): base.freeLiterals
    case .binary(.power, let base, .number): base.freeLiterals
    case .call(let call): call.arguments.flatMap(\.freeLiterals)
    case .name, .negation, .binary, .transpose, .matrix: parts.flatMap(\.freeLiterals)
    }
  }

  /// Whether it takes rows by their numbers, so that it is about these samples.
  var takesRows: Bool {
    nodes.contains { node in
      guard case .index(let base, let subscripts, _) = node, let first = subscripts.first else { return false }
      if case .name(let name, _) = base, !["X", "Y", "Ys"].contains(name) { return false }
      if case .slice(let slice) = first, slice.isFull { return false }
      return true
    }
  }
}
