import Calculus
import Engine
import Language
import Views

/// Activations that the user defines: `activation swish2(z) = z * sigmoid(1.7 * z)`.
extension Session {
  /// Makes a function of the session an activation; layers that have one of the same name take the new one.
  /// - Throws: if the formula is not a function of one pre-activation with a derivative, at the place of the mistake.
  public mutating func addActivation(_ head: FunctionHead, _ body: Expression) throws(Diagnostic) {
    guard let function = functions[head.name] else { return }
    try ActivationCheck(head: head, session: self).run(body)
    let formula = try FunctionFormula(of: function, shapes: [.number], in: self, reads: nil)
    let definition = ActivationDefinition(
      own: FunctionDefinition(head.name, formula.parameters, formula.term))
    let activation: Activation
    do throws(NotCompilable) {
      activation = try Activation(definition)
    } catch {
      throw Diagnostic("\(head.name) has no derivative: \(error.reason)", at: body.span)
    }
    if let flaw = activation.flaw { throw Diagnostic("\(head.name) \(flaw.words)", at: body.span, hint: flaw.hint) }
    activations[head.name] = activation
    guard let network, network.layers.contains(where: { $0.activation.name == head.name }) else { return }
    for l in 1...network.depth where network[layer: l].activation.name == head.name {
      self.network?[layer: l].activation = activation
    }
    forgetPass()
  }
}

/// Refuses formulas that are not a function of one pre-activation.
private struct ActivationCheck {
  let head: FunctionHead
  let session: Session

  func run(_ body: Expression) throws(Diagnostic) {
    guard head.parameters.count == 1 else {
      throw Diagnostic(
        "an activation is a function of one pre-activation, not of \(head.parameters.count)", at: head.span,
        hint: "activation \(head.name)(z) = …")
    }
    try check(body, [head.parameters[0].name], in: nil)
  }

  /// - Parameter caller: the place of the call, if the formula is that of a function that is called.
  private func check(_ expression: Expression, _ parameters: [String], in caller: SourceSpan?) throws(Diagnostic) {
    let place = caller ?? expression.span
    switch expression {
    case .number: return
    case .name(let name, _):
      if parameters.contains(name) || Names.constants.contains(where: { $0.name == name }) { return }
      throw Diagnostic(
        "an activation is a function of its pre-activation alone, not of \(name)", at: place,
        hint: "put the number there, as in z * sigmoid(1.7 * z)")
    case .matrix, .index, .transpose:
      throw Diagnostic("an activation works on each number by itself", at: place)
    case .binary(.matrixProduct, _, _):
      throw Diagnostic(
        "an activation works entry by entry: @ is a matrix product", at: place, hint: "* multiplies entries")
    case .call(let call): try check(call, at: caller ?? call.nameSpan)
    case .negation, .binary: break
    }
    for part in expression.parts { try check(part, parameters, in: caller) }
  }

  private func check(_ call: Expression.Call, at place: SourceSpan) throws(Diagnostic) {
    if let function = session.functions[call.function] {
      return try check(function.body, function.parameters, in: place)
    }
    if Function.all[call.function]?.isEntrywise == false {
      throw Diagnostic("an activation works entry by entry: \(call.function) does not", at: place)
    }
    if let elementary = Elementary(rawValue: call.function), elementary.hasJumps, elementary != .sign {
      throw Diagnostic(
        "\(call.function) has no useful derivative: it is 0 between jumps", at: place)
    }
  }
}

extension Activation.Flaw {
  /// What follows the name in a message.
  fileprivate var words: String {
    switch self {
    case .jumps(let place): "jumps at z = \(Self.text(place)), so that it has no derivative there"
    case .isNotFinite(let place, isSlope: false): "is not a finite number at z = \(Self.text(place))"
    case .isNotFinite(let place, isSlope: true): "has no finite derivative at z = \(Self.text(place))"
    case .isFlat: "has the derivative 0 everywhere: nothing would be learnt through it"
    }
  }

  fileprivate var hint: String? {
    switch self {
    case .jumps: "pieces that meet can be joined by where, max and abs"
    case .isNotFinite: "a network meets pre-activations of any size: where(z > 0, …, …) chooses a piece"
    case .isFlat: nil
    }
  }

  private static func text(_ place: Double) -> String { NumberFormat(digits: 6).text(place) }
}
