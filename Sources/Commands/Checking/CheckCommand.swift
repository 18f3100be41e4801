import CommandKit
import Engine
import Language
import Judging
import SessionCore
import Views

struct CheckCommand: Command {
  static let name = "check"
  static let abstract = "is it right? check FORMULA == delta[2], check dW[1][0,0] = 0.0123"
  static let discussion = """
    Compares both sides in the session and, for formulas, in other states drawn from a fixed seed, so that a \
    chance agreement is not called right. A typed number counts to the digits that you type.

    The verdict is exact (the same to the last bit), agrees (to 9 digits or more, measured at the largest entry), \
    differs, or cannot say. If the sides differ, the mistake is named: a missing ½, a sign, a transpose, a layer \
    off by one, a derivative left out and others.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [.operand("claim", .rest, "two sides with == between them", offers: .expression)]
  static let examples = [
    Example(
      "network 2 3 1", "seed 1", "init xavier", "input [[1, 2]]", "target [[1]]", "backward",
      "check (a[2] - Y) * sigmoid'(z[2]) == delta[2]", "check (Y - a[2]) * sigmoid'(z[2]) == delta[2]",
      shows: "a right formula, and one with the wrong sign",
      gives: .verdict(.differs, correction: "delta[2] = (a[2] - Y) / B * sigmoid'(z[2])"))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let claim = try Claim(arguments.code, from: arguments.span("claim").start)
    let own = context.session
    for quantity in own.network?.backwardOrder ?? [] { context.reads.read(.formula(quantity)) }
    // The user's formulas do not decide what is right.
    let builtIn = own.definitions.isEmpty ? nil : ComparisonStates.completed(own)
    let judge = Judge(session: builtIn ?? own, outputs: context.outputs, claim: claim, reads: context.reads)
    var verdict = try judge.verdict()
    if builtIn != nil {
      let note = Verdict.Finding.remark("compared with the built-in pass, not with your definitions")
      verdict.findings = (verdict.findings ?? []) + [note]
    }
    return .shown(.verdict(verdict))
  }
}
