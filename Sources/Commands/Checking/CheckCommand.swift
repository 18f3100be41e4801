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
    A claim about a formula is decided on other states, drawn from a fixed seed with the same layers and settings: no \
    unit is dead, dropped or saturated in all of them, the targets are of the kind that the loss is for, and what \
    rounding can do is known. So a chance agreement is not called right, and a difference by rounding not wrong. \
    Your own session gives the digits, and a remark if it looks otherwise there. A variable means the \
    expression that it was given.

    A typed number is compared with your session, entry by entry, by the digits that you type: half a unit of the \
    last one.

    The verdict is exact (the same to the last bit), agrees, differs, or cannot say, with the reason. If the sides \
    differ, a script goes on but ends with status 1, and what went wrong is named: a missing ½, a sign, a transpose, a layer off by one, a derivative left out \
    and others, two at once if need be.
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
    if verdict.kind == .differs { context.isRefuted = true }
    return .shown(.verdict(verdict))
  }
}
