@testable import Calculus

/// Formulas of the derivation, in each notation; `nil` has no form there.
struct TextbookFormula: Sendable {
  var term: Term
  var code, mathematics, latex: String
  var numpy, pytorch: String?
}

enum Textbook {
  static let batch = Extent(4, symbol: "B"), units = Extent(3), outputs = Extent(2)
  static let s = Index.letter("s", batch), i = Index.letter("i", units), k = Index.letter("k", outputs)
  static let j = Index.letter("j", units), q = Index.letter("q", units)

  static func matrix(_ name: String, _ layer: Int? = nil, _ rows: Extent? = batch, _ columns: Extent? = units) -> Symbol
  {
    Symbol(name, layer: layer, shape: TermShape(rows: rows, columns: columns))
  }

  static let a = matrix("a", 1), w = matrix("W", 2, outputs, units), b = matrix("b", 2, nil, outputs)
  static let z = matrix("z", 1), delta = matrix("delta", 2, batch, outputs), y = matrix("Y", nil, batch, outputs)

  static let x = Term.x, u = Term.y
  static let exp = Term.call("exp", Term.x), minusExp = Term.call("exp", -Term.x)

  static let formulas: [TextbookFormula] = arithmetic + functions + indexForm + matrixForm

  private static func same(_ term: Term, _ code: String, _ mathematics: String, _ latex: String) -> TextbookFormula {
    let python = code.replacing("^", with: "**")
    return TextbookFormula(
      term: term, code: code, mathematics: mathematics, latex: latex, numpy: python, pytorch: python)
  }

  private static let arithmetic = [
    same(.power(.power(x, 2), 3), "(x^2)^3", "(x²)³", "(x^{2})^{3}"),
    same(.power(-x, 2), "(-x)^2", "(−x)²", "(-x)^{2}"),
    same(-.power(x, 2), "-x^2", "−x²", "-x^{2}"),
    same(.power(2, -x), "2^-x", "2⁻ˣ", "2^{-x}"),
    same(.power(-2, 2), "(-2)^2", "(−2)²", "(-2)^{2}"),
    same(.power(x, .power(u, 2)), "x^y^2", "x^(y²)", "x^{y^{2}}"),
    same(.power(x, u + 1), "x^(y + 1)", "xʸ⁺¹", "x^{y + 1}"),
    same(x / (u * .z), "x / (y * z)", "x / (y z)", "\\frac{x}{y z}"),
    same((x / u) / .z, "x / y / z", "(x / y) / z", "\\frac{\\frac{x}{y}}{z}"),
    same(x / (u / .z), "x / (y / z)", "x / (y / z)", "\\frac{x}{\\frac{y}{z}}"),
    same(x - (u - .z), "x - (y - z)", "x − (y − z)", "x - (y - z)"),
    same(x + (u - .z), "x + (y - z)", "x + y − z", "x + y - z"),
    same(x + -2 * u, "x - 2 * y", "x − 2 y", "x - 2 y"),
    same(-x + 1, "1 - x", "1 − x", "1 - x"),
    same(-(x + u), "-(x + y)", "−(x + y)", "-(x + y)"),
    same(x * -u, "-x * y", "−x y", "-x y"),
    same(2 * x / 3, "2 * x / 3", "2 x / 3", "\\frac{2 x}{3}"),
    same((x + 1) / (x - 1), "(x + 1) / (x - 1)", "(x + 1) / (x − 1)", "\\frac{x + 1}{x - 1}"),
    same(1 / 2 * x, "1 / 2 * x", "½ x", "\\frac{1}{2} x"),
    same(x * 3 * 2, "x * 3 * 2", "3 · 2 x", "3 \\cdot 2 x"),
    same(1e-5 * x, "1e-05 * x", "10⁻⁵ x", "10^{-5} x"),
  ]

