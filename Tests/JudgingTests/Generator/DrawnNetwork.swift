import Engine

/// A network with its batch and settings, drawn from a seed, as the cells that build it.
struct DrawnNetwork {
  /// What targets are: a claim may rely on it.
  enum Targets: CaseIterable { case anyNumbers, zeroOne, oneHot, shares, signs }

  /// What makes formulas that differ in general equal, or lose digits, on the session's state.
  enum Coincidence: String, CaseIterable {
    case zeroWeights, equalBiases, zeroBiases, symmetricWeights, deadUnit, deadLayer, saturated, saturatedLayer,
      zeroInput, droppedUnit
    case targetsAreOutputs, hugeRate, smallRate
  }

  var sizes: [Int] = []
  /// Of layers 1 to L.
  var activations: [Activation] = []
  var objective = Objective()
  /// The factors of single layers.
  var ownPenalties: [Int: (l1: Double?, l2: Double?)] = [:]
  /// p of the hidden layers that have dropout.
  var dropout: [Int: Double] = [:]
  var normalized: Set<Int> = []
  var samples = 1
  var targets = Targets.anyNumbers
  var coincidences: Set<Coincidence> = []
  var cells: [String] = []

  var depth: Int { sizes.count - 1 }
  var outputs: Int { sizes[depth] }
  func activation(_ l: Int) -> Activation { activations[l - 1] }
  func l2(_ l: Int) -> Double { ownPenalties[l]?.l2 ?? objective.l2 }
  func l1(_ l: Int) -> Double { ownPenalties[l]?.l1 ?? objective.l1 }
  /// What the activation of layer l reads.
  func argument(_ l: Int) -> String { normalized.contains(l) ? "zbn[\(l)]" : "z[\(l)]" }
  /// What the outputs are compared with.
  var compared: String { objective.smoothing == 0 ? "Y" : "Ys" }
  var isFused: Bool { objective.loss.requiredOutput == activation(depth) }

  init(using random: inout ClaimRandomness) {
    drawShape(&random)
    drawLoss(&random)
    drawParts(&random)
    drawCoincidences(&random)
    cells = DrawnCells(of: self, using: &random).cells
  }

  // MARK: Drawing

  private mutating func drawShape(_ random: inout ClaimRandomness) {
    let depth = random.choice([1, 2, 2, 2, 3, 3, 4, 5])
    switch random.integer(0...9) {
    case 0: sizes = Array(repeating: 1, count: depth + 1)
    case 1, 2: sizes = Array(repeating: random.integer(2...4), count: depth + 1)
    default: sizes = (0...depth).map { _ in random.integer(1...6) }
    }
    samples = random.chance(0.02) ? 65 : random.choice([1, 1, 2, 3, 3, 4, 5, 6, 7])
    let hidden = Activation.allCases.filter(\.isElementwise)
    let common = hidden.prefix(5)
    activations = (1...depth).map { _ in random.choice(random.chance(0.6) ? Array(common) : hidden) }
  }

  private mutating func drawLoss(_ random: inout ClaimRandomness) {
    objective.loss = random.choice(Loss.allCases)
    activations[depth - 1] = objective.loss.requiredOutput ?? random.choice(Activation.allCases)
    if objective.loss.name == "hinge" { activations[depth - 1] = .identity }
    if objective.loss == .crossEntropy, outputs == 1 { sizes[depth] = 3 }
    if random.chance(0.25) { objective.reduction = .sum }
    if objective.loss == .huber { objective.huberDelta = random.choice([1, 0.5, 0.1]) }
    if objective.loss.isEntropy, random.chance(0.25) { objective.labelSmoothing = random.choice([0.1, 0.2]) }
    switch objective.loss.targets {
    case .distribution: targets = random.choice([.oneHot, .shares])
    case .probabilities: targets = random.choice([.zeroOne, .shares])
    case .signs: targets = .signs
    case .anyNumbers: targets = random.choice([.anyNumbers, .anyNumbers, .zeroOne, outputs > 1 ? .oneHot : .zeroOne])
    }
  }

  private mutating func drawParts(_ random: inout ClaimRandomness) {
    if random.chance(0.3) { objective.l2 = random.choice([0.1, 0.03, 0.3]) }
    if random.chance(0.15) { objective.l1 = random.choice([0.2, 0.05]) }
    for l in 1...depth where random.chance(0.08) {
      ownPenalties[l] = random.chance(0.5) ? (nil, random.choice([0, 0.4])) : (random.choice([0, 0.07]), nil)
    }
    let (dropsOut, normalizes) = (random.chance(0.25), samples > 1 && random.chance(0.25))
    for l in 1..<max(depth, 1) {
      if dropsOut, random.chance(0.7) { dropout[l] = random.choice([0.5, 0.2]) }
      if normalizes, random.chance(0.7) { normalized.insert(l) }
    }
  }

  private mutating func drawCoincidences(_ random: inout ClaimRandomness) {
    guard random.chance(0.55) else { return }
    for _ in 0..<random.integer(1...2) { coincidences.insert(random.choice(Coincidence.allCases)) }
  }
}
