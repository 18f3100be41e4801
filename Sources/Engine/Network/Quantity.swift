/// A quantity of the derivation: what is given, a parameter, what the forward pass computes, or what the backward pass
/// computes.
public enum Quantity: Hashable, Sendable {
  case input, target
  case weights(Int), biases(Int), gamma(Int), beta(Int)
  case runningMean(Int), runningVariance(Int)
  case preActivation(Int), mean(Int), variance(Int), standardized(Int), normalized(Int), mask(Int), activation(Int)
  case smoothedTarget, loss
  case activationGradient(Int), normalizedGradient(Int), gammaGradient(Int), betaGradient(Int)
  case standardizedGradient(Int), varianceGradient(Int), meanGradient(Int)
  case delta(Int), weightGradient(Int), biasGradient(Int)
  /// What an optimiser remembers of the gradients of a parameter.
  case moment(Moment, Parameter, Int)

  /// The kinds of parameters, by their symbols.
  public enum Parameter: String, CaseIterable, Sendable {
    case weights = "W", biases = "b", gamma, beta
  }

  /// A running mean of gradients, or of their squares.
  public enum Moment: String, CaseIterable, Sendable {
    case first = "m", second = "v"
  }

  /// The family, and the layer if it has one.
  private var place: (family: Family, layer: Int?) {
    switch self {
    case .input: (.input, nil)
    case .target: (.target, nil)
    case .loss: (.loss, nil)
    case .smoothedTarget: (.smoothedTarget, nil)
    case .weights(let l): (.weights, l)
    case .biases(let l): (.biases, l)
    case .preActivation(let l): (.preActivation, l)
    case .activation(let l): (.activation, l)
    case .delta(let l): (.delta, l)
    case .activationGradient(let l): (.activationGradient, l)
    case .weightGradient(let l): (.weightGradient, l)
    case .biasGradient(let l): (.biasGradient, l)
    case .mask(let l): (.mask, l)
    case .mean(let l): (.mean, l)
    case .variance(let l): (.variance, l)
    case .standardized(let l): (.standardized, l)
    case .normalized(let l): (.normalized, l)
    case .gamma(let l): (.gamma, l)
    case .beta(let l): (.beta, l)
    case .runningMean(let l): (.runningMean, l)
    case .runningVariance(let l): (.runningVariance, l)
    case .normalizedGradient(let l): (.normalizedGradient, l)
    case .gammaGradient(let l): (.gammaGradient, l)
    case .betaGradient(let l): (.betaGradient, l)
    case .standardizedGradient(let l): (.standardizedGradient, l)
    case .varianceGradient(let l): (.varianceGradient, l)
    case .meanGradient(let l): (.meanGradient, l)
    case .moment(let moment, let parameter, let l): (.moment(moment, parameter), l)
    }
  }

  public var family: Family { place.family }
  public var layer: Int? { place.layer }
  /// The name without its layer: `dW`.
  public var symbol: String { family.symbol }
  /// What it is called in words.
  public var meaning: String { family.meaning(layer ?? 0) }
  /// The name in the shell: `dW[2]`.
  public var name: String { layer.map { "\(symbol)[\($0)]" } ?? symbol }

  /// The quantity of which this one is the gradient: `dW[2]` of `W[2]`.
  public var differentiated: Quantity? {
    if self == .activationGradient(0) { return .input }
    return family.differentiated.map { $0.quantity(layer ?? 0) }
  }

  /// The gradient of C by this quantity: `dW[2]` for `W[2]`.
  public var gradient: Quantity? {
    if self == .input { return .activationGradient(0) }
    return family.gradient.map { $0.quantity(layer ?? 0) }
  }

  /// Whether the backward pass computes it.
  public var isGradient: Bool { family.differentiated != nil }

  public var isParameter: Bool { family.parameter != nil }

  /// Whether chance decides it: a dropout mask.
  public var isDrawn: Bool { family == .mask }

  /// Whether a pass starts from it: X, Y and the dropout masks.
  public var isGiven: Bool { if case .given = family.place { true } else { isDrawn } }

  /// Whether a pass computes it.
  public var isComputed: Bool {
    switch family.place {
    case .given, .held: false
    case .forward, .end, .backward: !isDrawn && self != .activation(0)
    }
  }

  /// - Shapes: as in the notation, for a batch of `samples`; `nil` for a layer that the network does not have.
  public func shape(sizes: [Int], samples: Int) -> Shape? {
    let depth = sizes.count - 1
    let l = layer ?? depth
    if self == .activation(0) || self == .activationGradient(0) { return Shape(rows: samples, columns: sizes[0]) }
    guard 1...depth ~= l else { return nil }
    return switch family {
    case .input: Shape(rows: samples, columns: sizes[0])
    case .loss: Shape(rows: 1, columns: 1)
    case .weights, .weightGradient, .moment(_, .weights): Shape(rows: sizes[l], columns: sizes[l - 1])
    case .target, .smoothedTarget, .activation, .activationGradient, .preActivation, .delta, .mask, .standardized,
      .standardizedGradient, .normalized, .normalizedGradient:
      Shape(rows: samples, columns: sizes[l])
    case .biases, .biasGradient, .gamma, .beta, .gammaGradient, .betaGradient, .mean, .variance, .meanGradient,
      .varianceGradient, .runningMean, .runningVariance, .moment(_, .biases), .moment(_, .gamma), .moment(_, .beta):
      Shape(rows: 1, columns: sizes[l])
    }
  }

  /// m or v of a parameter; `nil` of anything else.
  public func moment(_ moment: Moment) -> Quantity? {
    family.parameter.map { .moment(moment, $0, layer ?? 0) }
  }

  /// The parameter whose gradients are remembered.
  public var remembered: Quantity? {
    guard case .moment(_, let parameter, let l) = self else { return nil }
    return Family.allCases.first { $0.held == parameter.held }?.quantity(l)
  }

  /// Whether penalties and decay act on it: biases are left out.
  var isWeights: Bool { family == .weights }
}
