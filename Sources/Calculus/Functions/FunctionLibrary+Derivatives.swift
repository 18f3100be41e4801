extension FunctionLibrary {
  /// ∂f/∂(argument k) at given arguments: cos(u) for sin, h′(u) for a function with a name.
  ///
  /// A function with a definition and one argument keeps its name, since the shell has f′, f″, …; one of several
  /// arguments keeps it to the first order.
  package func derivative(of head: Term.Head, by k: Int, at arguments: [Term]) -> Term {
    if let definition = self[head.name] {
      var orders = head.orders.isEmpty ? definition.parameters.map { _ in 0 } : head.orders
      orders[k] += 1
      let derived = Term.Head(head.name, orders: orders)
      if arguments.count == 1 || derived.order == 1 { return .apply(derived, arguments) }
      return formula(of: derived, for: .showing)?.at(arguments) ?? .zero
    }
    guard let elementary = Elementary(rawValue: head.name), head.order == 0 else { return .zero }
    return elementary.derivative(by: k).at(arguments, of: elementary.parameters)
  }

  /// Whether a formula is to be read or computed.
  public enum Purpose: Hashable, Sendable { case showing, computing }

  /// A formula with its parameters.
  public struct Formula: Hashable, Sendable {
    public var parameters: [Symbol]
    public var body: Term

    /// The formula with terms for its parameters.
    public func at(_ arguments: [Term]) -> Term { body.at(arguments, of: parameters) }
  }

  /// What a function, or a derivative of any order, is in terms of its parameters; `nil` for an unknown name.
  public func formula(of head: Term.Head, for purpose: Purpose) -> Formula? {
    if let definition = self[head.name] {
      let body = { (term: Term) in Formula(parameters: definition.parameters, body: term) }
      guard let k = head.orders.lastIndex(where: { $0 > 0 }) else {
        return body(purpose == .computing ? definition.stable ?? definition.body : definition.body)
      }
      if head.order == 1, let preferred = definition.derivatives[k] { return body(preferred) }
      var lower = head.orders
      lower[k] -= 1
      guard let base = formula(of: Term.Head(head.name, orders: lower), for: .showing) else { return nil }
      return body(base.body.derivative(by: .symbol(definition.parameters[k]), library: self))
    }
    guard let elementary = Elementary(rawValue: head.name), let k = head.orders.lastIndex(where: { $0 > 0 }) else {
      return nil
    }
    var lower = head.orders
    lower[k] -= 1
    let parameters = elementary.parameters
    if head.order == 1 {
      let stable = purpose == .computing ? elementary.stableDerivative : nil
      return Formula(parameters: parameters, body: stable ?? elementary.derivative(by: k))
    }
    return formula(of: Term.Head(head.name, orders: lower), for: .showing).map {
      Formula(parameters: parameters, body: $0.body.derivative(by: .symbol(parameters[k]), library: self))
    }
  }
}

extension Term {
  package func at(_ arguments: [Term], of parameters: [Symbol]) -> Term {
    substituting(Dictionary(zip(parameters, arguments), uniquingKeysWith: { first, _ in first }))
  }

  /// The term with elementary functions alone: every other call replaced by its formula.
  /// - Parameter purpose: which formula.
  public func resolved(_ library: FunctionLibrary, for purpose: FunctionLibrary.Purpose = .computing) -> Term {
    guard case .apply(let head, let arguments) = self else { return mapChildren { $0.resolved(library, for: purpose) } }
    let inner = arguments.map { $0.resolved(library, for: purpose) }
    guard let formula = library.formula(of: head, for: purpose) else { return .apply(head, inner) }
    // A definition may call itself by its elementary name: tanh.
    if formula.body == .apply(head, formula.parameters.map(Term.symbol)) { return .apply(head, inner) }
    return formula.body.resolved(library, for: purpose).at(inner, of: formula.parameters)
  }
}
