import CommandKit
import Engine
import Explaining
import Language
import SessionCore

/// A derivative by finite differences, with its error.
struct NumericCommand: Command {
  static let name = "numeric"
  static let abstract =
    "a derivative by finite differences, and its error over the step: numeric dW[2][0, 1], numeric f(2)"
  static let discussion = """
    Shows C(w + h), C(w − h) and their difference quotient at h = 1e-5, then the quotient for h from 1e-1 to 1e-12 with \
    its error: for large h the truncation h² rules, for small h the round-off of C, divided by h. The error is measured \
    against the complex step, which has neither. Ridders' extrapolation gives a value with its own error estimate.

    numeric f(2) differentiates a function by its argument, numeric EXPRESSION by X any expression by X: an entry of a \
    parameter, of X, Y or a quantity as z[1][0, 1], whose pass is run again from there, or a variable. by W[1] gives the \
    derivatives by all entries. Rules are not used; dropout masks stay.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand(
      "entry", .entry, "an entry of a gradient, as dW, or of W, b, z, a or X to differentiate C by; or an expression"),
    .named("by", .entry, "what the expression is differentiated by: an entry, a quantity, a variable"),
    .named("h", .number(.positive), "the step of the two losses that are shown", fallback: "1e-5"),
  ]
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "numeric dW[2][0, 1]",
      shows: "two losses, a quotient and its error", gives: -0.0408122),
    Example(
      "f(x) = x^2 * sin(x)", "x = 2", "numeric f(x) / x by x", shows: "of an expression by a variable", gives: 0.0770038
    ),
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]",
      "numeric mean((a[2] - Y)^2) by W[2]", shows: "by every entry of a matrix", gives: [[-0.0816244, -0.0816244]]),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    if let derivative = try NumericExpression(arguments, in: context) {
      return try derivative.run(arguments, in: context)
    }
    let network = try context.requireNetwork(at: arguments.commandSpan)
    try context.requireBatch(at: arguments.commandSpan)
    try context.requireTarget(at: arguments.commandSpan)
    let entry = try entry(arguments, in: context, network)
    var pass = context
    try pass.bringForwardUpToDate(at: arguments.commandSpan)
    let gradient = NumericGradient(network: network, given: pass.session.trace)
    guard gradient.contains(entry) else {
      throw arguments.failure("C is not differentiated by \(entry.quantity.name)", at: "entry")
    }
    let (view, value) = NumericView.view(
      of: entry, gradient, step: arguments.number("h") ?? 1e-5, analytic: analytic(entry, in: context),
      digits: context.session.digits)
    return .shown(view, value: .number(value))
  }

  /// The entry to differentiate by: that of W[2] for dW[2].
  private static func entry(
    _ arguments: Arguments, in context: Context, _ network: Network<Double>
  ) throws(Diagnostic) -> Entry {
    guard let expression = arguments.expression("entry") else { throw arguments.failure("numeric needs an entry") }
    var evaluator = context.evaluator(arguments.code)
    guard case .index(let base, let subscripts, _) = expression, let quantity = try evaluator.quantity(of: base),
      let shape = quantity.shape(sizes: network.sizes, samples: context.session.samples)
    else {
      throw Diagnostic("numeric takes one entry", at: expression.span, hint: "numeric dW[2][0, 1]; gradcheck takes all")
    }
    try evaluator.checkShapes(in: subscripts)
    let selection = try evaluator.selection(subscripts, of: shape, in: base)
    guard selection.isEntry else {
      throw Diagnostic(
        "numeric takes one entry, not \(selection.shape)", at: expression.span, hint: "numeric dW[2][0, 1]")
    }
    let variable = quantity.differentiated ?? quantity
    guard variable != .target, variable != .loss else {
      throw Diagnostic("C is not differentiated by \(variable.name)", at: expression.span)
    }
    return Entry(
      variable == .activation(0) ? .input : variable, selection.rows[0], selection.columns[0])
  }

  private static func analytic(_ entry: Entry, in context: Context) -> Double? {
    guard let gradient = entry.quantity.gradient else { return nil }
    context.reads.read(gradient)
    return context.session.isStale(gradient) ? nil : context.session[gradient]?[entry.row, entry.column]
  }
}
