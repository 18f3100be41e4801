import Calculus
import Language
import Testing

@Suite("Definitions of losses") struct LossDefinitionTests {
  @Test(
    "the formulas in help are those of the textbooks",
    arguments: [
      (LossDefinition.halfSquaredError, "½ Σ (a − y)²", "∂/∂a = a − y"),
      (.meanSquaredError, "(Σ (a − y)²) / n", "∂/∂a = 2 (a − y) / n"),
      (.logCosh, "(Σ log(cosh(a − y))) / n", "∂/∂a = tanh(a − y) / n"),
      (.hinge, "Σ max(0, 1 − y ⊙ a)", "∂/∂a = −y ⊙ [1 − y ⊙ a > 0]"),
      (.crossEntropy, "−Σ y ⊙ log(a)", "∂/∂z = a − y, ∂/∂a = −y / a"),
    ])
  func formulas(loss: LossDefinition, formula: String, gradient: String) {
    #expect(loss.formula == formula)
    #expect(loss.gradientFormula == gradient)
  }

  @Test("a form of the derivative that is written down is the one that the rules give")
  func preferredDerivatives() throws {
    let (a, y) = ([0.31, 0.72, 0.14], [0.9, 0.2, 0.7])
    for loss in LossDefinition.all {
      func values(_ symbol: Symbol) -> [Double]? {
        switch symbol.name {
        case "a": a
        case "y": y
        case "delta": [0.3]
        default: nil
        }
      }
      let evaluation = TermEvaluation<Double>(library: .activations, values: values)
      func numbers(_ term: Term) throws -> [Double] {
        let operands = LossOperands(
          a: Symbol("a", shape: TermShape(rows: nil, columns: Extent(3))),
          y: Symbol("y", shape: TermShape(rows: nil, columns: Extent(3))), z: Symbol("z"), outputs: Extent(3),
          constants: loss.constants.map { _ in 0.3 })
        return try (0..<3).map { place in
          try evaluation.number(loss.gradient(of: operands, row: 0, column: place, form: term))
        }
      }
      let (shown, ruled) = (try numbers(loss.gradient), try numbers(loss.gradientByRules))
      for (x, y) in zip(shown, ruled) { #expect(abs(x - y) <= 1e-14 * max(1, abs(y)), "\(loss.name)") }
    }
  }

  @Test("a definition is read, and printed as it was typed")
  func own() throws {
    let quartic = try LossDefinition(typed: "quartic(a, y) = sum((a - y)^4)")
    #expect(quartic.name == "quartic")
    #expect(quartic.formula == "Σ (a − y)⁴")
    #expect(quartic.gradientFormula == "∂/∂a = 4 (a − y)³")
    #expect(quartic.code == "quartic(a, y) = sum((a - y)^4)")
    #expect(quartic.kinks.isEmpty)
    let kinked = try LossDefinition(typed: "absolute(p, t) = mean(abs(p - t)) + max(where(p > t, p - t, 0))")
    #expect(kinked.kinks.count == 2)
  }

  @Test(
    "what cannot be a loss is refused at its place",
    arguments: [
      ("bad(a, y) = (a - y)^2", 13, "one number"), ("bad(a, y) = sum(a - q)", 20, "unknown name q"),
      ("bad(a, y) = sum(y^2)", 12, "does not depend on the outputs a"), ("bad(a) = sum(a)", 0, "two parameters"),
      ("bad(a, y, d) = sum(a)", 0, "not 3"), ("bad(a, y) = sum(round(a - y))", 16, "jumps"),
      ("bad(a, y) = sum(where(a > y, 1, 0))", 12, "is 0"), ("bad(a, 1) = sum(a)", 7, "a parameter is a name"),
      ("bad(a, a) = sum(a)", 7, "two parameters are called a"), ("bad(a, y)", 0, "no formula"),
      ("bad(a, y) = sum(argmax(a))", 16, "no place"), ("bad(a, y) = sum(foo(a))", 16, "unknown function foo"),
    ])
  func refusals(text: String, start: Int, message: String) {
    do throws(Diagnostic) {
      _ = try LossDefinition(typed: text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.message.contains(message), "\(error.message)")
      #expect(error.span.start == start, "\(text): \(error.span.start)")
    }
  }
}
