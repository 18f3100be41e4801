import Testing

@testable import Engine

@Suite("GradientRounding")
struct GradientRoundingTests {
  static let hidden: [Activation] = [.tanh, .sigmoid, .relu, .gelu, .softplus]

  /// A network with batch normalisation; with two samples every zhat is ±1 and nearly all gradients below it cancel.
  private func example(_ seed: Int) -> CheckingCase {
    let sizes = [[2, 3, 1], [3, 4, 3, 2], [1, 2, 2, 2, 1]][seed % 3]
    var example = CheckingCase(
      sizes: sizes, hidden: Self.hidden[seed % 5], output: seed.isMultiple(of: 2) ? .sigmoid : .identity,
      samples: [2, 2, 3, 6][seed % 4], seed: seed, biasScale: seed.isMultiple(of: 3) ? 0 : 0.3)
    for l in 1..<example.network.depth {
      example.network[layer: l].normalization = BatchNormalization(units: sizes[l])
    }
    // Inputs far from 0 leave few digits to z − mu.
    if seed % 7 == 3 { example.input = example.input.map { 1000 + $0 } }
    if seed % 7 == 5 { example.input = example.input.map { 1e-3 * $0 } }
    return example
  }

  @Test("batch normalisation raises no false alarm in 500 networks, by any method", arguments: 0..<500)
  func noFalseAlarm(seed: Int) throws {
    let example = example(seed)
    for method in [NumericMethod.complexStep, .central, .richardson] {
      let check = GradientCheck(method: method, includesInput: true)
      let report = try example.report(check)
      for tensor in report.tensors { #expect(tensor.verdict != .disagrees, "\(tensor.quantity.name), \(method.name)") }
    }
  }

  @Test("a wrong factor is found, unless rounding hides it: then nothing is said", arguments: 0..<100)
  func faultsAreFound(seed: Int) throws {
    let example = example(seed)
    let right = try example.analytic
    let check = GradientCheck(method: .complexStep)
    let before = check.report(on: right, of: example.network, input: example.input, target: example.target)
    for quantity in check.quantities(of: example.network) where before[quantity]?.verdict == .agrees {
      // 0 but for rounding, as dbeta[1] before another normalised layer.
      if right[quantity]?.elements.allSatisfy({ $0.magnitude < 1e-13 }) != false { continue }
      var wrong = right
      wrong[quantity] = right[quantity].map { 1.01 * $0 }
      let report = check.report(on: wrong, of: example.network, input: example.input, target: example.target)
      let isHidden = report[quantity]?.verdict == .cannotSay(.belowRoundOff)
      #expect(isHidden || report.tensors.filter { $0.verdict == .disagrees }.map(\.quantity) == [quantity])
      // Rounding hides what is 1e-9 of the largest gradient at most, or inputs of 1000 that differ by 1.
      if isHidden, seed % 7 != 3 { #expect(wrong[quantity]?.elements.allSatisfy { $0.magnitude < 1e-7 } == true) }
    }
  }

  @Test("0 = 0 proves nothing")
  func zeros() throws {
    let network = Network<Double>(sizes: [1, 1], hidden: .tanh, output: .identity)
    let (input, target) = (Matrix([[0.0]]), Matrix([[0.0]]))
    let analytic = try GradientCheck().analytic(network, input: input, target: target)
    for method in [NumericMethod.central, .richardson, .complexStep] {
      let report = GradientCheck(method: method).report(on: analytic, of: network, input: input, target: target)
      #expect(report.tensors.map(\.verdict) == [.cannotSay(.bothZero), .cannotSay(.bothZero)])
    }
  }
}
