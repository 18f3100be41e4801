import Calculus
import CommandKit
import Engine
import Language
import SessionCore
import Views

/// Defines an activation, which layers can then have.
struct ActivationCommand: Command {
  static let name = "activation"
  static let abstract = "an activation of your own: activation swish2(z) = z * sigmoid(1.7 * z)"
  static let discussion = """
    The formula is a function of one pre-activation, entry by entry. network … hidden swish2 and layer 1 activation \
    swish2 take it; its derivative is worked out by rules, and swish2(z), swish2'(z), help swish2, gradcheck, check, \
    train and export know it. activation alone lists yours, undefine swish2 removes one.
    """
  static let topic = Topic.network
  static let parameters: [Parameter] = [
    .operand("definition", .rest, "NAME(z) = formula", required: false, offers: .expression)
  ]
  static let examples = [
    Example(
      "activation swish2(z) = z * sigmoid(1.7 * z)", "swish2'(0)", shows: "with its derivative", gives: 0.5),
    Example(
      "activation swish2(z) = z * sigmoid(1.7 * z)", "network 2 3 1 hidden swish2", shows: "in the hidden layer",
      gives: .lineStarting("network 2-3-1, swish2 then sigmoid")),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard arguments.contains("definition") else { return .shown(list(context.session)) }
    let span = arguments.span("definition")
    // Blanks keep the places of the cell.
    let code = arguments.blanked(before: span.start)
    guard case .definition(let head, let body) = try Statement(CellSource(code), isCommand: { _ in false }) else {
      throw Diagnostic(
        "a definition has a parameter and a formula", at: span, hint: "activation swish2(z) = z * sigmoid(1.7 * z)")
    }
    context.session.activations[head.name] = nil
    try context.define(head, body, code: code)
    try context.session.addActivation(head, body)
    guard let definition = context.session.activations[head.name]?.definition else { return .nothing }
    return .shown(.text(view(of: definition)))
  }

  /// h and h′, one under the other.
  private static func view(of definition: ActivationDefinition) -> StyledText {
    let name = "\(definition.name)(\(definition.argument.name))"
    let derivative = "\(definition.name)′(\(definition.argument.name))"
    return StyledText("\(name) = \(definition.body.mathematics)\n", .code)
      + StyledText("\(derivative) = \(definition.derivative.mathematics)", .code)
  }

  private static func list(_ session: Session) -> View {
    if session.activations.isEmpty {
      return .text("no activations of your own: activation swish2(z) = z * sigmoid(1.7 * z)")
    }
    let rows = session.activations.keys.sorted().compactMap { name in
      session.functions[name].map { [Table.Cell.text($0.head, .name), .text($0.formula, .code)] }
    }
    return .table(Table(columns: ["activation", "formula"], rows: rows))
  }
}
