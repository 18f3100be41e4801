import Calculus

/// Differentiates with typical mistakes: the values that a formula's derivative has if one rule, or two, are applied
/// wrongly.
///
/// Works on values, not on formulas, because two mistakes in a formula of twenty parts are thousands of combinations.
struct FaultyDifferentiation {
  typealias Values = [Grid<Double>]

  let variable: Term
  let library: FunctionLibrary
  let values: StepValues

  struct Candidate {
    var values: Values
    var slips: [Slip]
  }

  /// One way to put the derivatives of the parts together.
  struct Form {
    var slip: Slip?
    var combine: ([Values]) -> Values?

    init(_ slip: Slip? = nil, _ combine: @escaping ([Values]) -> Values?) {
      (self.slip, self.combine) = (slip, combine)
    }
  }

  var differentiation: Differentiation { Differentiation(by: variable, library: library) }

  func depends(_ term: Term) -> Bool { differentiation.depends(term) }

  private static let maximumCount = 12_000

  /// The derivative of a term, first as it is, then with up to `budget` slips.
  func candidates(_ term: Term, budget: Int) -> [Candidate] {
    guard let (parts, forms) = forms(of: term) else { return [] }
    let derivatives = parts.map { candidates($0, budget: budget) }
    if derivatives.contains(where: \.isEmpty) { return [] }
    var result: [Candidate] = []
    for form in forms {
      let left = budget - (form.slip == nil ? 0 : 1)
      if left < 0 { continue }
      for choice in Self.choices(derivatives, budget: left) {
        guard result.count < Self.maximumCount, let values = form.combine(choice.map(\.values)) else { continue }
        result.append(Candidate(values: values, slips: choice.flatMap(\.slips) + [form.slip].compactMap { $0 }))
      }
    }
    return result
  }

  /// One candidate for each part, with no more slips than allowed altogether.
  private static func choices(_ parts: [[Candidate]], budget: Int) -> [[Candidate]] {
    var result: [(list: [Candidate], used: Int)] = [([], 0)]
    for part in parts {
      result = result.flatMap { chosen, used in
        part.filter { used + $0.slips.count <= budget }.map { (chosen + [$0], used + $0.slips.count) }
      }
    }
    return result.map(\.list)
  }

  // MARK: Values

  func value(_ term: Term) -> Values? { values.grids(term) }

  func map(_ a: Values?, _ operation: (Double) -> Double) -> Values? { a?.map { $0.map(operation) } }

  func combined(_ a: Values?, _ b: Values?, _ operation: (Double, Double) -> Double) -> Values? {
    guard let a, let b, a.count == b.count else { return nil }
    var result: Values = []
    for (left, right) in zip(a, b) {
      guard let grid = left.combined(with: right, operation) else { return nil }
      result.append(grid)
    }
    return result
  }

  func times(_ a: Values?, _ b: Values?) -> Values? { combined(a, b) { $0 * $1 } }
  func plus(_ a: Values?, _ b: Values?) -> Values? { combined(a, b) { $0 + $1 } }
  func minus(_ a: Values?, _ b: Values?) -> Values? { combined(a, b) { $0 - $1 } }
  func over(_ a: Values?, _ b: Values?) -> Values? { combined(a, b) { $0 / $1 } }
  func negated(_ a: Values?) -> Values? { map(a) { -$0 } }
  func sum(_ list: [Values]) -> Values? { list.dropFirst().reduce(list.first) { plus($0, $1) } }
  func product(_ list: [Values]) -> Values? { list.dropFirst().reduce(list.first) { times($0, $1) } }

  func slip(_ kind: Slip.Kind, _ place: Term, _ other: Term? = nil) -> Slip {
    Slip(kind, place, other, by: variable)
  }

  func fixed(_ term: Term, _ slip: Slip? = nil) -> Form { Form(slip) { _ in value(term) } }
}
