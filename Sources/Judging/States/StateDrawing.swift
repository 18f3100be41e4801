import Engine
import Interruption
import SessionCore

/// Draws generic states of a network for a claim, from a fixed seed.
///
/// A claim may hold on the user's state by luck: because of a zero, a symmetric matrix, a dead or dropped unit, a
/// saturated one. A generic state has none of these; it keeps what the session promises: layers, settings, the kind of
/// targets.
struct StateDrawing {
  let session: Session
  let network: Network<Double>
  let samples: Int
  private let kind: TargetKind
  private var generator: NumPyGenerator

  /// - Parameters:
  ///   - sizes: the numbers of units, n₀ first; `nil` for those of the session.
  ///   - samples: `nil` for the number of the session, or three if it has none.
  init?(like session: Session, sizes: [Int]? = nil, samples: Int? = nil, seed: UInt32 = 20_200_115) {
    guard let network = session.network else { return nil }
    self.session = session
    self.network = network.resized(to: sizes ?? network.sizes)
    self.samples = samples ?? (session.samples > 0 ? session.samples : 3)
    kind = TargetKind(network.objective.loss, target: session[.target])
    generator = NumPyGenerator(seed: seed)
  }

  private static let attempts = 30

  /// The next state; of several draws the one on which the most units are alive and none is saturated.
  mutating func next() -> BoundedPass? {
    var best: (fitness: Double, pass: BoundedPass)?
    var (scale, lift) = (1.0, 0.0)
    for _ in 0..<Self.attempts {
      guard !Work.current.isStopped, let pass = BoundedPass(over: draw(scale: scale, lift: lift)) else { return nil }
      let fitness = StateFitness(pass.session)
      if fitness.isGeneric { return pass }
      if fitness.isSaturated { scale *= 0.8 } else { lift += 0.05 }
      if fitness.share > best?.fitness ?? -1 { best = (fitness.share, pass) }
    }
    return best?.pass
  }

  private mutating func draw(scale: Double, lift: Double) -> Session {
    var other = session
    other.definitions = [:]
    other.network = network
    for parameter in network.parameters + network.statistics {
      other.network?[parameter] = network[parameter].map { draw($0, of: parameter, scale: scale, lift: lift) }
    }
    let input =
      session.repeatsItsInput
      ? TargetKind(network.objective.loss, target: nil).draw(
        samples: samples, outputs: network.sizes[0], using: &generator)
      : draw(Matrix(rows: samples, columns: network.sizes[0]), scale: 1)
    other.trace = Trace(input: input, target: input)
    for l in 1...network.depth where network.dropsOut(l) {
      other.trace[.mask(l)] = mask(l)
    }
    let target =
      session.repeatsItsInput
      ? input : kind.draw(samples: samples, outputs: network.sizes[network.depth], using: &generator)
    other.trace[.target] = target
    if kind == .numbers, !session.repeatsItsInput { other.trace[.target] = spread(target, around: other) }
    drawMoments(of: &other)
    return other
  }

  /// Weights of Kaiming's scale, biases and β about 0 (higher for hidden units that are dead too often), γ about 1, running variances about 1.
  private mutating func draw(_ value: Matrix<Double>, of parameter: Quantity, scale: Double, lift: Double) -> Matrix<
    Double
  > {
    switch parameter {
    case .weights(let l): draw(value, scale: scale * (2 / Double(network[layer: l].inputs)).squareRoot())
    case .gamma: draw(value, scale: 0.3).map { 1 + $0 }
    case .runningVariance: value.map { _ in 0.5 + generator.uniform() }
    case .biases(let l) where l < network.depth: draw(value, scale: 0.3).map { lift + $0 }
    case .biases, .beta, .runningMean: draw(value, scale: 0.3)
    case .input, .target, .loss, .smoothedTarget, .preActivation, .activation, .mask, .mean, .variance, .standardized,
      .normalized, .activationGradient, .normalizedGradient, .gammaGradient, .betaGradient, .standardizedGradient,
      .varianceGradient, .meanGradient, .delta, .weightGradient, .biasGradient, .moment:
      value
    }
  }

  private mutating func draw(_ matrix: Matrix<Double>, scale: Double) -> Matrix<Double> {
    matrix.map { _ in scale * generator.normal() }
  }

  /// A mask that drops about half of the units, whatever p is, so that each is seen dropped and kept.
  private mutating func mask(_ l: Int) -> Matrix<Double> {
    let kept = 1 / (1 - network[layer: l].dropout)
    return Matrix(rows: samples, columns: network.sizes[l]).map { (_: Double) in generator.uniform() < 0.5 ? 0 : kept }
  }

  /// Targets on both sides of the outputs and of the kinks of the loss: huber's residuals below and above δ.
  private mutating func spread(_ target: Matrix<Double>, around other: Session) -> Matrix<Double> {
    let reach = network.objective.lossConstants.map(\.magnitude).max() ?? 0
    guard reach > 0, let pass = try? other.network?.forward(other.trace), let a = pass[.activation(network.depth)]
    else { return target }
    return a.map {
      $0 + reach * (generator.uniform() < 0.5 ? 0.2 + 0.6 * generator.uniform() : 1.2 + generator.uniform())
        * (generator.uniform() < 0.5 ? -1 : 1)
    }
  }

  private mutating func drawMoments(of other: inout Session) {
    for parameter in network.parameters {
      for moment in other.optimizer.rule.moments {
        guard let quantity = parameter.moment(moment), let shape = network[parameter]?.shape else { continue }
        let drawn = draw(Matrix(rows: shape.rows, columns: shape.columns), scale: 0.3)
        other.set(quantity, to: moment == .second ? drawn.map { $0 * $0 } : drawn)
      }
    }
  }
}

/// How far a state is from one with dead or saturated units.
struct StateFitness {
  /// Some pre-activation is so large that 1 − a loses digits.
  private(set) var isSaturated = false
  /// The share of units with a slope on some sample.
  private(set) var share = 1.0
  private(set) var isGeneric = true

  private static let largestArgument = 7.0
  private static let smallestSlope = 0.02

  init(_ session: Session) {
    guard let network = session.network else { return }
    var (alive, units) = (0, 0)
    for l in 1...network.depth {
      guard let z = session[network.argument(l)] else { continue }
      let activation = network[layer: l].activation
      if z.elements.contains(where: { $0.magnitude > Self.largestArgument }) { isSaturated = true }
      guard activation.isElementwise else { continue }
      units += z.columns
      alive += (0..<z.columns).count { unit in
        (0..<z.rows).contains { activation.derivative(z[$0, unit]).magnitude > Self.smallestSlope }
      }
    }
    share = units == 0 ? 1 : Double(alive) / Double(units)
    let isSingle = session.samples == 1
    isGeneric = !isSaturated && (isSingle ? share >= 0.6 : share == 1)
  }
}

extension Session {
  /// Whether X is its own target, as in an autoencoder: a claim may then name either.
  fileprivate var repeatsItsInput: Bool {
    guard case .inputs? = dataset?.training.targets else { return false }
    return self[.target] == self[.input]
  }
}
