import Engine

/// Claims about numbers as programs print them: right to the written digits, or wrong.
struct NumberClaims {
  private let generator: ClaimGenerator
  var random: ClaimRandomness

  init(generator: ClaimGenerator) { (self.generator, random) = (generator, generator.random) }

  mutating func claim(about quantity: Quantity) -> GeneratedClaim? {
    if case .weightGradient(let l) = quantity, random.chance(0.3) { return updated(l) }
    guard let value = generator.shell.interpreter.session[quantity], value.elements.allSatisfy(\.isFinite) else {
      return nil
    }
    let isWhole = quantity == .loss || value.elements.count <= 24 && random.chance(0.4)
    let (i, j) = (random.integer(0...value.rows - 1), random.integer(0...value.columns - 1))
    let entries = isWhole ? value.elements : [value[i, j]]
    // What cancels but for rounding has no digits to write.
    let size = value.elements.reduce(0) { max($0, abs($1)) }
    guard entries.allSatisfy({ $0 == 0 || abs($0) > 1e-9 * size && abs($0) > 1e-12 }), size > 0 else { return nil }
    let name = quantity == .loss ? "C" : isWhole ? quantity.name : "\(quantity.name)[\(i), \(j)]"
    let target = Target(
      name: name, entries: entries, columns: isWhole ? value.columns : 1, isMatrix: isWhole && quantity != .loss)
    return random.chance(0.6) ? right(target) : wrong(target, quantity, value, (i, j))
  }

  private struct Target {
    var name: String
    var entries: [Double]
    var columns: Int
    var isMatrix: Bool

    func claim(_ numbers: [String], _ truth: GeneratedClaim.Truth) -> GeneratedClaim {
      var text = numbers[0]
      if isMatrix {
        let rows = stride(from: 0, to: numbers.count, by: columns).map {
          numbers[$0..<$0 + columns].joined(separator: ", ")
        }
        text = "[" + rows.map { "[\($0)]" }.joined(separator: ", ") + "]"
      }
      return GeneratedClaim(truth: truth, form: .number, left: name, right: text)
    }
  }

  private mutating func printing() -> NumberPrinting {
    random.choice([
      .significant(random.integer(1...17)), .significant(random.integer(2...8)), .decimals(random.integer(2...6)),
      .shortest,
      .numPyArray, .tensor, .single,
    ])
  }

  // MARK: Right

  private mutating func right(_ target: Target) -> GeneratedClaim? {
    let printing = printing()
    // Another program adds in another order: the last bits differ.
    let computed = target.entries.map { $0 * (1 + Double(random.integer(-2...2)) * 1.1e-16) }
    let texts = printing.texts(printing == .single || printing == .shortest ? computed : target.entries)
    if printing == .single { return target.claim(texts, .singlePrecision) }
    let numbers = texts.map(WrittenNumber.init)
    let isRounded = printing == .shortest || zip(numbers, target.entries).allSatisfy { $0.isRounding(of: $1) }
    guard isRounded, numbers.contains(where: { $0.digits > 0 }) else { return nil }
    // One digit is too little to judge.
    let isOrdinary = numbers.contains { $0.digits > 1 }
    return target.claim(texts, .right(isOrdinary: isOrdinary))
  }

  // MARK: Updates

  /// The weights after an update: a step of η against the gradient, or a wrong one.
  private mutating func updated(_ l: Int) -> GeneratedClaim? {
    let session = generator.shell.interpreter.session
    guard let w = session[.weights(l)], let dW = session[.weightGradient(l)] else { return nil }
    let eta = session.learningRate
    // With a huge or a tiny rate a wrong step is no other number, or the only one.
    guard eta == 0.1 else { return nil }
    func entries(_ rate: Double) -> [Double] { zip(w.elements, dW.elements).map { $0 - rate * $1 } }
    let steps: [(Double, Slip?)] = [
      (eta, nil), (-eta, Slip("ascent", "ascent", "sign", "direction", "added", "subtract")),
      (eta / 2, Slip("half a step", "half", "½", "0.5")), (0, Slip("no step", "before", "not updated", "old", "updat")),
    ]
    let (rate, slip) = random.choice(steps)
    let right = entries(eta)
    guard right.allSatisfy({ $0.isFinite && abs($0) > 1e-9 }) else { return nil }
    let texts = NumberPrinting.significant(random.integer(3...16)).texts(entries(rate))
    guard slip == nil || isWrong(texts, right, w) else { return nil }
    let target = Target(name: "W[\(l)]", entries: right, columns: w.columns, isMatrix: true)
    var claim = target.claim(texts, slip.map { .wrong([$0]) } ?? .right(isOrdinary: true))
    claim.variables = ["update"]
    return claim
  }

  // MARK: Wrong

  private mutating func wrong(
    _ target: Target, _ quantity: Quantity, _ value: Matrix<Double>, _ place: (Int, Int)
  ) -> GeneratedClaim? {
    let digits = random.integer(2...10)
    let printing = NumberPrinting.significant(digits)
    var numbers = printing.texts(target.entries)
    var slips: [Slip] = []
    let k = random.integer(0...numbers.count - 1)
    switch random.integer(0...4) {
    case 0:
      numbers[k] = WrittenNumber(text: numbers[k]).changed(by: random.choice([-1, 1]) * random.integer(2...9)).text
    case 1:
      numbers[k] = printing.texts([-target.entries[k]])[0]
      slips = [Slip("sign", "sign")]
    case 2 where numbers.count > 1:
      numbers.swapAt(k, random.integer(0...numbers.count - 1))
      slips = [
        Slip("entries exchanged", "swap", "exchang", "order", "column", "row", "entry", "entries", "revers", "transpos")
      ]
    case 2:
      let other = (random.integer(0...value.rows - 1), random.integer(0...value.columns - 1))
      numbers = printing.texts([value[other.0, other.1]])
      slips = [Slip("another entry", "entry", "index", "[\(other.0), \(other.1)]", "row", "column", "unit", "sample")]
    default:
      guard let (tree, slip) = slipped(quantity),
        let wrong = GenericStates.value(tree.description, in: generator.shell)?.asMatrix,
        wrong.shape == value.shape, wrong.elements.allSatisfy(\.isFinite)
      else { return nil }
      numbers = printing.texts(numbers.count == value.elements.count ? wrong.elements : [wrong[place.0, place.1]])
      slips = [slip]
    }
    guard isWrong(numbers, target.entries, value) else { return nil }
    return target.claim(numbers, .wrong(slips))
  }

  private mutating func slipped(_ quantity: Quantity) -> (FormulaTree, Slip)? {
    let network = generator.network
    guard let base = NetworkFormulas(network: network).formula(of: quantity) else { return nil }
    let slips = SlipRules(network: network, quantity: quantity).slips(of: base)
    return slips.isEmpty ? nil : random.choice(slips.map { ($0.tree, $0.note) })
  }

  /// Whether an entry is off by more than a unit of its last digit, and by more than rounding in double precision, or
  /// in single precision if it has as many digits as that prints.
  private func isWrong(_ texts: [String], _ entries: [Double], _ value: Matrix<Double>) -> Bool {
    let size = value.elements.reduce(0) { max($0, abs($1)) }
    return zip(texts.map(WrittenNumber.init), entries).contains { written, exact in
      let rounding = (6...9).contains(written.digits) ? 2e-6 : 1e-9
      return abs(written.value - exact) > max(1.5 * written.unit, rounding * size)
    }
  }
}
