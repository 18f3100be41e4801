import Calculus
import Testing

@Suite("Definitions of optimisers") struct OptimizerDefinitionTests {
  @Test(
    "the formulas in help are those of the papers",
    arguments: [
      (OptimizerDefinition.sgd, "p ← p − η g", "−η g"),
      (.momentum, "m ← β₁ m + g, p ← p − η m", "−η m"),
      (.nesterov, "m ← β₁ m + g, p ← p − η (g + β₁ m)", "−η (g + β₁ m)"),
      (.rmsprop, "v ← β₂ v + (1 − β₂) g², p ← p − η g / (√v + ε)", "−η g / (√v + ε)"),
      (
        .adam,
        "m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², m̂ ← m / (1 − β₁ᵗ), v̂ ← v / (1 − β₂ᵗ), p ← p − η m̂ / (√v̂ + ε)",
        "−η m̂ / (√v̂ + ε)"
      ),
    ])
  func formulas(rule: OptimizerDefinition, formula: String, change: String) {
    #expect(rule.formula == formula)
    #expect(rule.changeFormula(decays: false) == change)
  }

  @Test("the decay of adamw is for weights alone")
  func decay() throws {
    let next = try #require(OptimizerDefinition.adamw.unrolled(decays: true).last)
    #expect(next.value.withLetters.mathematics.hasPrefix("(1 − η λ) p − "))
    let other = try #require(OptimizerDefinition.adamw.unrolled(decays: false).last)
    #expect(other.value.withLetters.mathematics.hasPrefix("p − "))
  }
}
