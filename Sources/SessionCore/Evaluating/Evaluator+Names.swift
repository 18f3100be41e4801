import Engine
import Language

extension Evaluator {
  /// The quantity that an expression names: `W[1]`, `X`, `C`; `nil` if it is something else.
  public mutating func quantity(of expression: Expression) throws(Diagnostic) -> Quantity? {
    switch expression {
    case .name(let name, _): return parameter(name) == nil ? Names.single(name, in: session) : nil
    case .index(.name(let typed, let nameSpan), let subscripts, let span):
      if parameter(typed) != nil { return nil }
      let name = Names.unabbreviated(typed, in: session)
      guard let family = Names.family(name, in: session) else { return nil }
      guard let network = session.network else { throw noNetwork(at: nameSpan) }
      guard subscripts.count == 1, case .at(let index) = subscripts[0] else {
        throw Diagnostic("\(name) takes one layer", at: span, hint: Self.layerHint(name, subscripts))
      }
      let quantity = family.quantity(try layer(index, of: family, in: network))
      if !session.has(quantity) { throw missingPart(quantity, at: span) }
      return quantity
    default: return nil
    }
  }

  /// `W[1][0, 2]` for `W[1, 0, 2]`.
  private static func layerHint(_ name: String, _ subscripts: [Expression.Subscript]) -> String {
    if subscripts.count == 3, case .at(.number(let layer, _)) = subscripts[0] {
      let entry = subscripts.dropFirst().map(\.code).joined(separator: ", ")
      return "write \(name)[\(layer.formatted)][\(entry)]"
    }
    return "an entry of layer 1 is \(name)[1][0, 0], a row \(name)[1][0, :]"
  }

  private mutating func layer(
    _ index: Expression, of family: Quantity.Family, in network: Network<Double>
  ) throws(Diagnostic) -> Int {
    let number = try plainNumber(index)
    guard let typed = Int(exactly: number) else {
      throw Diagnostic("a layer is a whole number, not \(number.formatted)", at: index.span)
    }
    let layer = typed < 0 ? network.depth + 1 + typed : typed
    let (name, first) = (family.symbol, family.firstLayer)
    guard (first...network.depth).contains(layer) else {
      let hint =
        layer == 0
        ? "the first is \(name)[1]: layer 0 is the input"
        : "the network has layers \(first) to \(network.depth): the last is \(name)[\(network.depth)]"
      throw Diagnostic("there is no \(name)[\(typed)]", at: index.span, hint: hint)
    }
    return layer
  }

  /// How to get a part that a layer does not have.
  private func missingPart(_ quantity: Quantity, at span: SourceSpan) -> Diagnostic {
    let (part, command) = quantity.isDrawn ? ("dropout", "dropout 0.5") : ("batch normalisation", "batchnorm")
    let l = quantity.layer ?? 1
    if l == session.network?.depth {
      return Diagnostic("there is no \(quantity.name): the output layer has no \(part)", at: span)
    }
    return Diagnostic(
      "there is no \(quantity.name): layer \(l) has no \(part)", at: span, hint: "layer \(l) \(command)")
  }

  /// How to get a moment that the optimiser does not keep; `nil` for anything else.
  private func notRemembered(_ quantity: Quantity, at span: SourceSpan) -> Diagnostic? {
    let rule = session.optimizer.rule
    guard case .moment(let moment, _, _) = quantity, !rule.moments.contains(moment) else { return nil }
    // The first rule that keeps this moment alone, and the first that keeps others as well.
    let rules = Optimizer.Rule.allCases.filter { $0.moments.contains(moment) }
    let first = [rules.first { $0.moments.count == 1 }, rules.first { $0.moments.count > 1 }].compactMap(\.?.rawValue)
    return Diagnostic(
      "there is no \(quantity.symbol): \(rule.rawValue) remembers no \(moment.rawValue)", at: span,
      hint: "optimizer \(first.joined(separator: " or ")) has it")
  }

  public func noNetwork(at span: SourceSpan) -> Diagnostic {
    Diagnostic("there is no network yet", at: span, hint: "network 2 3 1 builds one")
  }

  /// How to get a quantity that has no value.
  public func missing(_ quantity: Quantity, at span: SourceSpan) -> Diagnostic {
    switch quantity {
    case .input, .activation(0): return Diagnostic("there is no batch yet", at: span, hint: sampleHint("input"))
    case .target: return Diagnostic("there is no target yet", at: span, hint: sampleHint("target"))
    default:
      guard let network = session.network else { return noNetwork(at: span) }
      if !network.operationOrder.contains(quantity), quantity != .activationGradient(0) {
        return Diagnostic("there is no \(quantity.name) in evaluation mode", at: span, hint: "set mode training")
      }
      let command = quantity.isGradient ? "backward" : "forward"
      let needs = missingPart(of: network, needsTarget: quantity.isGradient)
      return Diagnostic(
        "\(quantity.name) has not been computed yet", at: span,
        hint: needs.map(sampleHint) ?? "\(command) computes it, or step, one at a time")
    }
  }

