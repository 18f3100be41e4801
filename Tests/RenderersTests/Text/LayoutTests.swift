import Testing
import Views

@Suite struct LayoutTests {
  @Test func number() {
    #expect(plain(.number(NumberView(0.298371109, label: "C"))) == "C = 0.298371")
    #expect(plain(.number(NumberView(2))) == "2")
    #expect(
      plain(.number(NumberView(2, label: "C", note: "out of date: W[1] changed")))
        == "C = 2\nout of date: W[1] changed")
  }

  @Test func text() {
    #expect(plain(.text("one\r\ntwo\n")) == "one\ntwo")
    #expect(plain(.text("")) == "")
    #expect(plain(.text("δ[2] × 3"), unicode: false) == "delta[2] x 3")
    #expect(plain(.text("½Σᵢ(aᵢ − yᵢ)²"), unicode: false) == "1/2 sum_i (a_i - y_i)^2")
    #expect(plain(.text("z = Σⱼwᵢⱼaⱼ + −Σ y, ∇C"), unicode: false) == "z = sum_j w_ija_j + -sum y, grad C")
    #expect(plain(.text("a\u{1B}[31mb\tc")) == "a␛[31mb␉c")
    #expect(plain(.text("a\u{1B}[31mb\u{202E}"), unicode: false) == "a^[[31mb<U+202E>")
  }

  @Test func tallViewsInAStackAreSetApart() {
    let matrix = View.matrix(MatrixView(rows: 2, columns: 1, data: [1, 2]))
    #expect(plain(.stack([.text("a"), .text("b"), matrix, .text("c")])) == "a\nb\n\n2×1\n  1\n  2\n\nc")
    #expect(plain(.stack([])) == "")
  }

  @Test func textIsBrokenAtBlanks() {
    let text = StyledText("one two", .name) + StyledText("three four five", .faint)
    let lines = plain(.text(text), width: 20).split(separator: "\n")
    #expect(lines == ["one twothree four", "five"])
    #expect(plain(.text("a  b")) == "a  b")
  }
}
