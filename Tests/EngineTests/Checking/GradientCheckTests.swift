import Testing

@testable import Engine

@Suite("GradientCheck")
struct GradientCheckTests {
  static let objectives: [Objective] = Loss.allCases.flatMap { loss in
    Reduction.allCases.flatMap { reduction in
      [0, 0.1].map { Objective(loss: loss, reduction: reduction, l2: $0) }
    }
  }

  @Test(arguments: Activation.allCases, objectives)
  func theAnalyticGradientIsTheNumericOneForEveryActivationAndLoss(hidden: Activation, objective: Objective) throws {
    for output in objective.loss.requiredOutput.map({ [$0] }) ?? Activation.allCases {
      let example = CheckingCase(
        sizes: [3, 4, 3, 2], hidden: hidden, output: output, objective: objective, samples: 4, seed: 7)
      for method in [NumericMethod.central, .richardson, .complexStep] {
        let report = try example.report(GradientCheck(method: method, includesInput: true))
        #expect(report.verdict == .agrees, "\(output) \(method.name)")
        #expect(report.tensors.count == 7)
        // Without a kernel the change of the loss is the difference of two losses, with the rounding of both.
        let rounding = objective.loss.program == nil ? 1e-9 : 2e-9
        #expect(report.error < (method == .complexStep ? 1e-14 : rounding), "\(output) \(method.name)")
      }
    }
  }