  /// What a pass needs, X or Y: it is missing or does not fit the network.
  private func missingPart(of network: Network<Double>, needsTarget: Bool) -> String? {
    if session[.input]?.columns != network.sizes[0] { return "input" }
    return needsTarget && session[.target]?.columns != network.sizes[network.depth] ? "target" : nil
  }

  /// A batch that fits the network: samples of the data set, or numbers.
  private func sampleHint(_ command: String) -> String {
    let others = "or data digits and batch 0:8"
    if let dataset = session.dataset {
      return "batch 0:\(min(8, dataset.training.count)) takes samples of \(dataset.name)"
    }
    guard let network = session.network else {
      return "\(command) \(command == "input" ? "[[0.05, 0.10]]" : "[[0.01, 0.99]]"), \(others)"
    }
    let width = command == "input" ? network.sizes[0] : network.sizes[network.depth]
    let rows = command == "input" ? 1 : max(session.samples, 1)
    if rows == 1, width == 2 {
      return "\(command) \(command == "input" ? "[[0.05, 0.10]]" : "[[0.01, 0.99]]"), \(others)"
    }
    return "\(command) ones(\(rows), \(width))" + (command == "target" && width > 1 ? " / \(width)" : "") + " makes one"
  }

  /// - Parameter isIndexed: whether an index follows, so that a family needs no layer.
  func unknown(_ name: String, at span: SourceSpan, isIndexed: Bool = false) -> Diagnostic {
    if name == "B" { return missing(.input, at: span) }
    if name == "L" { return noNetwork(at: span) }
    if Names.single(name) == .smoothedTarget {
      return Diagnostic(
        "labels are not smoothed", at: span,
        hint: session.objective.loss.isEntropy ? "set label-smoothing 0.1" : "label smoothing is for cross-entropy")
    }
    if let family = Names.family(name) {
      if Names.family(name, in: session) == nil {
        if session.network == nil { return noNetwork(at: span) }
        if let missing = notRemembered(family.quantity(1), at: span) { return missing }
        return Diagnostic(
          "no layer has a \(name)", at: span, hint: name == "mask" ? "layer 1 dropout 0.5" : "layer 1 batchnorm")
      }
      return Diagnostic("\(name) needs a layer", at: span, hint: "write \(name)[1], \(name)[2], …")
    }
    if Function.all[name] != nil {
      return Diagnostic("\(name) is a function", at: span, hint: "write its argument: \(name)(z[1])")
    }
    if let function = session.functions[name] {
      return Diagnostic(
        "\(name) is a function", at: span, hint: "write its argument: \(function.head); \(name)? shows it")
    }
    if let meant = meant(name, at: span) { return meant }
    if let partial = partialDerivative(name, at: span) { return partial }
    let known =
      Array(session.variables.keys) + Array(session.functions.keys) + Names.singles.map(\.symbol)
      + Names.families.map(\.symbol)
      + Names.constants.map(\.name) + outputs.otherNames
    let near = name.count == 1 ? nil : Suggestions.nearest(to: name, among: known)
    if Quantity.Moment(rawValue: name) != nil {
      let samples = name == "m" ? "B is the number of samples; " : ""
      return Diagnostic(
        "unknown name \(name)", at: span, hint: "\(samples)\(name)[1] is what an optimiser remembers: optimizer adam")
    }
    if name.lowercased() == "n", session.samples > 0 {
      return Diagnostic(
        "unknown name \(name)", at: span, hint: "B is the number of samples; \(name) = … makes a variable")
    }
    return Diagnostic(
      "unknown name \(name)", at: span,
      hint: near.map { "did you mean \($0)\(isIndexed || Names.family($0, in: session) == nil ? "" : "[1]")?" }
        ?? "assign it first: \(name) = …; help lists the commands")
  }
}

extension Evaluator {
  /// A warning about the stale quantities and results that were read.
  public var staleNote: String? {
    let notes = [quantityNote, outputNote].compactMap { $0 }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  private var outputNote: String? {
    guard let (cell, cause) = staleOutputs.min(by: { $0.key < $1.key }) else { return nil }
    return "Out[\(cell)] is stale: \(cause) (rerun \(cell) runs it again)"
  }

  private var quantityNote: String? {
    guard let (quantity, cause) = staleReads.min(by: { $0.key.name < $1.key.name }) else { return nil }
    let command = quantity.isGradient ? "backward" : "forward"
    return "\(quantity.name) is out of date: \(cause.name) changed after it was computed (\(command) recomputes it)"
  }
}
