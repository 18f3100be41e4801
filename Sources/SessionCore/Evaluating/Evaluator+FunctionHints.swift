import Engine
import Language

/// What to type for a function that is not known, or that is called as in another language.
extension Evaluator {
  func unknownFunction(_ call: Expression.Call) -> Diagnostic {
    if call.order > 0, call.function == "softmax" {
      return Diagnostic(
        "the derivative of softmax is a Jacobian, not an entry for each entry", at: call.nameSpan,
        hint: softmaxHint(call.arguments.first))
    }
    if call.order > 0, Function.all[call.function] != nil {
      return Diagnostic(
        "\(call.name) is not known", at: call.nameSpan, hint: "activations have derivatives: sigmoid'(z[1])")
    }
    if parameter(call.function) != nil || Names.isReserved(call.function, in: session)
      || session.variables[call.function] != nil
    {
      return Diagnostic(
        "\(call.function) is not a function", at: call.nameSpan,
        hint: indexOrProduct(call) ?? "entries are taken with [ ], products with * or @")
    }
    if let meant = meantCall(call) {
      return Diagnostic("unknown function \(call.name)", at: call.span, hint: meant)
    }
    return Diagnostic(
      "unknown function \(call.function)", at: call.nameSpan,
      hint: nearFunction(call.function).map { "did you mean \($0)?" }
        ?? "help functions lists them; your own: \(call.function)(x) = …")
  }

  private func nearFunction(_ name: String) -> String? {
    if name.count == 1 { return nil }
    return Suggestions.nearest(
      to: name, among: Function.all.keys.filter { !$0.hasSuffix("'") } + session.functions.keys)
  }

  /// `W[2]` for `W(2)`, `X[0, 1]` for `X(0, 1)`, `eta * (1 - x)` for `eta(1 - x)`.
  private func indexOrProduct(_ call: Expression.Call) -> String? {
    guard call.order == 0, call.axis == nil, !call.arguments.isEmpty else { return nil }
    let name = call.function
    let arguments = call.arguments.map(\.code).joined(separator: ", ")
    let areNumbers = call.arguments.allSatisfy { if case .number = $0 { true } else { false } }
    if areNumbers, constant(name) == nil, name != "C" {
      return "layers and entries are in [ ]: write \(name)[\(arguments)]"
    }
    guard call.arguments.count == 1, Names.family(name, in: session) == nil else { return nil }
    return "write \(name) * (\(arguments))"
  }

  /// A function that is called otherwise here, as it is to be typed with its arguments.
  private func meantCall(_ call: Expression.Call) -> String? {
    if call.function == "size", call.arguments.count == 2, case .number(let k, _) = call.arguments[1] {
      // MATLAB's and Julia's, which count from 1.
      return "write shape(\(call.arguments[0].code))[0, \(Swift.max(k - 1, 0).formatted)]"
    }
    if ["concat", "concatenate", "cat", "stack", "append"].contains(call.function), call.arguments.count > 1 {
      let list = call.arguments.map(\.code).joined(separator: ", ")
      return "hcat(\(list)) puts them side by side, vcat(\(list)) below each other"
    }
    if let known = ForeignSpelling.own(call) { return "write \(known.code)" }
    let word = call.function.lowercased().filter { $0 != "_" }
    if call.arguments.count == 1, let derivative = meantDerivative(call, word) { return "write \(derivative)" }
    let arguments = call.arguments.map(\.code).joined(separator: ", ")
    switch word {
    case "len", "length", "nrow": return isBatch(call.arguments.first) ? "write B" : "write shape(\(arguments))[0, 0]"
    case "numeric" where call.arguments.count == 2:
      return "write numeric \(call.arguments[0].code) by \(call.arguments[1].code)"
    case "numel", "nelem", "count": return "write prod(shape(\(arguments)))"
    case "avg": return "write mean(\(arguments))"
    case "inverse", "invert": return "write inv(\(arguments))"
    case "determinant": return "write det(\(arguments))"
    case "seed", "manualseed": return "write seed \(arguments)"
    case "if", "ifelse", "iif": return call.arguments.count == 3 ? "write where(\(arguments))" : nil
    case "range": return "write arange(\(arguments))"
    case "variance": return "write var(\(arguments))"
    case "sd", "stdev", "stddev": return "write std(\(arguments))"
    case "product": return "write prod(\(arguments))"
    case "print", "disp", "println", "display": return "write \(arguments)"
    case "colsums": return "write sum(\(arguments), axis 0)"
    case "rowsums": return "write sum(\(arguments), axis 1)"
    case "loss", "cost", "mse", "crossentropy", "binarycrossentropy", "lossfunction", "costfunction":
      return "write C, the loss of the batch"
    case "grad", "gradient", "nabla", "deriv", "derivative":
      return call.arguments.last.flatMap(ForeignSpelling.gradient(of:)).map { "write \($0.code)" }
    default: return nil
    }
  }

  private func isBatch(_ expression: Expression?) -> Bool {
    if case .name(let name, _)? = expression { name == "X" || name == "Y" } else { false }
  }

