import Renderers
import Testing

@testable import chainrule

/// The conventions for colour, the stronger before the weaker.
struct ColourChoiceTests {
  static let cases: [([String: String], isTerminal: Bool, ColourDepth)] = [
    ([:], true, .ansi16), ([:], false, .none), (["NO_COLOR": "1"], true, .none),
    (["CLICOLOR": "0"], true, .none), (["CLICOLOR": "1"], true, .ansi16), (["CLICOLOR": "1"], false, .none),
    (["CLICOLOR_FORCE": "1"], false, .ansi16), (["FORCE_COLOR": "1"], false, .ansi16),
    (["CLICOLOR_FORCE": "0"], false, .none), (["CLICOLOR_FORCE": "1", "CLICOLOR": "0"], false, .ansi16),
    (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, .none),
    (["CLICOLOR_FORCE": "1", "TERM": "dumb"], false, .ansi16),
    (["TERM": "dumb"], true, .none), (["TERM": "xterm-256color"], true, .ansi256),
    (["TERM": "xterm-256color", "COLORTERM": "truecolor"], true, .trueColour),
    (["COLORTERM": "24bit", "CLICOLOR_FORCE": "1"], false, .trueColour),
  ]

  @Test(arguments: cases)
  func theEnvironment(_ variables: [String: String], isTerminal: Bool, depth: ColourDepth) {
    let variables = ["TERM": "xterm"].merging(variables) { $1 }
    #expect(ColourChoice.auto.depth(isTerminal: isTerminal) { variables[$0] } == depth)
  }

  @Test func theCommandLineOverridesTheEnvironment() {
    #expect(ColourChoice.never.depth(isTerminal: true) { ["CLICOLOR_FORCE": "1", "TERM": "xterm"][$0] } == .none)
    #expect(ColourChoice.always.depth(isTerminal: false) { ["NO_COLOR": "1", "TERM": "xterm"][$0] } == .ansi16)
    #expect(ColourChoice.auto.depth(isTerminal: true) { _ in nil } == .none)
  }
}
