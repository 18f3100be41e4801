import Calculus
import RealModule
import Testing

@testable import Engine

@Suite("Optimisers and their terms") struct OptimizerTermsTests {
  /// The terms worked out one after another, as they are written.
  private func step(
    _ rule: OptimizerDefinition, _ known: [Symbol: Double], decays: Bool
  ) throws -> [Symbol: Double] {
    var values = known
    func value(_ term: Term) throws -> Double {
      try TermEvaluation<Double>(library: FunctionLibrary()) { symbol in values[symbol].map { [$0] } }.number(term)
    }
    if decays, let decay = rule.decay { values[OptimizerDefinition.p] = try value(decay) }
    for update in rule.updates { values[update.symbol] = try value(update.value) }
    return values
  }

  @Test("a step of the kernel is that of the terms", arguments: Optimizer.Rule.allCases, [true, false])
  func kernels(rule: Optimizer.Rule, decays: Bool) throws {
    var generator = TestGenerator(11)
    let optimizer = Optimizer(rule)
    let parameter = decays ? Quantity.weights(1) : .biases(1)
    var state = OptimizerState()
    var p = Matrix(scalar: generator.normal())
    for number in 1...50 {
      let g = generator.normal()
      var known: [Symbol: Double] = [
        OptimizerDefinition.p: p.elements[0], OptimizerDefinition.g: g, OptimizerDefinition.eta: 0.05,
        OptimizerDefinition.t: Double(number),
      ]
      for constant in rule.constants { known[Symbol(constant.rawValue)] = optimizer[constant] }
      for moment in Quantity.Moment.allCases {
        let old = parameter.moment(moment).flatMap { state.moments[$0] }?.elements[0]
        known[Symbol(moment.rawValue)] = old ?? 0
      }
      let expected = try step(rule.definition, known, decays: decays)
      state.beginStep()
      state.move(&p, parameter, gradient: Matrix(scalar: g), optimizer: optimizer, rate: 0.05)
      let next = try #require(expected[OptimizerDefinition.p])
      #expect(abs(p.elements[0] - next) <= 1e-15 * max(1, abs(next)), "step \(number)")
      for moment in rule.moments {
        let found = try #require(parameter.moment(moment).flatMap { state.moments[$0] }).elements[0]
        let wanted = try #require(expected[Symbol(moment.rawValue)])
        #expect(abs(found - wanted) <= 1e-15 * max(1, abs(wanted)), "\(moment) in step \(number)")
      }
    }
  }
}
