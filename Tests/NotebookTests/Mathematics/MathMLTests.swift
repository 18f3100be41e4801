import Testing

@testable import Notebook

struct MathMLTests {
  private func row(_ tex: String) throws -> String {
    let markup = try MathML.markup(tex, isDisplay: false)
    return String(markup.dropFirst("<math><mrow>".count).dropLast("</mrow></math>".count))
  }

  @Test(
    arguments: [
      ("x", "<mi>x</mi>"), ("0.05", "<mn>0.05</mn>"), ("-1", "<mo>−</mo><mn>1</mn>"),
      (#"\delta"#, "<mi>δ</mi>"), (#"\Sigma"#, #"<mi mathvariant="normal">Σ</mi>"#),
      ("x_i", "<msub><mi>x</mi><mi>i</mi></msub>"), ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
      ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
      ("f'", "<mrow><mi>f</mi><mo>′</mo></mrow>"),
      ("f'_i", "<mrow><msub><mi>f</mi><mi>i</mi></msub><mo>′</mo></mrow>"),
      ("f''^2", "<msup><mrow><mi>f</mi><mo>′</mo><mo>′</mo></mrow><mn>2</mn></msup>"),
      ("W_{ij}", "<msub><mi>W</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>"),
      (#"W^\top"#, "<msup><mi>W</mi><mi>⊤</mi></msup>"),
      (#"\tfrac12"#, #"<mstyle displaystyle="false"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>"#),
      (#"\frac{1}{n}"#, "<mfrac><mn>1</mn><mi>n</mi></mfrac>"),
      (
        #"\frac{\partial C}{\partial b}"#,
        "<mfrac><mrow><mi>∂</mi><mi>C</mi></mrow><mrow><mi>∂</mi><mi>b</mi></mrow></mfrac>"
      ),
      (#"\sum_i"#, "<munder><mo>∑</mo><mi>i</mi></munder>"),
      (#"\sum_{i}^n"#, "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>"),
      (#"a \odot b"#, "<mi>a</mi><mo>⊙</mo><mi>b</mi>"), (#"a\,b"#, #"<mi>a</mi><mspace width="0.167em"/><mi>b</mi>"#),
      (#"\text{if } z"#, "<mtext>if\u{A0}</mtext><mi>z</mi>"),
      (#"\sqrt{2}"#, "<msqrt><mn>2</mn></msqrt>"), (#"\sqrt[3]{x}"#, "<mroot><mi>x</mi><mn>3</mn></mroot>"),
      (#"\hat y"#, #"<mover accent="true"><mi>y</mi><mo stretchy="false">^</mo></mover>"#),
      (#"\mathrm{relu}"#, "<mi>relu</mi>"), (#"\operatorname{relu}"#, "<mi>relu</mi>"),
      (#"\mathbf{x}"#, "<mi>𝐱</mi>"), (#"\boldsymbol\delta"#, "<mi>𝜹</mi>"), (#"\mathbb{R}"#, "<mi>ℝ</mi>"),
      (#"\log x"#, #"<mi>log</mi><mspace width="0.167em"/><mi>x</mi>"#),
      (#"2\log"#, #"<mn>2</mn><mspace width="0.167em"/><mi>log</mi>"#),
      ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"), (#"\ldots"#, "<mi>…</mi>"),
      ("(x)", #"<mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>"#),
      (
        #"\lVert x\rVert"#,
        #"<mo lspace="0" rspace="0" stretchy="false">‖</mo><mi>x</mi><mo lspace="0" rspace="0" stretchy="false">‖</mo>"#
      ),
    ])
  func construct(tex: String, markup: String) throws {
    #expect(try row(tex) == markup)
  }

  @Test func leftAndRightMakeDelimitersGrow() throws {
    #expect(
      try row(#"\left( \frac{a}{b} \right."#)
        == #"<mrow><mo stretchy="true" fence="true">(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow>"#)
  }

  @Test func rowsBecomeTables() throws {
    #expect(
      try row(#"\begin{aligned} a &= b \\ c &= d \\ \end{aligned}"#)
        == #"<mrow><mtable displaystyle="true"><mtr><mtd style="text-align:right"><mi>a</mi></mtd>"#
        + #"<mtd style="text-align:left"><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd style="text-align:right"><mi>c</mi></mtd>"#
        + #"<mtd style="text-align:left"><mo>=</mo><mi>d</mi></mtd></mtr></mtable></mrow>"#)
    #expect(
      try row(#"\begin{pmatrix} 1 & 2 \end{pmatrix}"#)
        == #"<mrow><mo stretchy="true" fence="true">(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>"#
        + #"</mtable><mo stretchy="true" fence="true">)</mo></mrow>"#)
  }

  @Test func displayMathematicsIsABlock() throws {
    #expect(try MathML.markup("x", isDisplay: true) == #"<math display="block"><mrow><mi>x</mi></mrow></math>"#)
  }

  @Test(
    arguments: [
      (#"\foo{x}"#, #"the TeX command `\foo` is not known"#), ("{x", "a `{` is not closed"),
      ("x}", "`}` closes nothing"), ("x^", "`^` is not followed by what it applies to"),
      (#"\frac{1}"#, #"`\frac` is not followed by what it applies to"#), (#"\left( x"#, #"a `\left` has no `\right`"#),
      (#"\left x \right)"#, #"`\left` is not followed by a delimiter"#),
      ("x_1_2", "a second `_` at one place: use {…}"),
      (#"\begin{foo}\end{foo}"#, "the TeX environment `foo` is not known"),
      (#"\begin{matrix} 1"#, #"`\begin{matrix}` has no `\end{matrix}`"#), (#"\text{a"#, "a `{` is not closed"),
    ])
  func failure(tex: String, message: String) {
    #expect(throws: MathML.Failure(message)) { try MathML.markup(tex, isDisplay: false) }
  }

  @Test(
    arguments: [
      "{", #"\frac{"#, "x_{", #"\left("#, #"\begin{matrix}"#, #"\hat"#, #"\sqrt"#, #"\frac"#, #"\mathbf"#,
    ])
  func deepNestingIsAFailure(part: String) {
    let tex = String(repeating: part, count: 50_000)
    #expect(throws: MathML.Failure.self) { try MathML.markup(tex, isDisplay: false) }
  }
}
