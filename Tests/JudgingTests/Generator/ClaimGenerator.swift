import Engine
import SessionCore
import ShellFixtures

/// Claims about one drawn network, each with its truth, which generic states decide.
struct ClaimGenerator {
  let network: DrawnNetwork
  let shell: Shell
  let states: GenericStates
  var random: ClaimRandomness
  private let formulas: NetworkFormulas
  private let respelling: Respelling

  /// - Returns: `nil` if the drawn cells do not run.
  init?(seed: Int) {
    var random = ClaimRandomness(seed: seed)
    network = DrawnNetwork(using: &random)
    guard var shell = try? Shell() else { return nil }
    for cell in network.cells {
      guard case .success = shell.interpreter.run(cell, host: shell.host).result else { return nil }
    }
    (self.shell, states) = (shell, GenericStates(like: shell, network, using: &random))
    (formulas, respelling) = (NetworkFormulas(network: network), Respelling(network))
    self.random = random
  }

  /// Up to a number of claims; a draw whose truth is undecided gives none.
  mutating func claims(_ count: Int) -> [GeneratedClaim] {
    var claims: [GeneratedClaim] = []
    for _ in 0..<3 * count where claims.count < count {
      guard var claim = claim() else { continue }
      if random.chance(0.5) { claim = claim.swapped }
      claim.usesAssignmentSign = random.chance(0.15) && Self.isPlain(claim.left)
      claims.append(claim)
    }
    return claims
  }

  private mutating func claim() -> GeneratedClaim? {
    let quantity = random.choice(formulas.quantities)
    switch random.integer(1...100) {
    case ...30: return rightFormula(of: quantity)
    case ...60: return wrongFormula(of: quantity, slips: 1)
    case ...70: return wrongFormula(of: quantity, slips: 2)
    case ...80: return entry(of: quantity)
    default:
      var numbers = NumberClaims(generator: self)
      defer { random = numbers.random }
      return numbers.claim(about: quantity)
    }
  }

  /// Whether a side may be before `=`.
  private static func isPlain(_ side: String) -> Bool { FormulaTree.isName(side) }

  // MARK: Formulas

  private mutating func rightFormula(of quantity: Quantity) -> GeneratedClaim? {
    guard let base = formulas.formula(of: quantity) else { return nil }
    let start = random.choice([base] + formulas.alternatives(for: quantity))
    let spelled = respelling.respelled(start, steps: random.integer(0...6), using: &random)
    let other = random.chance(0.2) ? respelling.respelled(base, steps: 2, using: &random) : .name(quantity.name)
    let side = withPart(spelled, other, of: quantity)
    let claim = withVariables(side.0, side.1, GeneratedClaim.Form.formula)
    guard states.truth(claim.left, claim.right, after: claim.variables) == .right else { return nil }
    var result = claim
    result.truth = .right(isOrdinary: !states.isZeroEverywhere(side.1.description))
    return result
  }

  private mutating func wrongFormula(of quantity: Quantity, slips count: Int) -> GeneratedClaim? {
    guard let base = formulas.formula(of: quantity) else { return nil }
    let rules = SlipRules(network: network, quantity: quantity)
    guard let (tree, slips) = spoilt(base, count, rules) else { return nil }
    let spelled = respelling.respelled(tree, steps: max(0, random.integer(-2...2)), using: &random)
    let side = count == 1 ? withPart(spelled, .name(quantity.name), of: quantity) : (spelled, .name(quantity.name))
    var claim = withVariables(side.0, side.1, .formula)
    guard states.truth(claim.left, claim.right, after: claim.variables) == .wrong,
      states.truth(tree.description, spelled.description) != .wrong
    else { return nil }
    (claim.truth, claim.spoilt, claim.rules) = (.wrong(slips), tree, rules)
    return claim
  }