  private static let functions = [
    TextbookFormula(
      term: exp / (1 + exp), code: "exp(x) / (1 + exp(x))", mathematics: "eˣ / (1 + eˣ)",
      latex: "\\frac{e^{x}}{1 + e^{x}}", numpy: "np.exp(x) / (1 + np.exp(x))",
      pytorch: "torch.exp(x) / (1 + torch.exp(x))"),
    TextbookFormula(
      term: .call("log", 1 + .call("exp", x)), code: "log(1 + exp(x))", mathematics: "log(1 + eˣ)",
      latex: "\\log(1 + e^{x})", numpy: "np.log(1 + np.exp(x))", pytorch: "torch.log(1 + torch.exp(x))"),
    TextbookFormula(
      term: 1 / .power(1 + minusExp, 2), code: "1 / (1 + exp(-x))^2", mathematics: "1 / (1 + e⁻ˣ)²",
      latex: "\\frac{1}{(1 + e^{-x})^{2}}", numpy: "1 / (1 + np.exp(-x))**2", pytorch: "1 / (1 + torch.exp(-x))**2"),
    TextbookFormula(
      term: .call("sigmoid", x) * (1 - .call("sigmoid", x)), code: "sigmoid(x) * (1 - sigmoid(x))",
      mathematics: "σ(x) (1 − σ(x))", latex: "\\sigma(x) (1 - \\sigma(x))", numpy: "sigmoid(x) * (1 - sigmoid(x))",
      pytorch: "sigmoid(x) * (1 - sigmoid(x))"),
    TextbookFormula(
      term: .apply(Term.Head("f", orders: [2]), [x / u]), code: "f''(x / y)", mathematics: "f″(x / y)",
      latex: "f''\\left( \\frac{x}{y} \\right)", numpy: "f_prime_prime(x / y)", pytorch: "f_prime_prime(x / y)"),
    TextbookFormula(
      term: .choice(.comparison(.greater, x, 0), x, 0.01 * x), code: "where(x > 0, x, 0.01 * x)",
      mathematics: "x if x > 0, else 0.01 x",
      latex: "\\begin{cases} x & \\text{if } x > 0 \\\\ 0.01 x & \\text{otherwise} \\end{cases}",
      numpy: "np.where(x > 0, x, 0.01 * x)", pytorch: "torch.where(x > 0, x, 0.01 * x)"),
    TextbookFormula(
      term: .call("abs", x - u) / .call("sqrt", x), code: "abs(x - y) / sqrt(x)", mathematics: "|x − y| / √x",
      latex: "\\frac{\\left| x - y \\right|}{\\sqrt{x}}", numpy: "np.abs(x - y) / np.sqrt(x)",
      pytorch: "torch.abs(x - y) / torch.sqrt(x)"),
    TextbookFormula(
      term: .apply(Term.Head("maximum"), [x, 0]), code: "maximum(x, 0)", mathematics: "max(x, 0)",
      latex: "\\max(x, 0)", numpy: "np.maximum(x, 0)", pytorch: "torch.maximum(x, torch.tensor(0.0))"),
    TextbookFormula(
      term: .comparison(.less, x, -1) * u, code: "(x < -1) * y", mathematics: "[x < −1] y", latex: "[x < -1] y",
      numpy: "np.where(x < -1, 1.0, 0.0) * y", pytorch: "torch.where(x < -1, 1.0, 0.0) * y"),
  ]

  private static let indexForm = [
    TextbookFormula(
      term: .over(
        k, .sum,
        .product([
          .entry(delta, row: s, column: k), .entry(w, row: k, column: i),
          .apply(Term.Head("h", orders: [1]), [.entry(z, row: s, column: i)]),
        ])),
      code: "sum_k(delta[2][s, k] * W[2][k, i] * h'(z[1][s, i]))", mathematics: "Σₖ δ[2]ₛₖ W[2]ₖᵢ h′(z[1]ₛᵢ)",
      latex: "\\sum_{k} \\delta^{[2]}_{sk} W^{[2]}_{ki} h'(z^{[1]}_{si})"),
    TextbookFormula(
      term: 0.5 / .size(batch) * .over(s, .sum, .power(.entry(a, row: s, column: i) - .entry(y, row: s, column: i), 2)),
      code: "0.5 / B * sum_s((a[1][s, i] - Y[s, i])^2)", mathematics: "(0.5 / B) Σₛ (a[1]ₛᵢ − Yₛᵢ)²",
      latex: "\\frac{0.5}{B} \\sum_{s} (a^{[1]}_{si} - Y_{si})^{2}"),
    TextbookFormula(
      term: .over(s, .sum, .entry(a, row: s, column: i)) * .entry(b, row: nil, column: k) + 1,
      code: "sum_s(a[1][s, i]) * b[2][0, k] + 1", mathematics: "(Σₛ a[1]ₛᵢ) b[2]ₖ + 1",
      latex: "\\left( \\sum_{s} a^{[1]}_{si} \\right) b^{[2]}_{k} + 1"),
    TextbookFormula(
      term: .kronecker(k, i) * .entry(a, row: s, column: .at(12)), code: "(k == i) * a[1][s, 12]",
      mathematics: "δₖᵢ a[1]_(s, 12)", latex: "\\delta_{ki} a^{[1]}_{s,12}"),
    TextbookFormula(
      term: .call("exp", .entry(z, row: s, column: i)) / .over(q, .sum, .call("exp", .entry(z, row: s, column: q))),
      code: "exp(z[1][s, i]) / sum_q(exp(z[1][s, q]))", mathematics: "exp(z[1]ₛᵢ) / Σ_q exp(z[1]_sq)",
      latex: "\\frac{e^{z^{[1]}_{si}}}{\\sum_{q} e^{z^{[1]}_{sq}}}"),
    TextbookFormula(
      term: .power(.entry(z, row: s, column: i), 2) - .over(j, .max, .entry(z, row: s, column: j)),
      code: "z[1][s, i]^2 - max_j(z[1][s, j])", mathematics: "z[1]ₛᵢ² − maxⱼ z[1]ₛⱼ",
      latex: "(z^{[1]}_{si})^{2} - \\max_{j} z^{[1]}_{sj}"),
  ]

