import Testing

@testable import Notebook

struct MathTextTests {
  @Test(
    arguments: [
      (#"\frac{\partial C}{\partial W_{ij}}"#, "∂C/∂Wᵢⱼ"),
      (#"\delta^{(l)} = (W^{(l+1)})^T \delta^{(l+1)} \odot h'(z^{(l)})"#, "δ⁽ˡ⁾ = (W⁽ˡ⁺¹⁾)ᵀδ⁽ˡ⁺¹⁾ ⊙ h′(z⁽ˡ⁾)"),
      (#"C = \frac{1}{2} \sum_i (a_i - y_i)^2"#, "C = ½∑ᵢ(aᵢ − yᵢ)²"), (#"\tfrac14x + \frac3{7}"#, "¼x + 3/7"),
      (#"\frac{a + b}{c}"#, "(a + b)/c"),
      (#"\frac{(a + b)}{c \cdot d}"#, "(a + b)/(c · d)"),
      (#"W \leftarrow W - \eta\, dW"#, "W ← W − η dW"),
      (#"a^{[l]}_j"#, "a^[l]ⱼ"), (#"x_L"#, "x_L"), (#"w_{i,q}"#, "w_(i,q)"), (#"10^{-7}"#, "10⁻⁷"),
      (#"\sigma(z) = \frac{1}{1 + e^{-z}}"#, "σ(z) = 1/(1 + e⁻ᶻ)"),
      (#"-x = -(-1)"#, "−x = −(−1)"), (#"\sqrt{2/n}"#, "√(2/n)"), (#"\hat y"#, "y\u{302}"),
      (#"\text{if } z > 0"#, "if z > 0"), (#"\mathbb{R}^{n \times m}"#, "ℝ^(n×m)"),
      (#"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#, "[[1, 2], [3, 4]]"),
      (#"\begin{aligned} a &= b \\ c &= d \end{aligned}"#, "a = b\nc = d"),
      (#"\left( x \right)"#, "(x)"), (#"\unknown{x}"#, #"\unknownx"#),
      (#"2\max(0,z) + \log a\log b"#, "2 max(0, z) + log a log b"), ("", ""),
      (#"\frac{1}"#, "1/"), ("{x", "x"), ("x}", "x}"), ("^", ""), (#"\"#, #"\"#),
    ])
  func unicode(tex: String, text: String) {
    #expect(MathText.unicode(tex) == text)
  }

  @Test func deepGroupsAreAccepted() {
    let deep = String(repeating: "{", count: 100_000)
    #expect(MathText.unicode(deep).isEmpty == false)
    #expect(MathText.unicode(String(repeating: #"\frac{"#, count: 10_000)).isEmpty == false)
  }

  @Test(arguments: [#"\bm"#, #"\text"#, #"\hat"#, #"\sqrt"#])
  func deepCommandsAreNoTrouble(command: String) {
    let text = MathText.unicode(String(repeating: command, count: 100_000) + "{x}")
    #expect(text.unicodeScalars.contains("x"))
  }
}
