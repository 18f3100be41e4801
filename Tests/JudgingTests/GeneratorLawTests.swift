import Testing

/// What the generator itself must hold.
struct GeneratorLawTests {
  @Test(arguments: [
    "a[1] @ W[2].T + b[2]", "-(a - b) - (c - d)", "(a + b)[0, 1]", "-x^2 / (y / z) * 2", "where(z[1] > 0, 1, 0.01)",
    "sum((a[2] - Y)^2, axis 0) / B", "(delta[2].T @ a[1])[0, :]", "x - -y", "(1 - Y * a[2] > 0) * Y", "(x^2).T",
  ])
  func aFormulaIsPrintedAsItWasRead(text: String) { #expect(FormulaTree(text).description == text) }

  @Test func everyBaseFormulaIsRightOnGenericStates() throws {
    for seed in 1...12 {
      let generator = try #require(ClaimGenerator(seed: seed))
      let formulas = NetworkFormulas(network: generator.network)
      for quantity in formulas.quantities where generator.shell.interpreter.session[quantity] != nil {
        for formula in [formulas.formula(of: quantity)].compactMap(\.self) + formulas.alternatives(for: quantity) {
          let truth = generator.states.truth(formula.description, quantity.name)
          #expect(truth == .right, "seed \(seed): \(formula) == \(quantity.name)")
        }
      }
    }
  }

  /// Values of NumPy 2.
  @Test(arguments: [
    ([0.000438567734474347, 0.08216704056423077], ["0.00043857", "0.08216704"]), ([1e-5, 0.5], ["1.e-05", "5.e-01"]),
    ([0.5, -0.25, 3.0], ["0.5", "-0.25", "3."]), ([123.456789012, 0.001234], ["1.23456789e+02", "1.23400000e-03"]),
    ([-0.5217478, 0.000062], ["-5.217478e-01", "6.200000e-05"]),
  ])
  func arraysArePrintedAsNumPyPrintsThem(numbers: [Double], texts: [String]) {
    #expect(NumberPrinting.numPyArray.texts(numbers) == texts)
  }

  @Test func aWrittenNumberKnowsItsUnit() {
    #expect(WrittenNumber(text: "0.0450").unit == 1e-4)
    #expect(WrittenNumber(text: "-1.25e-07").unit == 1e-9)
    #expect(WrittenNumber(text: "0.0450").digits == 3)
    #expect(WrittenNumber(text: "0.12").isRounding(of: 0.125))
    #expect(WrittenNumber(text: "0.13").isRounding(of: 0.125))
    #expect(!WrittenNumber(text: "0.13").isRounding(of: 0.1249))
    #expect(WrittenNumber(text: "1.99e-3").changed(by: 2).text == "2.01e-3")
  }
}