  private static func whole(_ symbol: Symbol) -> Term { .symbol(symbol) }

  private static let matrixForm = [
    TextbookFormula(
      term: .matrixProduct(whole(a), .transpose(whole(w))) + whole(b), code: "a[1] @ W[2].T + b[2]",
      mathematics: "a[1] W[2]ᵀ + b[2]", latex: "a^{[1]} {W^{[2]}}^{\\top} + b^{[2]}", numpy: "a[1] @ W[2].T + b[2]",
      pytorch: "a[1] @ W[2].T + b[2]"),
    TextbookFormula(
      term: .matrixProduct(whole(delta), whole(w)) * .apply(Term.Head("sigmoid", orders: [1]), [whole(z)]),
      code: "(delta[2] @ W[2]) * sigmoid'(z[1])", mathematics: "(δ[2] W[2]) ⊙ σ′(z[1])",
      latex: "(\\delta^{[2]} W^{[2]}) \\odot \\sigma'(z^{[1]})", numpy: "(delta[2] @ W[2]) * sigmoid_prime(z[1])",
      pytorch: "(delta[2] @ W[2]) * sigmoid_prime(z[1])"),
    TextbookFormula(
      term: .matrixProduct(.transpose(whole(delta)), whole(a)) / .size(batch), code: "delta[2].T @ a[1] / B",
      mathematics: "δ[2]ᵀ a[1] / B", latex: "\\frac{{\\delta^{[2]}}^{\\top} a^{[1]}}{B}",
      numpy: "delta[2].T @ a[1] / 4", pytorch: "delta[2].T @ a[1] / 4"),
    TextbookFormula(
      term: .call("exp", whole(z)) / .reduction(.sum, axis: 1, .call("exp", whole(z))),
      code: "exp(z[1]) / sum(exp(z[1]), axis=1)", mathematics: "exp(z[1]) / sum(exp(z[1]), axis=1)",
      latex: "\\frac{e^{z^{[1]}}}{\\sum_{\\text{columns}} e^{z^{[1]}}}",
      numpy: "np.exp(z[1]) / np.exp(z[1]).sum(axis=1, keepdims=True)",
      pytorch: "torch.exp(z[1]) / torch.exp(z[1]).sum(dim=1, keepdim=True)"),
    TextbookFormula(
      term: 2 * (whole(a) * whole(z)) * whole(a), code: "2 * (a[1] * z[1]) * a[1]", mathematics: "2 a[1] ⊙ z[1] ⊙ a[1]",
      latex: "2 a^{[1]} \\odot z^{[1]} \\odot a^{[1]}", numpy: "2 * (a[1] * z[1]) * a[1]",
      pytorch: "2 * (a[1] * z[1]) * a[1]"),
    TextbookFormula(
      term: .filled(1, rows: batch, columns: units) - whole(a), code: "ones(B, 3) - a[1]", mathematics: "1 − a[1]",
      latex: "1 - a^{[1]}", numpy: "np.full((4, 3), 1.0) - a[1]", pytorch: "torch.full((4, 3), 1.0) - a[1]"),
  ]
}
