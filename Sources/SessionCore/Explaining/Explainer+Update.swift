import Engine
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
    let (optimizer, facts) = (session.optimizer, session.optimizer.rule.facts)
    let eta: Template = "\("η", code: "eta")"
    var names: [String: Template] = [
      "p": symbols.p, "g": symbols.g, "m": symbols.m, "v": symbols.v, "η": eta, "β₁": "\(optimizer.beta1)",
      "β₂": "\(optimizer.beta2)", "t": "\(session.optimizerState.steps + 1)",
      "ε": "\(NumberFormat(digits: 17).text(optimizer.epsilon), code: "\(optimizer.epsilon)")",
      "kept": decays ? "(1 − \(eta) · \(optimizer.decay)) · \(symbols.p)" : symbols.p,
    ]
    var lines = [line("gradient", "g", symbols.g)]
    for step in facts.steps {
      let formula = Template(pattern: step.formula, names)
      // A moment before the step keeps its name.
      names[names[step.symbol] == nil ? step.symbol : step.symbol + "′"] = formula
      lines.append(line(step.caption, step.symbol, formula))
    }
    let next = Template(pattern: facts.next, names)
    let rule = Line(caption: "formula", formula: facts.formula, expression: next.code)
    let step = Line(
      caption: "step", formula: (decays ? "−η λ p " : "") + facts.change, expression: "\(next.code) - \(symbols.p.code)"
    )
    return [rule] + lines + [step]
  }

  /// A part of the formula, with its numbers if it is about entries.
  private func line(_ caption: String, _ symbol: String, _ template: Template) -> Line {
    let numbers = template.entries.isEmpty || template.pieces.count == 1 ? "" : " = \(template.numbers(in: session))"
    return Line(
      caption: caption, formula: "\(symbol) = \(template.mathematics)\(numbers)", expression: template.code)
  }
}
