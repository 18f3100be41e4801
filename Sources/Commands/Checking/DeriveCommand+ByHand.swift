import CommandKit
import Engine
import Explaining
import Language
import SessionCore
import Views

/// Derivations that the user writes.
extension DeriveCommand {
  /// The result of `derive … by hand`, `derive hint`, `derive skip` and `derive stop`; `nil` for other derivations.
  static func byHand(
    _ what: Expression, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> CommandResult? {
    let variables = arguments.expressions("by")
    if variables.contains(where: { isWord($0, "hand") }) {
      return try start(what, by: variables.first { !isWord($0, "hand") }, arguments, in: &context)
    }
    guard variables.isEmpty, case .name(let word, let span) = what, context.session.variables[word] == nil else {
      return nil
    }
    switch word {
    case "hint": return try context.hintForDerivation(at: span)
    case "skip": return try context.skipInDerivation(at: span)
    case "stop":
      _ = try context.openDerivation(at: span)
      context.keep(nil)
      return .nothing
    default: return nil
    }
  }

  private static func isWord(_ expression: Expression, _ word: String) -> Bool {
    if case .name(word, _) = expression { true } else { false }
  }

  private static func start(
    _ what: Expression, by variable: Expression?, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> CommandResult {
    let derivation: HandDerivation
    if let variable {
      derivation = try FormulaDerivation(what, by: variable, in: context.session).byHand
    } else if case .call(let call) = what, call.order > 0 || call.partial != nil {
      derivation = try FormulaDerivation(call, in: context.session).byHand
    } else {
      derivation = try gradientByHand(what, arguments, in: context)
    }
    context.keep(derivation)
    let advice = "type the next line, as = …; hint and skip help, derive stop ends it"
    return .shown(.stack([.derivation(derivation.view), .text(StyledText(advice, .faint))]))
  }

  private static func gradientByHand(
    _ what: Expression, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> HandDerivation {
    let gradient = try gradientNamed(what, arguments, in: context).gradient
    guard let derivation = context.session.handDerivation(of: gradient) else {
      throw context.evaluator(arguments.code).noNetwork(at: what.span)
    }
    return derivation
  }
}
