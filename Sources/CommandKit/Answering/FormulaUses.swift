import Engine
import Language
import SessionCore

/// What a formula is made of, with the user's functions looked through.
public struct FormulaUses: Equatable, Sendable {
  /// Quantities, functions, signs and constants as they are typed: `delta[2]`, `X`, `tanh'`, `@`, `.T`, `B`.
  public private(set) var names: Set<String> = []
  /// The name of a matrix that is written out, `[[1, 2]]`.
  public static let writtenMatrix = "[]"

  /// Whether it reads a quantity.
  public private(set) var readsQuantity = false

  /// Whether it uses a name: `delta` is that of every layer, `tanh` also that of its derivatives.
  public func contains(_ name: String) -> Bool {
    names.contains { $0 == name || $0.hasPrefix(name + "[") || $0.hasPrefix(name + "'") }
      || name.contains("[") && names.contains(String(name.prefix { $0 != "[" }))
  }

  mutating func formUnion(_ other: FormulaUses) {
    names.formUnion(other.names)
    readsQuantity = readsQuantity || other.readsQuantity
  }
}

extension FormulaUses {
  /// - Parameter expression: read in the session, whose functions and layers it names.
  init(of expression: Expression, in session: Session) {
    visit(expression, in: session, parameters: [], isDerived: false)
    for function in session.functionsCalled(by: expression) {
      let isDerived = expression.calls.contains { $0.function == function.name && $0.isDerivative }
      visit(function.body, in: session, parameters: Set(function.parameters), isDerived: isDerived)
    }
  }

  private mutating func visit(
    _ expression: Expression, in session: Session, parameters: Set<String>, isDerived: Bool
  ) {
    var evaluator = Evaluator(session: session, source: "")
    for node in expression.nodes {
      switch node {
      case .name(let name, _) where parameters.contains(name) || session.variables[name] != nil: break
      case .name(let name, _):
        if let quantity = Names.single(name, in: session) {
          add(quantity)
        } else if Names.family(Names.unabbreviated(name, in: session), in: session) == nil {
          names.insert(name)
        }
      case .index(.name(let name, _), let subscripts, _) where !parameters.contains(name):
        guard let family = Names.family(Names.unabbreviated(name, in: session), in: session), subscripts.count == 1
        else { continue }
        if let quantity = try? evaluator.quantity(of: node) { add(quantity) } else { add(anyOf: family) }
      case .call(let call): add(call, isDerived: isDerived)
      case .binary(let sign, _, _): names.insert(sign.rawValue)
      case .negation: names.insert("-")
      case .transpose: names.insert(".T")
      case .matrix: names.insert(Self.writtenMatrix)
      case .number, .index: break
      }
    }
  }

  private mutating func add(_ quantity: Quantity) {
    names.insert(quantity.canonical.name)
    readsQuantity = true
  }

  /// The layer is a parameter of a function: it may be any.
  private mutating func add(anyOf family: Quantity.Family) {
    names.insert(family.symbol)
    readsQuantity = true
  }

  private mutating func add(_ call: Expression.Call, isDerived: Bool) {
    names.insert(isDerived || call.isDerivative ? call.function + "'" : call.function)
    if call.function == "transpose" { names.insert(".T") }
  }
}

extension Interpreter {
  /// Whether formulas can use a name as `FormulaUses` has it.
  public func isKnownInFormulas(_ name: String) -> Bool {
    let plain = String(name.prefix { $0 != "[" && $0 != "'" })
    let isSign = name == ".T" || Expression.Operator(rawValue: name) != nil
    return isSign || Names.isReserved(plain, in: session) || Names.unabbreviated(plain, in: session) != plain
      || Function.all[plain] != nil || session.functions[plain] != nil
  }
}

extension Expression.Call {
  fileprivate var isDerivative: Bool { order > 0 || partial != nil }
}

extension Quantity {
  /// The same for both names of the input.
  var canonical: Quantity { self == .activation(0) ? .input : self }
}
