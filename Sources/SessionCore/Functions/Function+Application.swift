import Engine
import Language

extension Function {
  /// The arguments with those that were left out.
  package func completed(_ arguments: [Value]) -> [Value] {
    guard arguments.count < arity.upperBound else { return arguments }
    return arguments + defaults.suffix(arity.upperBound - arguments.count).map(Value.number)
  }

  /// - Precondition: the shapes fit.
  package func value(
    of typed: [Value], axis: Int?, for call: Expression.Call
  ) throws(Diagnostic) -> Value {
    let arguments = completed(typed)
    switch rule {
    case .entrywise(let function): return arguments[0].map(function)
    case .entrywisePair(let function): return arguments[0].combined(with: arguments[1], function)
    case .choice: return Value.chosen(by: arguments[0], arguments[1], arguments[2])
    case .clamp:
      return arguments[0].combined(with: arguments[1], Self.larger).combined(with: arguments[2], Self.smaller)
    case .rowwise(let function): return .matrix(function(arguments[0].asMatrix))
    case .reduction(let reduction):
      let result = Statistic.reduced(arguments[0].asMatrix, axis: axis) { reduction.value(of: $0) }
      return axis == nil || arguments[0].shape == .number ? .number(result.elements[0]) : .matrix(result)
    case .scan(let scan):
      if case .number = arguments[0] { return .number(scan.values(of: arguments[0].asMatrix.elements)[0]) }
      return .matrix(scan.scanned(arguments[0].asMatrix, axis: axis) { scan.values(of: $0) })
    case .layout(.transpose): return arguments[0].transposed
    case .layout(let layout):
      let known = KnownArguments(call: call, arguments: arguments)
      return .matrix(try layout.arrangement(of: known).matrix(of: arguments.map(\.asMatrix)))
    case .product(let product):
      let shape = try product.shape(of: KnownArguments(call: call, arguments: arguments))
      return Value(product.entries(of: arguments.map(\.asMatrix)), shape: shape)
    case .solving(let solving):
      let shape = try solving.shape(of: KnownArguments(call: call, arguments: arguments))
      return Value(try solving.value(of: arguments[0].asMatrix, for: call), shape: shape)
    case .oneHot: return .matrix(try Self.oneHot(arguments, call))
    case .drawing, .jacobian: throw Diagnostic("\(name) has no value here", at: call.span)
    }
  }

  package static func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : Swift.max(a, b) }
  package static func smaller(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : Swift.min(a, b) }

  /// The shape of n labels of some classes: n×classes.
  static func oneHotShape(_ arguments: KnownArguments) throws(Diagnostic) -> Shape {
    let classes = try arguments.size(1)
    return try arguments.limited(Shape(rows: arguments.shape(0).count, columns: classes))
  }

  private static func oneHot(_ arguments: [Value], _ call: Expression.Call) throws(Diagnostic) -> Matrix<Double> {
    let shape = try oneHotShape(KnownArguments(call: call, arguments: arguments))
    var result = Matrix<Double>(rows: shape.rows, columns: shape.columns)
    for (row, label) in arguments[0].asMatrix.elements.enumerated() {
      guard let place = Int(exactly: label), 0..<shape.columns ~= place else {
        throw Diagnostic(
          "label \(label.formatted) in row \(row) is not one of 0 to \(shape.columns - 1)", at: call.arguments[0].span,
          hint: label == Double(shape.columns) ? "labels seem to start at 1: subtract 1" : nil)
      }
      result[row, place] = 1
    }
    return result
  }
}

extension KnownArguments {
  /// - Parameter arguments: with those that were left out.
  package init(call: Expression.Call, arguments: [Value]) {
    self.init(
      call: call, shapes: arguments.map(\.shape),
      numbers: arguments.map { if case .number(let number) = $0 { number } else { nil } })
  }
}

extension Value {
  /// The entries as a number, if that is the shape.
  init(_ matrix: Matrix<Double>, shape: ValueShape) {
    self = shape == .number ? .number(matrix.elements[0]) : .matrix(matrix)
  }
}

extension ValueShape {
  /// As a matrix; a number is 1×1.
  package var extent: Shape {
    switch self {
    case .number: Shape(rows: 1, columns: 1)
    case .matrix(let shape): shape
    }
  }
}
