import Language
import ShellFixtures
import Testing

struct DiagnosticLineTests {
  private func line(_ hint: String, _ source: String = "train lr 0.1", at span: SourceSpan = SourceSpan(6, 8))
    -> String?
  {
    Diagnostic("wrong", at: span, hint: hint).suggestedLine(in: source)
  }

  @Test func aNameReplacesWhatIsWrong() {
    #expect(line("did you mean rate?") == "train rate 0.1")
    #expect(line("did you mean rate? it is one of rate, batch") == "train rate 0.1")
  }

  @Test func aLineIsTakenAsItIs() {
    #expect(line("write train rate 0.1") == "train rate 0.1")
    #expect(line("write x @ y; * multiplies entry by entry") == "x @ y")
    #expect(line("write batch 0:64, or batch 8") == "batch 0:64")
    #expect(line("write its argument: relu(z[1])") == "relu(z[1])")
  }

  @Test func whatIsLeftToFillInIsNotALine() {
    for hint in ["write f(x) = …", "write save FILE.md", "write data PATH", "help lists the commands", "axis 0 or 1"] {
      #expect(line(hint) == nil, "\(hint)")
    }
    #expect(Diagnostic("wrong", at: SourceSpan(0, 1)).suggestedLine(in: "x") == nil)
  }
}