  /// A formula with mistakes of different kinds.
  private mutating func spoilt(_ base: FormulaTree, _ count: Int, _ rules: SlipRules) -> (FormulaTree, [Slip])? {
    let singles = rules.slips(of: base)
    guard let first = choice(singles), count == 2 else { return choice(singles).map { ($0.tree, [$0.note]) } }
    let seconds = rules.localSlips(of: first.tree).filter { $0.note.name != first.note.name }
    guard let second = choice(seconds), !singles.contains(where: { $0.tree == second.tree }), second.tree != base,
      states.truth(first.tree.description, second.tree.description) == .wrong, states.fit(second.tree, base)
    else { return nil }
    return (second.tree, [first.note, second.note])
  }

  /// One of the mistakes, each kind as likely as another.
  private mutating func choice(_ slips: [SlipRules.Spoilt]) -> SlipRules.Spoilt? {
    guard !slips.isEmpty else { return nil }
    let name = random.choice(Array(Set(slips.map(\.note.name))).sorted())
    return random.choice(slips.filter { $0.note.name == name })
  }

  // MARK: Entries

  private mutating func entry(of quantity: Quantity) -> GeneratedClaim? {
    guard let shape = quantity.shape(sizes: network.sizes, samples: network.samples) else { return nil }
    let (i, j) = (random.integer(0...shape.rows - 1), random.integer(0...shape.columns - 1))
    let entries = EntryFormulas(network: network)
    guard let base = entries.formula(of: quantity, i, j) else { return nil }
    let isRight = random.chance(0.4)
    let slips = entries.slips(base)
    guard isRight || !slips.isEmpty else { return nil }
    let (tree, note) = isRight ? (base, nil) : random.choice(slips.map { ($0.tree, $0.note as Slip?) })
    let name = FormulaTree.part(.name(quantity.name), "\(i), \(j)")
    var claim = withVariables(tree, name, .entry)
    let truth = states.truth(claim.left, claim.right, after: claim.variables)
    guard truth == (isRight ? .right : .wrong) else { return nil }
    claim.truth = note.map { .wrong([$0]) } ?? .right(isOrdinary: !states.isZeroEverywhere(claim.right))
    return claim
  }

  /// Now and then one entry or one row of both sides.
  private mutating func withPart(
    _ left: FormulaTree, _ right: FormulaTree, of quantity: Quantity
  ) -> (FormulaTree, FormulaTree) {
    guard random.chance(0.12), quantity != .loss,
      let shape = quantity.shape(sizes: network.sizes, samples: network.samples)
    else { return (left, right) }
    let (i, j) = (random.integer(0...shape.rows - 1), random.integer(0...shape.columns - 1))
    let subscripts = random.choice(["\(i), \(j)", "\(i), \(j)", "\(i), :", ":, \(j)"])
    return (.part(left, subscripts), .part(right, subscripts))
  }

  // MARK: Variables

  private static let names = ["h", "e", "err", "u", "step1", "hidden", "mine"]

  /// The claim, now and then with variables for parts of it, or for all of it.
  private mutating func withVariables(
    _ left: FormulaTree, _ right: FormulaTree, _ form: GeneratedClaim.Form
  ) -> GeneratedClaim {
    var claim = GeneratedClaim(
      truth: .right(isOrdinary: true), form: form, left: left.description, right: right.description)
    guard random.chance(0.2) else { return claim }
    var tree = left
    for name in Self.names.shuffled(using: &random).prefix(random.integer(1...2)) {
      let parts = tree.nodes.filter { $0.readsQuantity && !$0.description.contains("axis") }
      guard let part = parts.isEmpty ? nil : random.choice(parts) else { break }
      claim.variables.append("\(name) = \(part)")
      tree = tree.substituting(part, by: .name(name))
    }
    claim.left = tree.description
    return claim
  }
}

extension FormulaTree {
  /// Whether it reads a quantity of a layer.
  var readsQuantity: Bool { nodes.contains { $0.quantity != nil } }

  /// Whether a text is a name or a part of a named matrix.
  static func isName(_ text: String) -> Bool { !text.contains { "+-*/@^(=".contains($0) } }
}

extension SlipRules {
  /// The mistakes that change a part of a formula, not those that replace it.
  func localSlips(of tree: FormulaTree) -> [Spoilt] {
    let replacements = losses().map(\.tree)
    return slips(of: tree).filter { !replacements.contains($0.tree) }
  }
}
