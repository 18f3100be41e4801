import Calculus
import Engine
import Language
import SessionCore

/// Changes of functions: others in their place, derivatives, sums over something else.
extension TreeChanges {
  func calls(_ node: Expression, _ call: Expression.Call) -> [TreeChange] {
    guard call.partial == nil else { return [] }
    if Activation.named(call.function) != nil { return activations(node, call) }
    if Self.reductions.contains(call.function), call.arguments.count == 1 { return reductions(node, call) }
    guard let function = Elementary(rawValue: call.function) else {
      if call.function == "where", call.arguments.count == 3 { return choices(node, call) }
      return []
    }
    return elementary(node, call, function)
  }

  private static let reductions = ["sum", "mean"]

  private func activations(_ node: Expression, _ call: Expression.Call) -> [TreeChange] {
    func new(_ kind: TreeChange.Kind, rank: Int, _ edit: (inout Expression.Call) -> Void) -> TreeChange {
      var other = call
      edit(&other)
      return change(kind, node, .call(other), rank: rank)
    }
    guard call.arguments.count == 1 else { return [] }
    var result: [TreeChange] = []
    if call.order == 0, Activation.named(call.function)?.isElementwise == true {
      result.append(new(.derivative, rank: 14) { $0.order = 1 })
    }
    if call.order > 0 { result.append(new(.derivative, rank: 14) { $0.order -= 1 }) }
    for other in Activation.allCases where other.functionName != call.function {
      guard call.order == 0 || other.isElementwise else { continue }
      result.append(new(.function, rank: 26) { $0.function = other.functionName })
    }
    result.append(change(call.order > 0 ? .derivative : .function, node, call.arguments[0], rank: 30))
    return result
  }

  private func reductions(_ node: Expression, _ call: Expression.Call) -> [TreeChange] {
    var result: [TreeChange] = []
    for function in Self.reductions {
      for axis in [nil, 0.0, 1.0] {
        let other = Expression.calling(function, axis: axis, call.arguments[0])
        guard !other.isSame(as: node) else { continue }
        let hasAxis = axis.map { "\(Int($0))" } == call.axis?.code
        let rank = function == call.function ? 22 : hasAxis ? 8 : 20
        result.append(change(.reduction, node, other, rank: rank))
      }
    }
    result.append(change(.reduction, node, call.arguments[0], rank: 25))
    guard call.axis?.code == "0" else { return result }
    for row in 0..<min(scope.samples, 4) {
      let list: [Expression.Subscript] = [.at(.number(Double(row), .nowhere)), .slice(.init(nil, nil, span: .nowhere))]
      result.append(change(.reduction, node, .index(call.arguments[0], list, .nowhere), rank: 18))
    }
    return result
  }

  /// `where(c, x, y)` with one of its branches everywhere.
  private func choices(_ node: Expression, _ call: Expression.Call) -> [TreeChange] {
    let swapped = Expression.call(
      Expression.Call("where", of: [call.arguments[0], call.arguments[2], call.arguments[1]]))
    return call.arguments.dropFirst().map { change(.function, node, $0, rank: 20) }
      + [change(.exchanged, node, swapped, rank: 25)]
  }

  private func elementary(_ node: Expression, _ call: Expression.Call, _ function: Elementary) -> [TreeChange] {
    let argument = call.arguments.first ?? node
    func named(_ other: Elementary, _ kind: TreeChange.Kind, rank: Int) -> TreeChange {
      change(kind, node, .call(Expression.Call(other.rawValue, of: call.arguments)), rank: rank)
    }
    let bare = change(.function, node, argument, rank: 25)
    switch function {
    case .log:
      let other = [2.0, 10].map { base in
        let divisor = Expression.calling("log", .number(base, .nowhere))
        return change(.logarithm, node, .binary(.divide, node, divisor), rank: 20)
      }
      return other + [bare, named(.exp, .function, rank: 40), named(.log1p, .function, rank: 40)]
    case .exp: return [bare, named(.log, .function, rank: 40), named(.expm1, .function, rank: 40)]
    case .sqrt:
      guard case .binary(.add, let inner, .number(let e, let span)) = argument, e < 0.01 else {
        return [change(.power, node, argument, rank: 15)]
      }
      let outside = Expression.binary(.add, .calling("sqrt", inner), .number(e, span))
      return [change(.epsilon, node, outside, rank: 12), change(.power, node, argument, rank: 15)]
    case .abs:
      return [
        change(.power, node, .binary(.power, argument, .number(2, .nowhere)), rank: 15), bare,
        named(.sign, .function, rank: 25),
      ]
    case .sign: return [bare, named(.abs, .function, rank: 20)]
    case .maximum:
      return [named(.minimum, .function, rank: 20)] + call.arguments.map { change(.function, node, $0, rank: 25) }
    case .minimum:
      return [named(.maximum, .function, rank: 20)] + call.arguments.map { change(.function, node, $0, rank: 25) }
    case .sin, .cos, .tan:
      return [Elementary.sin, .cos, .tan].filter { $0 != function }.map { named($0, .function, rank: 25) } + [bare]
    case .sinh, .cosh, .tanh:
      return [Elementary.sinh, .cosh, .tanh].filter { $0 != function }.map { named($0, .function, rank: 25) } + [bare]
    case .log1p: return [named(.log, .function, rank: 25), bare]
    case .expm1: return [named(.exp, .function, rank: 25), bare]
    case .log2, .log10: return [named(.log, .logarithm, rank: 20), bare]
    case .asin, .acos, .atan, .erf, .erfc, .round, .floor, .ceil: return [bare]
    }
  }
}
