import Calculus
import RealModule

/// Where the derivative of an activation jumps, so that a finite difference across it proves nothing.
public struct Kinks: Sendable {
  /// The places between −40 and 40.
  public private(set) var places: [Double] = []
  /// Those at which the value itself jumps.
  public private(set) var jumps: [Double] = []
  /// The number of the piece that a pre-activation is in, and whether it is at the end of one; `nil` without kinks.
  let pieces: CompiledTerms?

  /// A kink at 0, if there is one.
  init(atZero: Bool) {
    places = atZero ? [0] : []
    pieces = nil
  }

  var isEmpty: Bool { places.isEmpty && pieces == nil }

  /// Finds the kinks of a formula: the places at which `where`, `abs`, `max` and the like change their branch, unless
  /// value and slope agree there, as they do in softplus.
  init(_ definition: ActivationDefinition, value: CompiledTerms, slope: CompiledTerms) throws(NotCompilable) {
    let argument = definition.argument
    let formula = definition.body.resolved(.activations, for: .showing)
    var kept: [Term] = []
    for decision in formula.decisions {
      let program = try CompiledTerms([decision], of: [argument], library: .activations)
      let roots = Self.roots(of: program)
      let bent = roots.filter { Self.step(slope, at: $0) }
      places += bent
      jumps += roots.filter { Self.step(value, at: $0) }
      if roots.isEmpty || !bent.isEmpty { kept.append(decision) }
    }
    places = Set(places).sorted()
    jumps = Set(jumps).sorted()
    guard !kept.isEmpty else {
      pieces = nil
      return
    }
    let numbers = kept.enumerated().map {
      Term.product([.number(Double(1 << min($0, 50))), .comparison(.greater, $1, 0)])
    }
    let ends = kept.map { Term.comparison(.equal, $0, 0) }
    pieces = try CompiledTerms([.sum(numbers), .sum(ends)], of: [argument], library: .activations)
  }

  // MARK: Finding

  private static func value(_ program: CompiledTerms, _ z: Double) -> Double { program.number(z).0 }

  /// The places between −40 and 40 at which a function changes its sign, to the last digit.
  private static func roots(of program: CompiledTerms) -> [Double] {
    let places = (-2000...2000).map { Double($0) / 50 }
    let values = places.map { value(program, $0) }
    var roots: [Double] = []
    for k in places.indices {
      if values[k] == 0 { roots.append(places[k]) }
      if k > 0, values[k] * values[k - 1] < 0 { roots.append(bisected(program, places[k - 1], places[k])) }
    }
    return roots
  }

  private static func bisected(_ program: CompiledTerms, _ low: Double, _ high: Double) -> Double {
    var (low, high) = (low, high)
    let isRising = value(program, low) < 0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if (value(program, middle) < 0) == isRising { low = middle } else { high = middle }
    }
    return high
  }

  /// Whether a function has different limits from the left and from the right.
  private static func step(_ program: CompiledTerms, at place: Double) -> Bool {
    let distance = 1e-7 * max(1, abs(place))
    let (left, right) = (value(program, place - distance), value(program, place + distance))
    return abs(left - right) > 1e-5 * (1 + abs(left) + abs(right)) || left.isNaN != right.isNaN
  }
}

extension Term {
  /// What the pieces of the formula turn on, each as a term whose sign decides.
  fileprivate var decisions: [Term] {
    var found: [Term] = []
    visit { term in
      switch term {
      case .comparison(_, let a, let b): found.append(a - b)
      case .apply(let head, let list) where head.order == 0:
        switch Elementary(rawValue: head.name) {
        case .abs, .sign: found.append(list[0])
        case .maximum, .minimum: found.append(list[0] - list[1])
        default: break
        }
      default: break
      }
    }
    return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Activation {
  public var kinks: Kinks { compiled?.kinks ?? Kinks(atZero: kernel.hasKink) }

  /// Whether the derivative jumps somewhere.
  public var hasKink: Bool { compiled.map { !$0.kinks.isEmpty } ?? kernel.hasKink }
}
