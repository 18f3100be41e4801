import CommandKit
import Engine
import Language

struct GradcheckCommand: Command {
  static let name = "gradcheck"
  static let abstract = "compare every gradient with a numeric one, tensor by tensor"
  static let discussion = """
    Central differences (C(w + h) − C(w − h)) / 2h with h = 5e-6 by default. richardson extrapolates two of them; \
    complex takes Im C(w + ih) / h on the same forward code, which cancels nothing. error is ‖n − a‖ / (‖n‖ + \
    ‖a‖).

    If a step crosses a kink of ReLU, or of an L1 penalty, the entry is taken again with another step and counted. \
    If nothing can be said, the verdict is cannot say: a tensor that is 0 on both sides proves nothing, nor does one \
    whose terms cancel but for rounding. Dropout masks stay as they are.

    Your own formulas are also tried on drawn passes, with other weights, inputs, targets and masks. One that is \
    right here by luck is found there, and the step named whose formula is wrong.

    `break dW[2]` plants a bug to show that the check finds it. `entries 200` checks some entries of each tensor, in \
    less time; Ctrl-C stops a check.
    """
  static let topic = Topic.check
  static let shorterForm: String? = "gradcheck entries 200"
  private static let methods: [(choice: Parameter.Choice, method: NumericMethod)] = [
    (.init("central", "central differences, h = 5e-6"), .central),
    (.init("richardson", "two central differences extrapolated"), .richardson),
    (.init("complex", "complex step, h = 1e-20"), .complexStep),
  ]
  private static let bugs: [(choice: Parameter.Choice, bug: PlantedBug)] = [
    (.init("double", "every entry times 2"), .factor(2)), (.init("sign", "every entry negated"), .factor(-1)),
    (.init("transposed", "read column by column"), .transposed), (.init("row", "one row set to 0"), .zeroedRow),
    (.init("entry", "the largest entry times 1.5"), .oneEntry),
  ]
  static let parameters: [Parameter] = [
    .named("method", .choice(methods.map(\.choice)), "numeric gradient", fallback: "central"),
    .named("input", .flag, "check ∂C/∂X as well, as da[0]"),
    .named("entries", .integer(1...Int.max), "entries of each tensor, evenly spread", fallback: "all"),
    .named("break", .entry, "plant a bug in this gradient"),
    .named("bug", .choice(bugs.map(\.choice)), "which bug", fallback: "double")
      .only(with: "break", "belongs to break: gradcheck break dW[1]") { $0 != nil },
  ]
  static let examples = [
    Example(
      "network 2 3 1 hidden tanh", "seed 1", "init xavier", "input [[1, 2]]", "target [[1]]", "gradcheck",
      shows: "all tensors agree", gives: .column("verdict", ["agrees", "agrees", "agrees", "agrees"])),
    Example(
      "network 2 3 1 hidden tanh", "seed 1", "init xavier", "input [[1, 2]]", "target [[1]]", "gradcheck break dW[2]",
      shows: "a planted bug is found", gives: .column("verdict", ["agrees", "agrees", "disagrees", "agrees"])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    try context.requireBatch(at: arguments.commandSpan)
    try context.requireTarget(at: arguments.commandSpan)
    var check = GradientCheck(
      method: methods.first { $0.choice.word == arguments.word("method") }?.method ?? .central,
      includesInput: arguments.contains("input"),
      entriesPerTensor: arguments.integer("entries"))
    // A fresh pass with the user's formulas and the session's masks.
    var copy = context
    try copy.bringForwardUpToDate(anew: true, at: arguments.commandSpan)
    try copy.runBackward(at: arguments.commandSpan)
    let pass = copy.session.trace
    var gradients = pass.values.filter(\.key.isGradient)
    gradients[.activationGradient(0)] = try? network.value(of: .activationGradient(0), from: pass)
    let planted = try plant(arguments, in: context, network, &gradients)
    let formulas = OwnFormulaReport(context.session, planted: planted)
    check.others = formulas?.unused ?? []
    let report = check.report(on: gradients, of: network, given: pass)
    let faults =
      report.verdict == .disagrees && planted == nil
      ? check.faults(in: gradients, of: network, given: pass) : []
    guard let formulas else {
      return .shown(
        .table(GradientReportView.table(of: report, faults: faults, session: context.session, planted: planted)))
    }
    let joined = formulas.joined(with: report, faults)
    return .shown(
      .table(
        GradientReportView.table(
          of: joined.report, faults: joined.faults, session: context.session, planted: planted, drawn: joined.drawn,
          notes: joined.notes)))
  }

  private static func plant(
    _ arguments: Arguments, in context: Context, _ network: Network<Double>,
    _ gradients: inout [Quantity: Matrix<Double>]
  ) throws(Diagnostic) -> Quantity? {
    guard let expression = arguments.expression("break") else { return nil }
    var evaluator = context.evaluator(arguments.code)
    guard let quantity = try evaluator.quantity(of: expression),
      GradientCheck().quantities(of: network).contains(quantity), let value = gradients[quantity]
    else {
      throw Diagnostic("a bug is planted in dW[l] or db[l]", at: expression.span, hint: "gradcheck break dW[1]")
    }
    let bug = bugs.first { $0.choice.word == arguments.word("bug") }?.bug ?? .factor(2)
    guard let broken = bug.planted(in: value) else {
      throw Diagnostic("this bug changes nothing in \(quantity.name)", at: expression.span)
    }
    gradients[quantity] = broken
    return quantity
  }
}