  @Test(arguments: 0..<200)
  func in200NetworksWithKinksNoAlarmIsFalse(seed: Int) throws {
    // Every other network has biases of 0, so that dead layers put units exactly at the kink.
    let example = CheckingCase(
      sizes: [8, 6, 6, 4], samples: 8, seed: seed, biasScale: seed.isMultiple(of: 2) ? 0 : 0.1)
    for method in [NumericMethod.central, .central(step: 1e-3), .richardson, .complexStep] {
      let report = try example.report(GradientCheck(method: method, includesInput: true))
      #expect(!report.tensors.contains { $0.verdict == .disagrees }, "\(method)")
      #expect(report.verdict == .agrees)
      if method == .central { #expect(report.error <= 1e-10) }
      if method == .complexStep { #expect(report.error <= 1e-14) }
    }
  }

  @Test func all134794ParametersOfThePostsNetworkAgree() throws {
    let example = CheckingCase(sizes: [784, 128, 128, 128, 10], samples: 8, seed: 0, biasScale: 0)
    let report = try example.report()
    #expect(report.checked == 134_794)
    #expect(report.undecided == 0)
    #expect(report.tensors.allSatisfy { $0.verdict == .agrees && $0.error <= 2e-9 })
    let sampled = try example.report(GradientCheck(method: .complexStep, entriesPerTensor: 500))
    #expect(sampled.tensors.allSatisfy { $0.verdict == .agrees && $0.error <= 1e-14 })
  }

  @Test(arguments: 0..<200)
  func aWrongFactorInAnySingleTensorIsFoundIn200Of200Networks(seed: Int) throws {
    let example = CheckingCase(sizes: [8, 6, 6, 4], samples: 8, seed: seed)
    let analytic = try example.analytic
    let factor = [2, 0.5, -1, 8, 0.125, 1.01][seed % 6]
    for quantity in GradientCheck().quantities(of: example.network) {
      var wrong = analytic
      guard let tensor = analytic[quantity], let planted = PlantedBug.factor(factor).planted(in: tensor) else {
        continue
      }
      wrong[quantity] = planted
      let report = GradientCheck().report(
        on: wrong, of: example.network, input: example.input, target: example.target)
      #expect(report.verdict == .disagrees)
      #expect(report.tensors.filter { $0.verdict == .disagrees }.map(\.quantity) == [quantity])
      let found = try #require(report[quantity]?.factor)
      #expect((found - factor).magnitude <= (factor == 1.01 ? 1e-6 : 0))
    }
  }

  @Test(arguments: PlantedBug.all)
  func everyPlantedBugIsFoundAndOnlyAMultipleHasAFactor(bug: PlantedBug) throws {
    let example = CheckingCase(sizes: [3, 4, 3, 2], hidden: .tanh, samples: 4, seed: 11)
    for quantity in GradientCheck(includesInput: true).quantities(of: example.network) {
      var wrong = try example.analytic
      guard let planted = wrong[quantity].flatMap(bug.planted) else { continue }
      wrong[quantity] = planted
      for method in [NumericMethod.central, .complexStep] {
        let check = GradientCheck(method: method, includesInput: true)
        let report = check.report(on: wrong, of: example.network, input: example.input, target: example.target)
        #expect(report.tensors.filter { $0.verdict == .disagrees }.map(\.quantity) == [quantity])
        let isMultiple = if case .factor = bug { true } else { false }
        // A bias gradient is one row, of which nothing is left.
        if bug != .zeroedRow { #expect((report[quantity]?.factor != nil) == isMultiple) }
      }
    }
  }

  @Test func stepsThatCrossAKinkAreCountedApartAndTheEntriesStillCompared() throws {
    // z = 1e-6 at a live unit: h = 1e-5 crosses to the left, a step to the right does not.
    let network = Network(layers: [
      Layer(weights: Matrix([[1.0], [1.0]]), biases: Matrix([[1e-6 - 1, 2.0]]), activation: .relu),
      Layer(weights: Matrix([[1.0, 0.5]]), biases: Matrix([[0.0]]), activation: .sigmoid),
    ])
    let (input, target) = (Matrix([[1.0]]), Matrix([[0.0]]))
    let analytic = try GradientCheck().analytic(network, input: input, target: target)
    let report = GradientCheck().report(on: analytic, of: network, input: input, target: target)
    #expect(report.tensors.map(\.kinks) == [1, 1, 0, 0])
    #expect(report.tensors.map(\.undecided) == [0, 0, 0, 0])
    #expect(report.tensors.allSatisfy { $0.verdict == .agrees })
    #expect(report.error < 1e-9)
    let naive = NumericGradient(network: network, input: input, target: target)
      .difference(Entry(.biases(1), 0, 0), step: 1e-5)
    let right = try #require(analytic[.biasGradient(1)]?[0, 0])
    #expect(naive.crossesKink)
    #expect((naive.value - right).magnitude > 0.4 * right.magnitude)
  }

  @Test func aKinkOnEitherSideOfAUnitLeavesSmallerSteps() throws {
    // Two units that switch at b = ±3e-6 away: no step of 1e-5 is free on either side.
    let network = Network(layers: [
      Layer(weights: Matrix([[1.0]]), biases: Matrix([[0.0]]), activation: .identity),
      Layer(weights: Matrix([[1.0], [-1.0]]), biases: Matrix([[3e-6, 3e-6]]), activation: .relu),
      Layer(weights: Matrix([[1.0, 0.5]]), biases: Matrix([[0.0]]), activation: .identity),
    ])
    let (input, target) = (Matrix([[0.0]]), Matrix([[1.0]]))
    let analytic = try GradientCheck().analytic(network, input: input, target: target)
    let report = GradientCheck().report(on: analytic, of: network, input: input, target: target)
    let biases = try #require(report[.biasGradient(1)])
    #expect(biases.kinks == 1)
    #expect(biases.undecided == 0)
    #expect(biases.verdict == .agrees)
  }

  @Test func exactlyAtAKinkTheCheckCannotSay() throws {
    let network = Network<Double>(sizes: [1, 1], hidden: .relu, output: .relu)
    let (input, target) = (Matrix([[1.0]]), Matrix([[1.0]]))
    let analytic = try GradientCheck().analytic(network, input: input, target: target)
    #expect(analytic[.weightGradient(1)] == Matrix([[0.0]]))
    for method in [NumericMethod.central, .richardson, .complexStep] {
      let report = GradientCheck(method: method).report(on: analytic, of: network, input: input, target: target)
      #expect(report.verdict == .cannotSay(.atKink))
      #expect(report.tensors.map(\.verdict) == [.cannotSay(.atKink), .cannotSay(.atKink)])
      #expect(report.undecided == 2)
    }
    let naive = NumericGradient(network: network, input: input, target: target)
      .difference(Entry(.preActivation(1), 0, 0), step: 1e-5)
    // ½ (1e-5 − 1)² − ½ over 2e-5: half the slope of −1 on the right.
    #expect((naive.value + 0.5).magnitude < 1e-5)
  }

  @Test func aDeadUnitsZerosCountAsAgreeing() throws {
    let network = Network(layers: [
      Layer(weights: Matrix([[1.0], [-1.0]]), biases: Matrix([[0.0, 0.0]]), activation: .relu),
      Layer(weights: Matrix([[1.0, 1.0]]), biases: Matrix([[0.0]]), activation: .sigmoid),
    ])
    let (input, target) = (Matrix([[1.0]]), Matrix([[0.0]]))
    let analytic = try GradientCheck().analytic(network, input: input, target: target)
    let report = GradientCheck().report(on: analytic, of: network, input: input, target: target)
    #expect(report.tensors.map(\.bothZero) == [1, 1, 1, 0])
    #expect(report.tensors.allSatisfy { $0.verdict == .agrees })
    #expect(report.tensors.allSatisfy { $0.maxRelative < 1e-8 })
  }

  @Test func aGradientSmallerThanTheRoundingOfTheLossDecidesNothing() throws {
    // A saturated sigmoid: the slope is about 4e-18, the loss is ½.
    let network = Network(layers: [
      Layer(weights: Matrix([[40.0]]), biases: Matrix([[0.0]]), activation: .sigmoid)
    ])
    let (input, target) = (Matrix([[1.0]]), Matrix([[0.0]]))
    let analytic = try GradientCheck().analytic(network, input: input, target: target)
    #expect(try #require(analytic[.weightGradient(1)])[0, 0] > 0)
    let report = GradientCheck().report(on: analytic, of: network, input: input, target: target)
    #expect(report[.weightGradient(1)]?.verdict == .cannotSay(.belowRoundOff))
    #expect(report[.weightGradient(1)]?.belowRoundOff == 1)
  }

  @Test func aGradientComparedWithItselfIsReported() throws {
    let example = CheckingCase(sizes: [3, 4, 2], hidden: .tanh, samples: 4, seed: 2)
    let right = try example.report()
    #expect(right.tensors.allSatisfy { !$0.comparedWithItself })
    let numeric = NumericGradient(network: example.network, input: example.input, target: example.target)
    let copied = [Quantity.weightGradient(1): numeric.tensor(.weights(1)).values]
    let report = GradientCheck().report(
      on: copied, of: example.network, input: example.input, target: example.target)
    #expect(report.tensors.map(\.comparedWithItself) == [true])
    #expect(report.error == 0)
  }

  @Test func aStepThatDoesNotSuitTheLossIsNotBlamedOnTheGradient() throws {
    // x = 3000: the loss turns within the step.
    let network = Network(layers: [
      Layer(weights: Matrix([[1e-4]]), biases: Matrix([[0.0]]), activation: .tanh)
    ])
    let (input, target) = (Matrix([[3000.0]]), Matrix([[1.0]]))
    let analytic = try GradientCheck().analytic(network, input: input, target: target)
    let report = GradientCheck().report(on: analytic, of: network, input: input, target: target)
    #expect(report[.weightGradient(1)]?.verdict == .cannotSay(.stepUnsuited))
    let finer = GradientCheck(method: .complexStep).report(on: analytic, of: network, input: input, target: target)
    #expect(finer[.weightGradient(1)]?.verdict == .agrees)
  }

  @Test func aLossThatIsNotANumberDecidesNothing() throws {
    var example = CheckingCase(sizes: [2, 2], hidden: .tanh, output: .identity, samples: 1, seed: 1)
    example.input[0, 0] = .infinity
    let report = try example.report()
    #expect(report[.weightGradient(1)]?.verdict == .cannotSay(.notFinite))
  }

  @Test func theReportSaysHowManyEntriesOfALargeTensorWereChecked() throws {
    let example = CheckingCase(sizes: [30, 20, 5], samples: 4, seed: 9)
    let report = try example.report(GradientCheck(method: .complexStep, entriesPerTensor: 50))
    #expect(report.tensors.map(\.entries) == [600, 20, 100, 5])
    #expect(report.tensors.map(\.checked) == [50, 20, 50, 5])
    #expect(report.verdict == .agrees)
    #expect(report.checked == 125)
  }

  @Test func aTensorOfTheWrongShapeOrOneThatIsAbsentIsNotInTheReport() throws {
    let example = CheckingCase(sizes: [3, 4, 2], samples: 2, seed: 1)
    let gradients = [
      Quantity.weightGradient(1): Matrix<Double>(rows: 3, columns: 4),
      .biasGradient(2): Matrix<Double>(rows: 1, columns: 2),
    ]
    let report = GradientCheck().report(
      on: gradients, of: example.network, input: example.input, target: example.target)
    #expect(report.tensors.map(\.quantity) == [.biasGradient(2)])
    #expect(report.verdict == .disagrees)
    #expect(report[.biasGradient(2)]?.factor == nil)
  }

  @Test func theWorstEntryIsTheOneThatWasChanged() throws {
    let example = CheckingCase(sizes: [3, 4, 2], hidden: .tanh, samples: 2, seed: 1)
    var gradients = try example.analytic
    let right = try #require(gradients[.weightGradient(1)])
    gradients[.weightGradient(1)]?[2, 1] += 0.25
    let report = GradientCheck().report(
      on: gradients, of: example.network, input: example.input, target: example.target)
    let tensor = try #require(report[.weightGradient(1)])
    let worst = try #require(tensor.worst)
    #expect([worst.row, worst.column] == [2, 1])
    #expect(worst.analytic == right[2, 1] + 0.25)
    #expect((worst.numeric - right[2, 1]).magnitude < 1e-9)
    #expect((tensor.maxAbsolute - 0.25).magnitude < 1e-9)
    #expect(tensor.wrong == 1)
  }
}
