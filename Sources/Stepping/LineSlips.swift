import Calculus

/// Slips in a line that is worked out: a factor, a term, a sign, a sum, a division that was left out or put in.
struct LineSlips {
  struct Candidate {
    var term: Term
    var slips: [Slip]
  }

  /// Every term that differs by one slip at one place.
  func candidates(_ term: Term) -> [Candidate] {
    own(term) + inside(term)
  }

  private func inside(_ term: Term) -> [Candidate] {
    if case .derivative = term { return [] }
    let children = term.children
    return children.indices.flatMap { place in
      candidates(children[place]).map { candidate in
        var number = -1
        let changed = term.mapChildren { child in
          number += 1
          return number == place ? candidate.term : child
        }
        return Candidate(term: changed, slips: candidate.slips)
      }
    }
  }

  private func own(_ term: Term) -> [Candidate] {
    func one(_ term: Term, _ kind: Slip.Kind, _ place: Term, _ other: Term? = nil) -> Candidate {
      Candidate(term: term, slips: [Slip(kind, place, other)])
    }
    switch term {
    case .product(let list):
      return list.indices.flatMap { place -> [Candidate] in
        let rest = Term.multiplied(list.indices.filter { $0 != place }.map { list[$0] })
        let factor = list[place]
        return [
          one(rest, factor.isSlope ? .derivativeOfActivationMissing : .factorMissing, factor),
          one(.product(list + [factor]), .factorDoubled, factor),
        ]
      }
    case .sum(let list) where list.count > 1:
      return list.indices.flatMap { place -> [Candidate] in
        let others = list.indices.filter { $0 != place }.map { list[$0] }
        let flipped = list.indices.map { $0 == place ? .negation(list[$0]) : list[$0] }
        return [
          one(others.count == 1 ? others[0] : .sum(others), .termMissing, list[place]),
          one(.sum(flipped), .termSign, list[place]),
        ]
      }
    case .negation(let a): return [one(a, .signDropped, term)]
    case .quotient(let a, let b):
      return [
        one(a, .divisionMissing, b), one(.quotient(term, b), .factorDoubled, 1 / b), one(a * b, .divisionMissing, b),
      ]
    case .power(let a, .number(let n)):
      return [one(a, .squareMissing, term)]
        + (n == 2 ? [] : [one(.power(a, .number(n - 1)), .powerLoweredTwice, term, .number(n + 1))])
    case .over(let index, .sum, let body):
      guard case .letter(let letter, let extent) = index else { return [] }
      var list = [0, extent.count - 1].map { one(body.replacing(letter, by: .at($0)), .onePath, term) }
      for free in body.freeIndices where free != index && free.extent == extent {
        list.append(one(body.replacing(letter, by: free), .onePath, term))
      }
      return list
    case .kronecker: return [one(.one, .deltaForgotten, term)]
    case .apply(let head, let arguments) where head.order > 0 && arguments.count == 1:
      let lower = Term.apply(Term.Head(head.name, orders: [head.order - 1]), arguments)
      return [
        one(lower, .wrongDerivative, lower, lower), one(.one, .derivativeOfActivationMissing, term),
        one(.apply(head, [lower]), .outerAtValue, lower, arguments[0]),
      ]
    default: return []
    }
  }
}

extension Term {
  /// Whether it is h′(…).
  fileprivate var isSlope: Bool { if case .apply(let head, _) = self { head.order > 0 } else { false } }
}
