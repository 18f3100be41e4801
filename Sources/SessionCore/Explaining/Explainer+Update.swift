import Engine
import Views

/// The next step of a parameter, written out.
extension Explainer {
  /// The parts of a rule's formula: the parameter, its gradient and what is remembered of it.
  private struct Symbols {
    var p, g, m, v: Template
  }

  /// How the next update moves a whole parameter.
  public func update(of parameter: Quantity) -> [Line] {
    func template(_ quantity: Quantity?) -> Template {
      let name = quantity?.name ?? "0"
      return Template(.sign(mathematics: name.replacingDelta, code: name))
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
    let optimizer = session.optimizer
    let t = session.optimizerState.steps + 1
    let (p, g) = (symbols.p, symbols.g)
    let m = first(optimizer, symbols)
    let v: Template =
      "\(optimizer.beta2) · \(symbols.v) + (1 − \(optimizer.beta2)) · \(g)²"
    let epsilon: Template =
      "\(NumberFormat(digits: 17).text(optimizer.epsilon), code: "\(optimizer.epsilon)")"
    let eta: Template = "\("η", code: "eta")"
    var lines = [line("gradient", "g", g)]
    let next: Template
    switch optimizer.rule {
    case .sgd: next = "\(p) − \(eta) · \(g)"
    case .momentum:
      lines.append(line("remembered", "m", m))
      next = "\(p) − \(eta) · (\(m))"
    case .nesterov:
      lines.append(line("remembered", "m", m))
      next = "\(p) − \(eta) · (\(g) + \(optimizer.beta1) · (\(m)))"
    case .rmsprop:
      lines.append(line("remembered", "v", v))
      next = "\(p) − \(eta) · \(g) / (√(\(v)) + \(epsilon))"
    case .adam, .adamw:
      let mHat: Template = "(\(m)) / (1 − \(optimizer.beta1)^\(t))"
      let vHat: Template = "(\(v)) / (1 − \(optimizer.beta2)^\(t))"
      lines += [
        line("remembered", "m", m), line("remembered", "v", v), line("m begins at 0", "m̂", mHat),
        line("v begins at 0", "v̂", vHat),
      ]
      let kept: Template = decays ? "(1 − \(eta) · \(optimizer.decay)) · \(p)" : p
      next = "\(kept) − \(eta) · (\(mHat)) / (√(\(vHat)) + \(epsilon))"
    }
    let rule = Line(caption: "formula", formula: optimizer.rule.formula, expression: next.code)
    let decay = decays ? "−η λ p " : ""
    let step = Line(
      caption: "step", formula: decay + optimizer.rule.change, expression: "\(next.code) - \(p.code)")
    return [rule] + lines + [step]
  }

  private func first(_ optimizer: Optimizer, _ symbols: Symbols) -> Template {
    switch optimizer.rule {
    case .adam, .adamw: "\(optimizer.beta1) · \(symbols.m) + (1 − \(optimizer.beta1)) · \(symbols.g)"
    default: "\(optimizer.beta1) · \(symbols.m) + \(symbols.g)"
    }
  }

  /// A part of the formula, with its numbers where it is one of entries.
  private func line(_ caption: String, _ symbol: String, _ template: Template) -> Line {
    let numbers = template.entries.isEmpty || template.pieces.count == 1 ? "" : " = \(template.numbers(in: session))"
    return Line(
      caption: caption, formula: "\(symbol) = \(template.mathematics)\(numbers)", expression: template.code)
  }
}

extension Optimizer.Rule {
  /// What is added to a parameter.
  fileprivate var change: String {
    switch self {
    case .sgd: "−η g"
    case .momentum: "−η m"
    case .nesterov: "−η (g + β₁ m)"
    case .rmsprop: "−η g/(√v + ε)"
    case .adam, .adamw: "−η m̂/(√v̂ + ε)"
    }
  }
}
