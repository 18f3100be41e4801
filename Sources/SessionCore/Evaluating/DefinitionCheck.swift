import Engine
import Language

/// Refuses definitions of functions that cannot be evaluated, at the place of the mistake.
public struct DefinitionCheck {
  let head: FunctionHead
  let body: Expression
  let session: Session
  /// The names of the parameters.
  private let parameters: [String]
  private let evaluator: Evaluator

  /// - Parameter source: the text that the places are in.
  public init(_ head: FunctionHead, _ body: Expression, in session: Session, source: String) {
    (self.head, self.body, self.session) = (head, body, session)
    parameters = head.parameters.map(\.name)
    evaluator = Evaluator(session: session, source: source)
  }

  public func run() throws(Diagnostic) {
    try checkName()
    for parameter in head.parameters { try check(parameter) }
    try check(body)
    try checkNesting()
    try checkUsers()
  }

  // MARK: Names

  private func checkName() throws(Diagnostic) {
    let (name, span) = (head.name, head.nameSpan)
    let hint = "choose another name: \(name.count == 1 ? "\(name)\(name)" : "my_\(name)")(\(parameters[0])) = …"
    if Function.all[name] != nil { throw Diagnostic("\(name) is a built-in function", at: span, hint: hint) }
    if isNotation(name) { throw Diagnostic("\(name) is a name of the notation", at: span, hint: hint) }
    if session.variables[name] != nil {
      throw Diagnostic("\(name) is a variable", at: span, hint: "undefine \(name) removes it")
    }
  }

  /// One letter is always free: in a formula a parameter `a` or `W` is meant, not the quantity.
  private func check(_ parameter: FunctionHead.Parameter) throws(Diagnostic) {
    let name = parameter.name
    if name == "_" || name.count > 1 && (isNotation(name) || Function.all[name]?.sharesName == false || name == "axis")
    {
      throw Diagnostic(
        "\(name) means something else and cannot be a parameter", at: parameter.span,
        hint: "any single letter can: \(head.name)(\(["x", "y"].first { !parameters.contains($0) } ?? "u")) = …")
    }
  }

  /// Whether a name belongs to the notation, with this network or another.
  private func isNotation(_ name: String) -> Bool {
    Names.isReserved(name, in: session) || Names.family(name) != nil || Names.single(name) != nil
      || name.count > 1 && Names.hideable.contains(name)
  }

  // MARK: The formula

  private func check(_ expression: Expression) throws(Diagnostic) {
    var open = [expression]
    while let next = open.popLast() {
      switch next {
      case .name(let name, let span): try check(name, at: span)
      case .index(.name(let name, _), let subscripts, _) where isFamily(name):
        open += subscripts.flatMap(\.bounds).reversed()
        continue
      case .call(let call): try check(call)
      default: break
      }
      open += next.parts.reversed()
    }
  }

  private func isFamily(_ name: String) -> Bool {
    !parameters.contains(name) && session.variables[name] == nil
      && (Names.family(name) != nil || Quantity.Moment(rawValue: name) != nil)
  }

  private func check(_ name: String, at span: SourceSpan) throws(Diagnostic) {
    if parameters.contains(name) { return }
    if name == "_" || name == "Out" {
      throw Diagnostic(
        "\(name) is another result at each call", at: span, hint: "make it a parameter, or a variable first")
    }
    if session.variables[name] != nil || Names.single(name) != nil
      || Names.constants.contains(where: { $0.name == name })
    {
      return
    }
    if name == head.name {
      throw Diagnostic("\(name) is the function itself", at: span, hint: "a formula is made of its parameters")
    }
    var error = evaluator.unknown(name, at: span)
    if name.count == 1 {
      error.hint = "\(name) = … makes a variable of it, or make it a parameter"
    } else if let near = Suggestions.nearest(to: name, among: parameters) {
      error.hint = "did you mean \(near)?"
    }
    throw error
  }

  private func check(_ call: Expression.Call) throws(Diagnostic) {
    if parameters.contains(call.function), session.functions[call.function] == nil, Function.all[call.function] == nil {
      throw Diagnostic(
        "\(call.function) is a parameter, not a function", at: call.nameSpan,
        hint: "products are written with *, entries with [ ]")
    }
    if call.function == head.name {
      throw Diagnostic("\(head.name) would call itself", at: call.nameSpan, hint: "a formula uses other functions")
    }
    if let quotient = try evaluator.quotient(call) { return try check(quotient) }
    guard let function = session.functions[call.function] else {
      _ = try evaluator.function(of: call)
      return
    }
    try function.checkParameters(of: call)
    if let chain = chain(from: function) {
      throw Diagnostic(
        "\(head.name) would call itself: \(([head.name] + chain + [head.name]).joined(separator: " → "))",
        at: call.nameSpan, hint: "undefine \(function.name), or define it without \(head.name)")
    }
  }

  /// The functions by which a function calls the one that is defined: `["g", "h"]`; `nil` if it does not.
  private func chain(from function: UserFunction) -> [String]? {
    var seen: Set<String> = []
    func chain(from function: UserFunction) -> [String]? {
      guard seen.insert(function.name).inserted else { return nil }
      for call in function.body.calls {
        if call.function == head.name { return [function.name] }
        if let next = session.functions[call.function], let chain = chain(from: next) { return [function.name] + chain }
      }
      return nil
    }
    return chain(from: function)
  }

  // MARK: Other functions

  /// Refuses a formula whose functions call functions, and so on, deeper than the stack holds.
  private func checkNesting() throws(Diagnostic) {
    var depths: [String: Int] = [:]
    func depth(_ body: Expression) -> Int {
      let inner = body.calls.map { call in
        guard let function = session.functions[call.function] else { return 0 }
        let found = depths[function.name] ?? depth(function.body)
        depths[function.name] = found
        return found
      }
      return UserFunction.depth(of: body) + (inner.max() ?? 0)
    }
    if depth(body) > CallLog.deepest {
      throw Diagnostic("\(head.name) calls functions that are nested too deep", at: body.span)
    }
  }

  /// Refuses a definition with which a function that uses the old one would no longer work.
  private func checkUsers() throws(Diagnostic) {
    for user in session.users(of: head.name) {
      for call in user.body.calls where call.function == head.name {
        let isPartialMissing = call.partial.map { !parameters.contains($0.parameter) } ?? false
        if call.arguments.count == parameters.count, !isPartialMissing, call.order == 0 || parameters.count == 1 {
          continue
        }
        let use = isPartialMissing ? call.name : Description.count(call.arguments.count, "argument")
        throw Diagnostic(
          "\(user.head) calls \(head.name) with \(use)", at: head.span,
          hint: "choose another name, or undefine \(user.name) before")
      }
    }
  }
}
