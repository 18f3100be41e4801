import CommandKit
import Engine
import Language
import Judging
import SessionCore
import Views

/// Puts the user's formula into the backward pass or the update.
struct DefineCommand: Command {
  static let name = "define"
  static let abstract =
    "your own formula for a step of the backward pass or the update: define dW[2] = delta[2].T @ a[1]"
  static let discussion = """
    backward, step, gradcheck and train then run your derivation, and gradcheck says which of your formulas is \
    wrong. With one for da[L] the backward pass goes through it, also if delta[L] is a[L] − Y otherwise. define alone lists your formulas, undefine returns to the built-in ones.

    A formula for W[l], b[l] or what the optimiser remembers, mW[l] or vW[l], is what update, step and train then \
    do with it. One for mW[l] sees the old mW[l], one for W[l] sees the new mW[l]; t is the number of the step, from 1. \
    A formula is tried when it is defined, on a drawn batch if there is none.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand(
      "formula", .rest, "a gradient, as da[l], delta[l], dW[l] or db[l], or a parameter, = expression", required: false,
      offers: .expression)
  ]
  static let examples = [
    Example(
      "network 2 3 1", "seed 1", "init xavier", "input [[1, 2]]", "target [[1]]",
      "define dW[2] = 2 * delta[2].T @ a[1]", "gradcheck", shows: "dW[2] is found to be twice the gradient",
      gives: .column("verdict", ["agrees", "agrees", "disagrees", "agrees"])),
    Example(
      "network 2 1", "input [[1, 2]]", "target [[1]]", "optimizer momentum", "define mW[1] = 0.5 * mW[1] + dW[1]",
      "define W[1] = W[1] - eta * mW[1]", "backward", "update", "update", "mW[1]",
      shows: "your own momentum: one and a half gradients", gives: [[-0.1875, -0.375]]),
    Example(
      "network 2 1", "input [[1, 2]]", "target [[1]]", "define W[1] = W[1] - eta / sqrt(t) * dW[1]", "backward",
      "update", "update", "W[1]", shows: "a rate that falls with the number of the step",
      gives: [[0.0213388, 0.0426777]]),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard arguments.contains("formula") else { return .shown(list(context.session)) }
    _ = try context.requireLayers(at: arguments.commandSpan)
    var parser = ExpressionParser(arguments.code, from: arguments.span("formula").start)
    let target = try parser.expression()
    guard parser.skip(.assign) else {
      throw Diagnostic("a definition has a formula", at: target.span, hint: "define dW[2] = delta[2].T @ a[1]")
    }
    let start = parser.next.span.start
    let expression = try parser.expression()
    try parser.expectEnd()
    let text = String(decoding: Array(arguments.code.utf8)[start..<parser.end], as: UTF8.self)
    var evaluator = context.evaluator(arguments.code)
    guard let quantity = try evaluator.quantity(of: target), quantity.isGradient || quantity.isUpdated,
      quantity.layer != 0
    else {
      throw Diagnostic(
        "only steps of the backward pass and of the update can be defined", at: target.span,
        hint: "da[l], delta[l], dW[l], db[l], those of batch normalisation, and W[l], b[l], mW[l], …")
    }
    if quantity.isGradient, evaluator.text(expression).split(separator: " ").joined().contains(quantity.name) {
      throw Diagnostic(
        "\(quantity.name) cannot be defined by itself", at: expression.span,
        hint: "it is made of the steps before it: help step")
    }
    let definition = Definition(expression: expression, source: arguments.code, text: text)
    context.session.definitions[quantity] = definition
    context.session.trace[quantity] = nil
    try tryOut(quantity, definition, arguments, in: context.session)
    return .shown(.text(StyledText("\(quantity.name) = \(definition.text)", .code)))
  }

  /// Refuses a formula that cannot be computed when its turn comes, or has another shape than its quantity.
  private static func tryOut(
    _ quantity: Quantity, _ definition: Definition, _ arguments: Arguments, in session: Session
  ) throws(Diagnostic) {
    guard var trial = ComparisonStates.trial(of: session), let network = trial.network else { return }
    for step in network.backwardOrder.drop(while: { $0 != quantity }) { trial.trace[step] = nil }
    var evaluator = Evaluator(session: trial, source: definition.source, step: trial.nextStep(of: quantity))
    do throws(Diagnostic) {
      _ = try evaluator.evaluate(definition.expression)
    } catch {
      // What is missing comes later in the pass: no command can compute it before.
      throw session[.input] == nil ? Diagnostic(error.message, at: error.span) : error
    }
    _ = try trial.value(of: quantity, by: definition, at: arguments.span("formula"))
  }

  private static func list(_ session: Session) -> View {
    if session.definitions.isEmpty { return .text("no formulas of your own: the built-in ones are used") }
    let rows = session.definitions.sorted { $0.key.name < $1.key.name }.map { quantity, definition in
      [Table.Cell.text(quantity.name, .name), .text(definition.text, .code)]
    }
    return .table(Table(columns: ["quantity", "your formula"], rows: rows))
  }
}
