import Testing

@testable import Engine

/// Every activation with every loss, penalty, dropout and batch normalisation, on small networks.
@Suite("Combinations of a layer's parts") struct CombinationTests {
  /// A loss with its output activation and setting.
  enum Losses: String, CaseIterable {
    case halfSquaredError, meanSquaredError, huber, crossEntropy, smoothedCrossEntropy, binaryCrossEntropy,
      smoothedBinaryCrossEntropy

    var output: Activation {
      switch self {
      case .halfSquaredError: .sigmoid
      case .meanSquaredError, .huber: .identity
      case .crossEntropy, .smoothedCrossEntropy: .softmax
      case .binaryCrossEntropy, .smoothedBinaryCrossEntropy: .sigmoid
      }
    }

    var objective: Objective {
      switch self {
      case .halfSquaredError: return Objective(loss: .halfSquaredError)
      case .meanSquaredError: return Objective(loss: .meanSquaredError)
      case .huber:
        var objective = Objective(loss: .huber)
        objective.huberDelta = 0.7
        return objective
      case .crossEntropy: return Objective(loss: .crossEntropy, reduction: .sum)
      case .binaryCrossEntropy: return Objective(loss: .binaryCrossEntropy, reduction: .sum)
      case .smoothedCrossEntropy, .smoothedBinaryCrossEntropy:
        var objective = Objective(loss: self == .smoothedCrossEntropy ? .crossEntropy : .binaryCrossEntropy)
        objective.labelSmoothing = 0.1
        return objective
      }
    }
  }

  /// What layers have beyond the plain ones, as all subsets of four.
  static let parts = 0..<16

  /// A network of 3-5-4-3 units with its batch and masks.
  static func example(
    _ hidden: Activation, _ loss: Losses, _ parts: Int, seed: Int = 5
  ) -> (network: Network<Double>, given: Trace<Double>) {
    var objective = loss.objective
    if parts & 1 != 0 { objective.l2 = 0.03 }
    if parts & 2 != 0 { objective.l1 = 0.02 }
    let example = CheckingCase(
      sizes: [3, 5, 4, 3], hidden: hidden, output: loss.output, objective: objective, samples: 6, seed: seed)
    var network = example.network
    var generator = NumPyGenerator(seed: UInt32(seed))
    var given = Trace(input: example.input, target: example.target)
    // The two kinds of penalty of a layer's own.
    if parts & 3 != 0 { (network[layer: 2].l2, network[layer: 2].l1) = (0.05, 0) }
    for l in 1..<network.depth {
      if parts & 4 != 0 { network[layer: l].dropout = 0.4 }
      if parts & 8 != 0 {
        network[layer: l].normalization = BatchNormalization(units: network.sizes[l])
        for quantity in [Quantity.gamma(l), .beta(l)] {
          network[quantity] = network[quantity]?.map { $0 + 0.3 * generator.normal() }
        }
      }
      if network.dropsOut(l) { given[.mask(l)] = network.drawMask(l, samples: 6, using: &generator) }
    }
    return (network, given)
  }

  @Test(arguments: Activation.allCases, Losses.allCases)
  func aComplexStepGivesTheGradientWithin1e13(hidden: Activation, loss: Losses) throws {
    for parts in Self.parts {
      let (network, given) = Self.example(hidden, loss, parts)
      let check = GradientCheck(method: .complexStep)
      let report = check.report(on: try check.analytic(network, given: given), of: network, given: given)
      #expect(report.verdict == .agrees, "parts \(parts)")
      #expect(report.error <= 1e-13, "parts \(parts)")
      for tensor in report.tensors where tensor.verdict != .agrees {
        #expect(tensor.verdict == .cannotSay(.belowRoundOff))
        #expect(isWithoutEffect(tensor.quantity, network), "parts \(parts): \(tensor.quantity.name)")
      }
    }
  }

