import Engine
import Language
import SessionCore
import Views

/// What is wrong with a number that was typed, or with a matrix of numbers.
extension Naming {
  /// The slips that have the written digits; with few digits only common ones are tried, since among many one fits by
  /// chance.
  func slip(in written: WrittenDigits) -> [String]? {
    if written.values.shape == states[0].right.shape {
      if let words = signs(written) ?? permutation(written) { return [words] }
    }
    var tried = suspects(most: mostSuspects(written)).filter(isTyped)
    if tried.isEmpty, written.total < 4 {
      // A value that is met exactly is no coincidence of few digits.
      tried = suspects(most: 200).filter { suspect in
        var state = states[0]
        return suspect.outcome(&state).map { Closeness.matches($0, state.typed) } ?? false
      }
    }
    guard let first = tried.first else { return nil }
    // Of suspects that are one formula the simplest is named; others are rivals.
    let generic = claim.states.compactMap { TargetState($0, claim) }
    var rivals: [Suspect] = []
    for suspect in tried where suspect.rank <= first.rank + (written.total < 6 ? 12 : 6) {
      let isSame = rivals.contains { rival in
        !generic.isEmpty && gives(rival, theSameAs: suspect, on: generic)
          || suspect.rank > rival.rank + 1 && suspect.isScaling == rival.isScaling
            && gives(rival, theSameAs: suspect, on: [states[0]])
      }
      if !isSame || first.isScaling && suspect.isScaling && suspect.rank < 30 { rivals.append(suspect) }
    }
    var seen: Set<String> = []
    let words = rivals.map(\.words).filter { seen.insert($0).inserted }
    // Too many explanations are none.
    return words.count <= 3 || first.isScaling ? Array(words.prefix(4)) : written.total >= 8 ? [words[0]] : nil
  }

  /// Whether two suspects come to the same on every state.
  private func gives(_ one: Suspect, theSameAs other: Suspect, on states: [TargetState]) -> Bool {
    states.allSatisfy { state in
      var state = state
      guard let a = one.outcome(&state), let b = other.outcome(&state) else { return false }
      return Closeness.matches(a, b)
    }
  }

  /// As many as are not expected to meet the digits by chance.
  func mostSuspects(_ written: WrittenDigits) -> Int {
    switch written.total {
    case ...1: 0
    case 2: 6
    case 3: 20
    case 4: 80
    case 5: 400
    default: 5_000
    }
  }

  /// What may have been done wrong on the way to a number, the common slips first.
  private func suspects(most: Int) -> [Suspect] {
    let known = catalogue
    let most = min(most, affordable)
    var all = (known.contains { $0.isScaling && isTyped($0) } ? [] : scalings) + otherEntries + updates + known
    all += otherQuantities
    if all.count < most, let chain { all += slips(at: chain.steps) }
    return Array(all.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.prefix(most))
      .map(\.element)
  }

  private var scalings: [Suspect] {
    factors.filter { $0.value != -1 }.map { factor in
      Suspect(words: factor.words, rank: 4, isScaling: true) { factor.value * $0.right }
    }
  }

  // MARK: Entries

  /// The entry of the known side: `dW[2][0, 1]`.
  var entry: (quantity: Quantity, row: Int, column: Int)? {
    guard case .index(let base, let list, _) = claim.known, list.count == 2, let quantity,
      case .at(.number(let i, _)) = list[0], case .at(.number(let j, _)) = list[1],
      base == Claim.root(of: claim.known), let row = Int(exactly: i), let column = Int(exactly: j)
    else { return nil }
    return (quantity, row, column)
  }

  /// The value of another entry of the same quantity.
  private var otherEntries: [Suspect] {
    guard let entry, let shape = states[0].values.value(of: entry.quantity)?.shape, shape.count <= 400 else {
      return []
    }
    return (0..<shape.count).compactMap { place in
      let (row, column) = (place / shape.columns, place % shape.columns)
      guard row != entry.row || column != entry.column else { return nil }
      let isTransposed = row == entry.column && column == entry.row
      let isNear = row == entry.row || column == entry.column
      return Suspect(
        words: "this is another entry: \(entry.quantity.name)[\(row), \(column)]"
          + (isTransposed ? ", of the transpose" : ""), rank: isNear || isTransposed ? 5 : 12
      ) { $0.values.value(of: entry.quantity).map { Matrix(scalar: $0[row, column]) } }
    }
  }

