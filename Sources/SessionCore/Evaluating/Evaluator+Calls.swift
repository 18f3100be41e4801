import Engine
import Language

/// A call of a user's function that is being evaluated.
struct CallFrame {
  let function: UserFunction
  /// The arguments by the names of the parameters.
  let values: [String: Value]
  /// The results of the calls in the formula, by their places.
  var results: [SourceSpan: (call: Expression.Call, value: Value)] = [:]
}

/// What is known of the calls of an expression: each is evaluated once, although shapes and values are found in two
/// passes.
struct CallLog {
  /// The calls that are being evaluated, the innermost last.
  var frames: [CallFrame] = []
  /// The results of the calls outside of every function.
  var results: [SourceSpan: (call: Expression.Call, value: Value)] = [:]
  /// The results by function and arguments.
  var known: [CallKey: Value] = [:]
  var count = 0
  /// The depth of the calls that are being evaluated.
  var depth = 0
  /// Whether the message of the error that is thrown names its function.
  var namesFailure = false

  static let mostCalls = 100_000
  /// The depth of calls inside each other that the stack holds.
  static let deepest = 220
}

/// A function and its arguments, to the bit.
struct CallKey: Hashable {
  private let name: String
  private let shapes: [Shape?]
  private let bits: [UInt64]

  /// Larger arguments are not remembered.
  private static let mostEntries = 4_096

  init?(_ name: String, _ arguments: [Value]) {
    let matrices = arguments.map(\.asMatrix)
    if matrices.reduce(0, { $0 + $1.count }) > Self.mostEntries { return nil }
    self.name = name
    shapes = arguments.map { if case .matrix(let shape) = $0.shape { shape } else { nil } }
    bits = matrices.flatMap { $0.elements.map(\.bitPattern) }
  }
}

extension Evaluator {
  /// The value of a name that is a parameter of the function that is being evaluated.
  func parameter(_ name: String) -> Value? { calls.frames.last?.values[name] }

  /// The value of a call that is evaluated once, for its shape as well: of a user's function, of a derivative that is
  /// made by rules, of random numbers; `nil` for other calls.
  mutating func result(of call: Expression.Call) throws(Diagnostic) -> Value? {
    let own = session.functions[call.function]
    guard own != nil || Function.all[call.function]?.isEvaluatedOnce == true else { return nil }
    let known = calls.frames.last?.results[call.span] ?? (calls.frames.isEmpty ? calls.results[call.span] : nil)
    if let known, known.call == call { return known.value }
    let value = if let own { try self.value(ofCall: call, own) } else { try valueOnce(of: call) }
    note(value, of: call)
    return value
  }

  private mutating func value(
    ofCall call: Expression.Call, _ function: UserFunction
  ) throws(Diagnostic) -> Value {
    try checkArguments(of: call, function)
    for argument in call.arguments { _ = try shape(of: argument) }
    return try value(of: function, call, arguments(of: call))
  }

  private mutating func note(_ value: Value, of call: Expression.Call) {
    if calls.frames.isEmpty {
      calls.results[call.span] = (call, value)
    } else {
      calls.frames[calls.frames.count - 1].results[call.span] = (call, value)
    }
  }

  private func checkArguments(of call: Expression.Call, _ function: UserFunction) throws(Diagnostic) {
    if let axis = call.axis { throw Diagnostic("\(function.name) takes no axis", at: axis.span) }
    try function.checkParameters(of: call)
  }

  private mutating func value(
    of function: UserFunction, _ call: Expression.Call, _ arguments: [Value]
  ) throws(Diagnostic) -> Value {
    if call.order == 0, call.partial == nil { return try value(of: function, at: arguments, for: call) }
    return try derivative(of: function, at: arguments, for: call)
  }

  /// f(arguments).
  /// - Parameter call: the call for which it is needed, for messages.
  package mutating func value(
    of function: UserFunction, at arguments: [Value], for call: Expression.Call
  ) throws(Diagnostic) -> Value {
    reads?.read(.function(function.name))
    let key = CallKey(function.name, arguments)
    if let key, let known = calls.known[key] { return known }
    try enter(function, arguments, call)
    defer { leave() }
    let before = draws
    do throws(Diagnostic) {
      _ = try shape(of: function.body)
      let value = try value(of: function.body)
      if let key, draws == before { calls.known[key] = value }
      return value
    } catch {
      throw failure(error, in: function, call)
    }
  }

  private mutating func enter(
    _ function: UserFunction, _ arguments: [Value], _ call: Expression.Call
  ) throws(Diagnostic) {
    calls.count += 1
    if calls.count > CallLog.mostCalls {
      throw Diagnostic("this takes more than 100,000 calls of functions", at: call.span)
    }
    if calls.depth + function.depth > CallLog.deepest {
      throw Diagnostic("\(function.name) is called too deep inside other functions", at: call.span)
    }
    calls.depth += function.depth
    calls.frames.append(
      CallFrame(
        function: function,
        values: Dictionary(zip(function.parameters, arguments), uniquingKeysWith: { first, _ in first })))
  }

  private mutating func leave() {
    guard let frame = calls.frames.popLast() else { return }
    calls.depth -= frame.function.depth
  }

  /// What went wrong in a formula, at the place of the call.
  mutating func failure(_ error: Diagnostic, in function: UserFunction, _ call: Expression.Call) -> Diagnostic {
    defer { calls.namesFailure = true }
    let message = calls.namesFailure ? error.message : "in \(function.text): \(error.message)"
    return Diagnostic(message, at: call.span, hint: error.hint)
  }

  /// The quotient that `df/dx(2)` is if it is not a derivative; `nil` if it is one.
  package func quotient(_ call: Expression.Call) throws(Diagnostic) -> Expression? {
    guard let partial = call.partial else { return nil }
    if let function = session.functions[call.function], function.parameters.contains(partial.parameter) { return nil }
    if let quotient = call.asQuotient, case .binary(_, .name(let above, _), .call(let below)) = quotient,
      isValue(above), session.functions[below.function] != nil || Function.all[below.function] != nil
    {
      return quotient
    }
    if let function = session.functions[call.function] {
      let names = function.parameters.map { "d\(function.name)/d\($0)" }
      throw Diagnostic(
        "\(function.head) has no parameter \(partial.parameter)", at: call.nameSpan,
        hint: "its partial derivatives are \(names.joined(separator: ", "))")
    }
    if Function.all[call.function] != nil {
      throw Diagnostic(
        "\(call.name) is for your own functions", at: call.nameSpan,
        hint: "the derivative of \(call.function) is \(call.function)'(…)")
    }
    throw unknownFunction(call)
  }

  private func isValue(_ name: String) -> Bool {
    parameter(name) != nil || session.variables[name] != nil || Names.isReserved(name, in: session)
  }
}

extension UserFunction {
  /// Refuses a call with another number of arguments, or a derivative that the function does not have.
  func checkParameters(of call: Expression.Call) throws(Diagnostic) {
    if call.order > 0, parameters.count > 1 {
      throw Diagnostic(
        "\(head) has \(parameters.count) parameters: by which is the derivative?", at: call.nameSpan,
        hint: "d\(name)/d\(parameters[0])(\(parameters.joined(separator: ", ")))")
    }
    guard call.arguments.count == parameters.count else {
      throw Diagnostic(
        "\(head) takes \(Description.count(parameters.count, "argument")), not \(call.arguments.count)", at: call.span)
    }
  }
}
