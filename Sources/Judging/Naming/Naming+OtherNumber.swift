import Language

extension Naming {
  /// A number of the formula that has to be another one, the same on every state.
  var otherNumber: [String]? {
    guard claim.isFormula else { return nil }
    let tree = claim.typed
    var found: [String]?
    tree.forEachNumber { x, rebuilt in
      guard found == nil, let y = solution(x, rebuilt), y != x, y >= 0, isRight(rebuilt(y)) else { return }
      found = ["\(Expression.number(y, .nowhere).code) is needed, not \(Expression.number(x, .nowhere).code)"]
    }
    return found ?? repeatedNumber
  }

  /// The same for a number that is written several times.
  private var repeatedNumber: [String]? {
    let tree = claim.typed
    var counts: [Double: Int] = [:]
    tree.forEachNumber { x, _ in counts[x, default: 0] += 1 }
    for x in counts.keys.sorted() where (counts[x] ?? 0) > 1 {
      let rebuilt = { (y: Double) in tree.replacingNumbers(x, by: y) }
      if let y = solution(x, rebuilt), y != x, y >= 0, isRight(rebuilt(y)) {
        return ["\(Expression.number(y, .nowhere).code) is needed, not \(Expression.number(x, .nowhere).code)"]
      }
    }
    return nil
  }

  /// The number that makes one entry right, by the secant through two values; rounded to what people write.
  private func solution(_ x: Double, _ rebuilt: (Double) -> Expression) -> Double? {
    var values = states[0].values
    let right = states[0].right
    let step = x == 0 ? 1 : 0.5 * x
    guard let first = values.matrix(rebuilt(x)), let second = values.matrix(rebuilt(x + step)),
      first.shape == right.shape, second.shape == right.shape,
      let place = right.elements.indices.max(by: {
        abs(first.elements[$0] - second.elements[$0]) < abs(first.elements[$1] - second.elements[$1])
      })
    else { return nil }
    let slope = (second.elements[place] - first.elements[place]) / step
    let y = x + (right.elements[place] - first.elements[place]) / slope
    guard y.isFinite, slope != 0, abs(y) < 1e9 else { return nil }
    let rounded = (y * 1e6).rounded() / 1e6
    return abs(rounded - y) <= 1e-9 * abs(y) ? rounded : nil
  }
}

extension Expression {
  /// Another number wherever one is written, but for layers and indices.
  fileprivate func replacingNumbers(_ x: Double, by y: Double) -> Expression {
    switch self {
    case .number(x, _): .number(y, .nowhere)
    case .index, .number: self
    default: (try? mapParts { part throws(Diagnostic) in part.replacingNumbers(x, by: y) }) ?? self
    }
  }

  /// Every number that is not a layer or an index, with a way to put another in its place.
  fileprivate func forEachNumber(
    _ body: (Double, @escaping (Double) -> Expression) -> Void, rebuilt: @escaping (Expression) -> Expression = { $0 }
  ) {
    switch self {
    case .number(let x, _):
      body(x) { rebuilt($0 < 0 ? .negation(.number(-$0, .nowhere), .nowhere) : .number($0, .nowhere)) }
    case .index: return
    default:
      for (place, part) in parts.enumerated() {
        if case .call(let call) = self, place >= call.arguments.count { continue }
        part.forEachNumber(body) { rebuilt(replacing(place, by: $0)) }
      }
    }
  }
}