  // MARK: Derivatives of activations

  /// `sigmoid'(z[1])` for `sigmoid_prime(z[1])`, `dsigmoid(z[1])` and, if layer 1 has sigmoid, `f'(z[1])`.
  private func meantDerivative(_ call: Expression.Call, _ word: String) -> String? {
    let (stem, isDerivative) = Self.withoutMarks(word)
    let order = call.order + (isDerivative ? 1 : 0)
    guard let activation = Self.activation(stem) ?? ownActivation(stem, at: call.arguments[0]) else { return nil }
    var argument = call.arguments[0].code
    if order > 0, let l = Self.layer(of: call.arguments[0], named: "a"), l > 0 { argument = "z[\(l)]" }
    if activation == "softmax", order > 0 { return softmaxHint(call.arguments[0]) }
    return "\(activation)\(String(repeating: "'", count: order))(\(argument))"
  }

  private static let before = ["derivativeof", "derivative", "deriv", "der", "grad", "d"]
  private static let after = ["prime", "derivative", "deriv", "der", "gradient", "grad", "dash", "backward", "diff"]

  /// A word without what says that it is a derivative.
  private static func withoutMarks(_ word: String) -> (stem: String, isDerivative: Bool) {
    for mark in after where word.hasSuffix(mark) && word.count > mark.count {
      return (String(word.dropLast(mark.count)), true)
    }
    for mark in before where word.hasPrefix(mark) && word.count > mark.count {
      return (String(word.dropFirst(mark.count)), true)
    }
    return (word, false)
  }

  private static let otherNames = [
    "sig": "sigmoid", "sigm": "sigmoid", "sigma": "sigmoid", "σ": "sigmoid", "logistic": "sigmoid",
    "lrelu": "leaky_relu",
    "swish": "silu", "linear": "identity", "tanhyperbolic": "tanh", "hyperbolictangent": "tanh",
  ]

  /// The function that a word in lower case, without underlines, names.
  private static func activation(_ word: String) -> String? {
    otherNames[word]
      ?? Activation.allCases.map(\.functionName).first { $0.lowercased().filter { $0 != "_" } == word }
  }

  private static let anyActivation: Set<String> = [
    "activation", "act", "actfn", "activationfunction", "f", "g", "h", "phi", "φ", "nonlin", "nonlinearity", "transfer",
    "transferfunction", "fn",
  ]

  /// The activation of the layer of `z[1]` or `a[1]`, for a word that means any.
  private func ownActivation(_ word: String, at argument: Expression) -> String? {
    guard Self.anyActivation.contains(word), let network = session.network,
      let l = Self.layer(of: argument, named: "z") ?? Self.layer(of: argument, named: "a"),
      (1...network.depth).contains(l)
    else { return nil }
    return network[layer: l].activation.functionName
  }

  /// delta[l] by its formula, or the Jacobian of a row.
  private func softmaxHint(_ argument: Expression?) -> String {
    if let argument, let l = Self.layer(of: argument, named: "z"),
      session.network.map({ (1...$0.depth).contains(l) && !$0[layer: l].activation.isElementwise }) == true
    {
      return "row by row, delta[\(l)] is \(Self.softmaxDelta(l))"
    }
    let row = "softmax(\(argument.map { $0.code + "[0, :]" } ?? "z[1][0, :]"))"
    return "of one row it is diag(\(row)) - outer(\(row), \(row))"
  }

  // MARK: Axes

  /// How an axis is given, for a second argument that is not one; what users who know Python's `max(a, b)` look for.
  func axisHint(_ call: Expression.Call, of function: Function) -> String? {
    guard function.takesAxis, call.arguments.count == 2 else { return nil }
    let (first, second) = (call.arguments[0].code, call.arguments[1].code)
    let matrix = if case .number = call.arguments[0] { second } else { first }
    if let pair = ["max": "maximum", "min": "minimum"][call.function] {
      return "\(pair)(…, …) compares two, entry by entry: \(pair)(\(first), \(second)); "
        + "\(call.function)(\(matrix), axis 1) is of each row"
    }
    return "\(call.function)(\(first)) is of all entries, \(call.function)(\(first), axis 1) of each row"
  }

  /// `softmax(x.T).T` for `softmax(x, axis 0)`.
  func rowwiseHint(_ call: Expression.Call, of function: Function) -> String? {
    guard case .rowwise = function.rule, call.arguments.count == 1 else { return nil }
    return "it is of each row; of each column it is \(call.function)(\(transposedText(call.arguments[0]))).T"
  }

  /// The error of `sigmoid'` without its argument.
  func functionWithPrime(_ expression: Expression) -> Diagnostic? {
    guard case .transpose(.name(let name, let place), let span) = expression, span.end > place.end,
      text(expression).last != "T", parameter(name) == nil, session.variables[name] == nil,
      Names.single(name, in: session) == nil, Function.all[name] != nil || session.functions[name] != nil
    else { return nil }
    return Diagnostic("\(name)' is a function", at: span, hint: "write its argument: \(name)'(z[1])")
  }
}
