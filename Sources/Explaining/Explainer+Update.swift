import Calculus
import Engine
import SessionCore
import Views

/// The next step of a parameter, written out.
extension Explainer {
  /// The parts of a rule's formula: the parameter, its gradient and what is remembered of it.
  private struct Symbols {
    var p, g, m, v: Template
  }

  /// How the next update moves a parameter.
  public func update(of parameter: Quantity) -> [Line] {
    func template(_ quantity: Quantity?) -> Template {
      let name = quantity?.name ?? "0"
      return Template(mathematics: name.replacingDelta, code: name)
    }
    return update(
      Symbols(
        p: template(parameter), g: template(parameter.gradient), m: template(parameter.moment(.first)),
        v: template(parameter.moment(.second))), decays: decays(parameter))
  }

  /// How the next update moves an entry of a parameter.
  public func update(of entry: Entry) -> [Line] {
    func template(_ quantity: Quantity?) -> Template { Entry(quantity ?? .loss, entry.row, entry.column).template }
    return update(
      Symbols(
        p: entry.template, g: template(entry.quantity.gradient), m: template(entry.quantity.moment(.first)),
        v: template(entry.quantity.moment(.second))), decays: decays(entry.quantity))
  }

  private func decays(_ parameter: Quantity) -> Bool {
    if case .weights = parameter { session.optimizer.decay > 0 } else { false }
  }

  private func update(_ symbols: Symbols, decays: Bool) -> [Line] {
    let (optimizer, rule) = (session.optimizer, session.optimizer.rule.definition)
    let constants = optimizer.rule.constants.map { (Symbol($0.rawValue), Term.number(optimizer[$0])) }
    let step = Term.number(Double(session.optimizerState.steps + 1))
    let numbers = Dictionary(constants + [(OptimizerDefinition.t, step)]) { first, _ in first }
    func template(_ term: Term) -> Template {
      Template(
        term.substituting(numbers),
        named: [
          OptimizerDefinition.p: symbols.p, OptimizerDefinition.g: symbols.g, OptimizerDefinition.m: symbols.m,
          OptimizerDefinition.v: symbols.v,
        ])
    }
    let updates = rule.unrolled(decays: decays)
    let lines = updates.dropLast().map { line($0.caption, $0.name, template($0.value)) }
    let next = template(updates.last?.value ?? .symbol(OptimizerDefinition.p))
    let whole = Line(caption: "formula", formula: rule.formula, expression: next.code)
    let change = Line(
      caption: "step", formula: rule.changeFormula(decays: decays), expression: "\(next.code) - \(symbols.p.code)")
    return [whole, line("gradient", "g", symbols.g)] + lines + [change]
  }

  /// A part of the formula, with its numbers if it is about entries.
  private func line(_ caption: String, _ symbol: String, _ template: Template) -> Line {
    let numbers = template.entries.isEmpty || template.pieces.count == 1 ? "" : " = \(template.numbers(in: session))"
    return Line(
      caption: caption, formula: "\(symbol) = \(template.mathematics)\(numbers)", expression: template.code)
  }
}

extension OptimizerDefinition.Update {
  /// What it is on the way to the next p.
  fileprivate var caption: String {
    switch symbol {
    case OptimizerDefinition.mhat: "m starts at 0"
    case OptimizerDefinition.vhat: "v starts at 0"
    default: "remembered"
    }
  }
}