  /// The same part of another quantity.
  var otherQuantities: [Suspect] {
    guard let quantity, let own = states[0].values.value(of: quantity)?.shape else { return [] }
    return changes.scope.candidates.compactMap { other in
      guard other.quantity != quantity, other.shape == own, other.quantity != .loss else { return nil }
      let isNear = other.quantity.layer == quantity.layer || other.quantity.family == quantity.family
      return Suspect(words: words(for: other.quantity, insteadOf: quantity), rank: isNear ? 14 : 28) { state in
        state.part(of: state.values.value(of: other.quantity))
      }
    }
  }

  func words(for other: Quantity, insteadOf quantity: Quantity) -> String {
    if other.family == quantity.family {
      return "this is \(other.name), of another layer: \(quantity.name) is needed (the layer index is off)"
    }
    return "this is \(other.name) (\(other.meaning)), not \(quantity.name)"
  }

  // MARK: Matrices of numbers

  /// The entries whose sign is reversed, if all others are right.
  private func signs(_ written: WrittenDigits) -> String? {
    let right = states[0].right
    var wrong: [String] = []
    for (place, value) in right.elements.enumerated() where !written.matches(value, at: place) {
      guard written.digits[place] > 0, written.matches(-value, at: place) else { return nil }
      wrong.append("[\(place / right.columns), \(place % right.columns)]")
    }
    if wrong.count == right.count { return "the sign is reversed" }
    let list = wrong.prefix(6).joined(separator: ", ") + (wrong.count > 6 ? ", …" : "")
    return wrong.isEmpty ? nil : "the sign of \(wrong.count == 1 ? "entry" : "the entries") \(list) is reversed"
  }

  /// Entries, columns or rows that have changed places.
  private func permutation(_ written: WrittenDigits) -> String? {
    let right = states[0].right
    let (rows, columns) = (right.rows, right.columns)
    guard rows * columns > 1 else { return nil }
    func fits(_ source: (Int, Int) -> (Int, Int)) -> Bool {
      (0..<right.count).allSatisfy { place in
        let (i, j) = source(place / columns, place % columns)
        return written.matches(right[i, j], at: place)
      }
    }
    if rows == columns, fits({ ($1, $0) }) { return "transposed: rows and columns are exchanged" }
    if fits({ ($0, columns - 1 - $1) }) {
      return columns == 2 ? "the columns are exchanged (swapped)" : "the order of the columns is reversed"
    }
    if fits({ (rows - 1 - $0, $1) }) {
      return rows == 2 ? "the rows are exchanged (swapped)" : "the order of the rows is reversed"
    }
    let wrong = (0..<right.count).filter { !written.matches(right.elements[$0], at: $0) }
    guard wrong.count == 2, written.matches(right.elements[wrong[0]], at: wrong[1]),
      written.matches(right.elements[wrong[1]], at: wrong[0])
    else { return nil }
    let names = wrong.map { "[\($0 / columns), \($0 % columns)]" }
    return "the entries \(names[0]) and \(names[1]) are exchanged (swapped)"
  }

  // MARK: The update

  /// A parameter after a step of gradient descent that was done otherwise.
  private var updates: [Suspect] {
    guard let quantity, quantity.isParameter, let gradient = quantity.gradient,
      let slope = claim.session.trace[gradient],
      let now = claim.session[quantity], claim.session.optimizer.rule.moments.isEmpty, slope.shape == now.shape,
      let rate = claim.session.lastRate ?? Optional(claim.session.learningRate)
    else { return [] }
    let old = now + rate * slope
    let (b, name) = (Double(claim.own.samples), gradient.name)
    var list: [(value: Matrix<Double>, words: String)] = [
      (old + rate * slope, "the step goes up the gradient (ascent): subtract eta * \(name), with a minus sign"),
      (old, "this is \(quantity.name) before the update: nothing is subtracted"),
      (old - 0.5 * rate * slope, "half a step: the full eta * \(name) is subtracted"),
      (old - 2 * rate * slope, "two steps: eta * \(name) is subtracted once"),
      (old - slope, "the learning rate eta is left out of the step"),
      (rate * slope, "this is the step eta * \(name) alone: it is subtracted from \(quantity.name)"),
      (-rate * slope, "this is the step -eta * \(name) alone: it is added to \(quantity.name)"),
    ]
    if b > 1 {
      list += [
        (old - rate * b * slope, "the step takes the sum over the batch, not the mean: \(name) holds the 1/B"),
        (old - rate / b * slope, "the step is divided by the batch size once too often: \(name) holds the 1/B"),
      ]
    }
    return list.map { value, words in Suspect(words: words, rank: 3) { $0.part(of: value) } }
  }
}