  /// Whether batch normalisation takes the mean away, and with it what a bias, or β below a linear layer, does.
  private func isWithoutEffect(_ gradient: Quantity, _ network: Network<Double>) -> Bool {
    switch gradient {
    case .biasGradient(let l): network[layer: l].normalization != nil
    case .betaGradient(let l): network[layer: l].activation == .identity && network[layer: l + 1].normalization != nil
    default: false
    }
  }

  @Test(arguments: Activation.allCases)
  func everyStepOfTheBackwardPassIsTheDerivativeByItsQuantity(hidden: Activation) throws {
    for (loss, parts) in [(Losses.huber, 15), (.smoothedCrossEntropy, 12), (.crossEntropy, 8), (.halfSquaredError, 4)] {
      for mode in Mode.allCases {
        var (network, given) = Self.example(hidden, loss, parts)
        network.mode = mode
        let numeric = NumericGradient(network: network, given: given)
        let trace = try network.backward(network.forward(given))
        for quantity in network.backwardOrder {
          let variable = try #require(quantity.differentiated)
          let analytic = try #require(trace[quantity])
          let size = max(analytic.elements.map(\.magnitude).max() ?? 0, 0.1)
          let difference = (numeric.tensor(variable, method: .complexStep).values - analytic).elements
          #expect(difference.allSatisfy { abs($0) < 1e-12 * size }, "\(quantity.name) of \(loss), \(parts), \(mode)")
        }
      }
    }
  }

  /// The batched check against the definition: move one entry, compute all that follows.
  @Test(
    arguments: [Activation.relu, .tanh, .softmax],
    [0, 4, 8, 12, 15])
  func batchesOfMovedRowsGiveWhatOnePassAnEntryGives(hidden: Activation, parts: Int) throws {
    let (network, given) = Self.example(hidden, .huber, parts, seed: 8)
    let numeric = NumericGradient(network: network, given: given)
    let movable = Set(network.forwardOrder + network.parameters + [.input]).filter { $0.gradient != nil }
    #expect(movable.count >= 13)
    for quantity in movable {
      for method in [NumericMethod.complexStep, .central(step: 1e-5)] {
        let tensor = numeric.tensor(quantity, method: method)
        for (index, state) in tensor.states.enumerated() where state == .plain {
          let columns = tensor.values.columns
          let entry = Entry(quantity, index / columns, index % columns)
          let (one, batch) = (numeric.derivative(entry, method: method), tensor.values.elements[index])
          let tolerance = method == .complexStep ? 1e-13 : 1e-9
          #expect(abs(one - batch) < tolerance, "\(entry)")
        }
      }
    }
  }

  @Test
  func aWeightOf0WithAnL1PenaltyIsAtAKink() throws {
    var (network, given) = Self.example(.tanh, .halfSquaredError, 2)
    network[layer: 1].weights[0, 0] = 0
    network[layer: 3].weights[1, 1] = 1e-7
    let analytic = try GradientCheck().analytic(network, given: given)
    for method in [NumericMethod.central, .complexStep] {
      let report = GradientCheck(method: method).report(on: analytic, of: network, given: given)
      #expect(report.verdict == .agrees)
      #expect(report[.weightGradient(1)]?.undecided == 1)
      #expect(report[.weightGradient(3)]?.undecided == 0)
    }
    var wrong = analytic
    wrong[.weightGradient(1)] = network[layer: 1].weights
    #expect(GradientCheck().report(on: wrong, of: network, given: given).verdict == .disagrees)
  }

  @Test func theFirstWrongStepOfBatchNormalisationIsNamed() throws {
    let (network, given) = Self.example(.tanh, .crossEntropy, 12)
    for quantity in network.backwardOrder {
      var trace = network.forward(given)
      for step in network.backwardOrder {
        let value = try network.value(of: step, from: trace)
        trace[step] = step == quantity ? value.map { 2 * $0 + 0.01 } : value
      }
      let faults = GradientCheck(method: .complexStep).faults(
        in: trace.values.filter(\.key.isGradient), of: network, given: given)
      #expect(faults.first?.quantity == quantity)
      #expect(faults.count == 1, "\(quantity.name): \(faults.map(\.quantity.name))")
    }
  }
}
