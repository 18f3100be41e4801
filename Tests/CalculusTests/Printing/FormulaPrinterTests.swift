import Language
import Testing

@testable import Calculus

@Suite struct FormulaPrinterTests {
  @Test("each textbook formula in each notation", arguments: Textbook.formulas.indices)
  func golden(place: Int) {
    let formula = Textbook.formulas[place]
    #expect(formula.term.code == formula.code)
    #expect(formula.term.mathematics == formula.mathematics)
    #expect(formula.term.latex == formula.latex)
    #expect(formula.term.numpy?.text == formula.numpy)
    #expect(formula.term.pytorch?.text == formula.pytorch)
  }

  @Test("what is typed can be read", arguments: Textbook.formulas.map(\.code))
  func typed(code: String) throws {
    // The parser of expressions alone knows one prime.
    _ = try ExpressionParser.parse(code.replacing("''", with: "'"))
  }

  @Test("a deep term is printed in time that grows with its size")
  func deep() {
    let term = (0..<60).reduce(Term.x) { term, _ in 1 / (.call("exp", .power(term * 2 + .y, 3)) * .z) }
    #expect(term.mathematics.count > 600)
    #expect(term.latex.count > 600)
    #expect((term.code?.count ?? 0) > 600)
  }

  @Test("derivatives that are not worked out")
  func derivatives() {
    let entry = Term.entry(Textbook.w, row: Textbook.k, column: Textbook.i)
    let loss = Term.symbol(Symbol("C"))
    let activation = Term.entry(Textbook.a, row: Textbook.s, column: Textbook.i)
    let chain = Term.derivative(loss, by: activation) * .derivative(activation, by: entry)
    #expect(chain.mathematics == "∂C/∂a[1]ₛᵢ · ∂a[1]ₛᵢ/∂W[2]ₖᵢ")
    #expect(
      chain.latex
        == "\\frac{\\partial C}{\\partial a^{[1]}_{si}} \\frac{\\partial a^{[1]}_{si}}{\\partial W^{[2]}_{ki}}")
    #expect(Term.derivative(.x + 1, by: .x).mathematics == "∂(x + 1)/∂x")
    #expect(Term.derivative(.x + 1, by: .x).latex == "\\frac{\\partial}{\\partial x} (x + 1)")
    #expect((1 / Term.derivative(loss, by: .x)).mathematics == "1 / (∂C/∂x)")
  }

  @Test("partial derivatives with the names of the parameters, else their places")
  func partials() {
    let library = FunctionLibrary([FunctionDefinition("f", [Symbol("u"), Symbol("v")], .x)])
    let first = Term.apply(Term.Head("f", orders: [0, 1]), [.x, .y])
    let second = Term.apply(Term.Head("f", orders: [1, 1]), [.x, .y])
    #expect(first.mathematics == "∂₁f(x, y)")
    #expect(first.mathematics(library: library) == "∂f/∂v(x, y)")
    #expect(second.mathematics(library: library) == "∂²f/∂u∂v(x, y)")
    #expect(first.latex(library: library) == "\\frac{\\partial f}{\\partial v}(x, y)")
    #expect(second.latex == "\\partial_{0,1} f(x, y)")
    #expect(Term.apply(Term.Head("f", orders: [4]), [.x]).mathematics == "f⁽⁴⁾(x)")
  }

  @Test("a choice in a choice is a list of cases")
  func cases() {
    let inner = Term.choice(.comparison(.less, .x, 1), .x, 1)
    let term = Term.choice(.comparison(.less, .x, 0), 0, inner)
    #expect(term.mathematics == "0 if x < 0, x if x < 1, else 1")
    #expect((2 * term).mathematics == "2 (0 if x < 0, x if x < 1, else 1)")
    #expect(Term.choice(.y, .x, 1).mathematics == "x if y ≠ 0, else 1")
  }

  @Test("names: Greek letters, a d in front of one, words with a low line in TeX")
  func names() {
    #expect(Term.symbol(Symbol("eta")).mathematics == "η")
    #expect(Term.symbol(Symbol("dgamma", layer: 1)).mathematics == "dγ[1]")
    #expect(Term.symbol(Symbol("δ", layer: 2)).latex == "\\delta^{[2]}")
    #expect(Term.symbol(Symbol("step_size")).latex == "\\mathrm{step\\_size}")
    #expect(Term.call("leaky_relu", .x).latex == "\\operatorname{leaky\\_relu}(x)")
    #expect(Term.number(2.5e-7).mathematics == "2.5 · 10⁻⁷")
  }
}
