import CommandKit
import Commands
import SessionCore
import Testing

@testable import Notebook

struct CodeMarkupTests {
  @Test(arguments: [
    ("", ""), ("a < b", "a &lt; b"), ("1e-7", "<span class=\"number\">1e-7</span>"),
    ("x1 - .5", "x1 - <span class=\"number\">.5</span>"),
    ("loss # done", "<span class=\"command\">loss</span> <span class=\"comment\"># done</span>"),
    ("loss = x", "loss = x"), ("sum(loss)", "sum(loss)"),
    ("data \"a#b\" x", "<span class=\"command\">data</span> <span class=\"text\">&quot;a#b&quot;</span> x"),
    ("\"a\nb", "<span class=\"text\">&quot;a</span>\nb"), ("a\t< b", "a\t&lt; b"),
    ("[1,\n δ]", "[<span class=\"number\">1</span>,\n δ]"),
  ])
  func html(source: String, markup: String) {
    #expect(CodeMarkup.html(source, commands: Set(CommandSet.standard.names)) == markup)
  }
}
