import Engine
import Interruption
import Language

/// Two slips at once: what is typed with one repair, among what comes of one slip in the right formula.
struct TwoSlips {
  let naming: Naming
  let slips: [Suspect]
  let repairs: [TreeChange]

  /// Pairs whose ranks add up to more are guesses.
  private static let mostRank = 75
  /// Trees that are evaluated when two repairs are tried.
  private static let mostTrees = 3_000

  /// Both slips in words, the simplest pair that is confirmed on every state.
  var words: [String]? { met ?? scaled ?? repairedAndScaled ?? slippedTwice ?? repairedTwice }

  // MARK: A repair and a slip

  private struct Value {
    var print: Double
    var scale: Double
    var matrix: Matrix<Double>
    var place: Int
  }

  private var met: [String]? {
    let first = naming.states[0]
    let wrong = Work.current.through(slips.indices).compactMap { place -> Value? in
      var state = first
      return slips[place].outcome(&state).flatMap { value($0, place) }
    }.sorted { $0.print < $1.print }
    var pairs: [(rank: Int, repair: TreeChange, slip: Suspect)] = []
    var values = first.values
    for (place, repair) in repairs.enumerated() {
      if Work.current.isStopped { return nil }
      guard let matrix = values.matrix(repair.tree), let own = value(matrix, place) else { continue }
      for other in near(own, in: wrong) {
        let rank = repair.rank + slips[other.place].rank
        if rank <= Self.mostRank { pairs.append((rank, repair, slips[other.place])) }
      }
    }
    for pair in pairs.sorted(by: { $0.rank < $1.rank }).prefix(20) where isConfirmed(pair.repair, pair.slip) {
      return slope(pair.repair, pair.slip).map { [$0] }
        ?? [pair.repair.words(.repair, naming.changes.words), pair.slip.words]
    }
    return nil
  }

  /// A factor that takes the place of the derivative is one slip: the derivative is wrong.
  private func slope(_ repair: TreeChange, _ slip: Suspect) -> String? {
    guard case .dropped(let factor, .multiply) = repair.kind, let slope = slip.missingSlope else { return nil }
    return "\(factor.code) is not the derivative, \(slope)"
  }

  private func isConfirmed(_ repair: TreeChange, _ slip: Suspect) -> Bool {
    naming.states.allSatisfy { state in
      var state = state
      guard let wrong = slip.outcome(&state), let repaired = state.values.matrix(repair.tree) else { return false }
      return Closeness.matches(wrong, repaired)
    }
  }

  /// A value with one number by which it is found again.
  private func value(_ matrix: Matrix<Double>, _ place: Int) -> Value? {
    var (print, scale) = (0.0, 0.0)
    for (index, x) in matrix.elements.enumerated() {
      let weight = 0.5 + Double((index * 7_919 + 4_241) % 1_009) / 1_009
      print += weight * x
      scale += weight * abs(x)
    }
    // What is 0 but for rounding is equal to everything that is.
    guard scale > 1e-12 * naming.scale else { return nil }
    return print.isFinite ? Value(print: print, scale: scale, matrix: matrix, place: place) : nil
  }

  private func near(_ value: Value, in sorted: [Value]) -> [Value] {
    let tolerance = 1e-9 * max(value.scale, .leastNormalMagnitude)
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].print < value.print - tolerance { low = middle + 1 } else { high = middle }
    }
    return sorted[low...].prefix { $0.print <= value.print + tolerance }.filter {
      Closeness.matches($0.matrix, value.matrix)
    }
  }

  // MARK: A slip and a factor

  private var scaled: [String]? {
    for slip in Work.current.through(slips.sorted { $0.rank < $1.rank })
    where !slip.isScaling && slip.rank <= Self.mostRank {
      for factor in naming.factors {
        let product = Suspect(words: slip.words, rank: slip.rank) { state in
          slip.outcome(&state).map { factor.value * $0 }
        }
        if naming.isTyped(product) { return [slip.words, factor.words] }
      }
    }
    return nil
  }

  /// A repair after which a factor is left.
  private var repairedAndScaled: [String]? {
    let first = naming.states[0]
    var values = first.values
    for repair in Work.current.through(repairs.sorted { $0.rank < $1.rank }) where repair.rank <= 40 {
      guard let value = values.matrix(repair.tree), value.shape == first.right.shape else { continue }
      for factor in naming.factors where Closeness.matches(value, factor.value * first.right) {
        let isConfirmed = naming.states.allSatisfy { state in
          var values = state.values
          return values.matrix(repair.tree).map { Closeness.matches($0, factor.value * state.right) } ?? false
        }
        if isConfirmed { return [repair.words(.repair, naming.changes.words), factor.words] }
      }
    }
    return nil
  }

  // MARK: Two slips in the right formula

  /// A second slip in formulas that are wrong already, at the step that the claim is about.
  private var slippedTwice: [String]? {
    guard let network = naming.network, let chain = naming.chain, let step = naming.quantity else { return nil }
    let wrong = WrongFormulas(network: network, samples: naming.samples).list(of: step).filter {
      $0.rank < 12
    }
    .map { ($0.expression, $0.words) }
    let simple = StepFormulas(network: network).forms(of: step).flatMap { form in
      naming.changes.changes(of: form).filter { $0.rank <= 18 }.map { ($0.tree, $0.words(.slip, naming.changes.words)) }
    }
    var tried = 0
    for (tree, words) in Work.current.through(wrong + simple) {
      for change in naming.changes.changes(of: tree, most: 200) where change.rank <= 20 {
        tried += 1
        if tried > Self.mostTrees { return nil }
        let suspect = Suspect(words: words, rank: 0) { state in
          let value = state.values.matrix(change.tree)
          return state.part(of: chain.value(with: value, at: step, on: state.values.session))
        }
        if naming.isTyped(suspect) { return [words, change.words(.slip, naming.changes.words)] }
      }
    }
    return nil
  }

  // MARK: Two repairs

  private var repairedTwice: [String]? {
    guard naming.claim.isFormula else { return nil }
    let first = naming.states[0]
    var values = first.values
    var tried = 0
    for one in Work.current.through(repairs.sorted { $0.rank < $1.rank }) where one.rank <= 22 {
      guard values.matrix(one.tree) != nil else { continue }
      for two in naming.changes.changes(of: one.tree, most: 300) where two.rank <= 30 {
        tried += 1
        if tried > Self.mostTrees { return nil }
        guard let value = values.matrix(two.tree), Closeness.matches(value, first.right), naming.isRight(two.tree)
        else {
          continue
        }
        return [one, two].map { $0.words(.repair, naming.changes.words) }
      }
    }
    return nil
  }
}
