import Renderers
import Testing
import Views

@Suite struct DerivationLayoutTests {
  @Test func formulasAreAligned() {
    #expect(
      plain(.derivation(Gallery.derivation)) == """
        dW[2][0,1] = 0.0826676
          general formula  ∂C/∂W[2] = δ[2]ᵀ a[1]
                           2×2
                              0.082167    0.0826676
                             -0.0226025  -0.0227402
                           dW[2][0,1] = δ[2][0,0] a[1][0,1] = 0.0826676
        one sample
        """)
  }

  @Test func longFormulasWrapUnderThemselves() {
    let sum = (0..<12).map { "w[\($0)]*x[\($0)]" }.joined(separator: " + ")
    let step = Derivation.Step(formula: "z = " + sum, expression: sum, value: .number(3), caption: "sum")
    let lines = plain(.derivation(Derivation(target: "z", value: .number(3), steps: [step])), width: 40)
      .split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines[1].hasPrefix("  sum  z = w[0]*x[0]"))
    #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("       ") })
    #expect(lines.last?.hasSuffix("= 3") == true)
  }
}
