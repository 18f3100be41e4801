import Calculus
import Language

/// What a wrong line may have meant: the line with one change at one place.
struct LineRepairs {
  let problem: StepProblem
  /// The text that was typed.
  let text: String

  struct Repair {
    var expression: Expression
    var kind: Slip.Kind
    var span: SourceSpan
    /// What was wrong there.
    var words: String
  }

  /// - Parameter isOpen: whether the line has letters that no sum binds.
  func repairs(_ expression: Expression, isOpen: Bool) -> [Repair] {
    (isOpen ? sums(expression) : []) + variants(expression, isArgumentOfSlope: false) + interchanged(expression)
      + (isOpen ? factors(expression) : [])
  }

  private func variants(_ expression: Expression, isArgumentOfSlope: Bool) -> [Repair] {
    var result = own(expression, isArgumentOfSlope)
    var isInside = false
    if case .call(let call) = expression, call.order > 0 { isInside = true }
    let parts = expression.parts
    for place in Self.changeable(expression) {
      result += variants(parts[place], isArgumentOfSlope: isInside).map { repair in
        var repair = repair
        repair.expression = expression.replacingPart(place, by: repair.expression)
        return repair
      }
    }
    return result
  }

  /// The parts that are formulas, not subscripts.
  private static func changeable(_ expression: Expression) -> [Int] {
    if case .index(let base, _, _) = expression {
      if case .index = base { return [0] }
      return []
    }
    return Array(expression.parts.indices)
  }

  private func source(_ span: SourceSpan) -> String {
    let bytes = Array(text.utf8)
    guard span.end <= bytes.count else { return "it" }
    return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }

  private func own(_ expression: Expression, _ isArgumentOfSlope: Bool) -> [Repair] {
    let span = expression.span
    func repair(_ new: Expression, _ kind: Slip.Kind, _ words: String, at place: SourceSpan? = nil) -> Repair {
      Repair(expression: new, kind: kind, span: place ?? span, words: words)
    }
    switch expression {
    case .index(let base, let subscripts, _):
      return subscripts.count == 2
        ? indices(base, subscripts, span)
        : quantity(base, subscripts, span, isArgumentOfSlope)
          + transposition(expression)
    case .name(let name, _): return names(name, span) + transposition(expression)
    case .transpose(let inner, _):
      return [repair(inner, .transposed, "\(source(inner.span)) must not be transposed here")]
    case .binary(let sign, let left, let right): return operators(sign, left, right, span)
    case .negation(let inner, _):
      return [repair(inner, .wrongOperator, "the minus sign is wrong here: the sign of \(source(inner.span))")]
    case .call(let call): return calls(call)
    case .number(let x, _):
      let others = [x + 1, x - 1, 2 * x, x / 2, x * x, -x].filter { $0 != x }
      return others.map {
        repair(.number($0, span), .wrongNumber, "\(Self.text($0)) is needed here, not \(Self.text(x))")
      }
    case .matrix: return []
    }
  }

  private static func text(_ x: Double) -> String { TermReader.text(x) }

  // MARK: Quantities and indices

  private func indices(_ base: Expression, _ subscripts: [Expression.Subscript], _ span: SourceSpan) -> [Repair] {
    func name(_ item: Expression.Subscript) -> String {
      if case .at(let index) = item { source(index.span) } else { ":" }
    }
    func written(_ list: [String]) -> String { "\(source(base.span))[\(list.joined(separator: ", "))]" }
    let names = subscripts.map(name)
    var result = [
      Repair(
        expression: .index(base, [subscripts[1], subscripts[0]], span), kind: .swappedIndices, span: span,
        words: "the indices of \(source(base.span)) are swapped (transposed): \(written([names[1], names[0]]))")
    ]
    for letter in letters {
      for place in 0...1 where names[place] != letter {
        var (list, texts) = (subscripts, names)
        list[place] = .at(.name(letter, span))
        texts[place] = letter
        result.append(
          Repair(
            expression: .index(base, list, span), kind: .wrongIndex, span: span,
            words: "the index is wrong: \(written(texts)) is needed, not \(source(span))"))
      }
    }
    return result
  }

  /// The letters that the text uses, and those of the entry.
  private var letters: [String] {
    var found = [problem.row, problem.column].compactMap { $0?.letter }
    for word in text.split(whereSeparator: { !$0.isLetter && $0 != "_" }) {
      if word.count == 1, let letter = word.first, letter.isLetter, !found.contains(String(word)) {
        found.append(String(word))
      }
      if let (_, names) = TermReader.folding(String(word)) {
        for name in names where !found.contains(name) { found.append(name) }
      }
    }
    return found.filter { name in !problem.symbols.contains { $0.name == name && $0.layer == nil } }
  }

  private func quantity(
    _ base: Expression, _ subscripts: [Expression.Subscript], _ span: SourceSpan, _ isArgumentOfSlope: Bool
  ) -> [Repair] {
    guard case .name(let name, let nameSpan) = base, case .at(.number(let layer, let layerSpan)) = subscripts[0] else {
      return []
    }
    return problem.symbols.compactMap { symbol -> Repair? in
      guard let other = symbol.layer else { return nil }
      let isOtherLayer = symbol.name == name && Double(other) != layer
      let isOtherName = symbol.name != name && Double(other) == layer
      guard isOtherLayer || isOtherName else { return nil }
      let new = Expression.index(.name(symbol.name, nameSpan), [.at(.number(Double(other), layerSpan))], span)
      let reason =
        isOtherLayer
        ? "wrong layer: \(symbol.code) is needed here, not \(source(span))"
        : isArgumentOfSlope
          ? "the derivative of the activation is taken at \(symbol.code), not at \(source(span)): the argument is wrong"
          : "\(symbol.code) is needed here, not \(source(span))"
      return Repair(expression: new, kind: isOtherLayer ? .wrongLayer : .wrongQuantity, span: span, words: reason)
    } + named(base, span)
  }

  /// Another quantity without a layer: Y.
  private func named(_ base: Expression, _ span: SourceSpan) -> [Repair] {
    guard problem.system != nil else { return [] }
    return problem.symbols.filter { $0.layer == nil && !$0.shape.isNumber }.map { symbol in
      Repair(
        expression: .name(symbol.name, span), kind: .wrongQuantity, span: span,
        words: "\(symbol.code) is needed here, not \(source(span))")
    }
  }

  private func names(_ name: String, _ span: SourceSpan) -> [Repair] {
    guard problem.symbols.contains(where: { $0.name == name && $0.layer == nil }) else { return [] }
    return problem.symbols.filter { $0.name != name && $0.layer == nil }.map { symbol in
      Repair(
        expression: .name(symbol.name, span), kind: .wrongQuantity, span: span,
        words: "\(symbol.name) is needed here, not \(name)")
    }
  }

  private func transposition(_ expression: Expression) -> [Repair] {
    let span = expression.span
    return [
      Repair(
        expression: .transpose(expression, span), kind: .notTransposed, span: span,
        words: "\(source(span)) must be transposed here: \(source(span)).T")
    ]
  }

  // MARK: Signs and calls

  private func operators(_ sign: Expression.Operator, _ left: Expression, _ right: Expression, _ span: SourceSpan)
    -> [Repair]
  {
    func other(_ new: Expression.Operator, _ words: String, _ kind: Slip.Kind = .wrongOperator) -> Repair {
      Repair(expression: .binary(new, left, right), kind: kind, span: span, words: words)
    }
    let (a, b) = (source(left.span), source(right.span))
    let withoutRight = Repair(
      expression: left, kind: .termExtra, span: right.span,
      words: "\(b) does not belong here")
    let withoutLeft = Repair(
      expression: right, kind: .termExtra, span: left.span, words: "\(a) does not belong here")
    let negative = Repair(
      expression: .negation(.binary(sign, left, right), span), kind: .sign, span: span,
      words: "the sign of \(source(span)) is wrong")
    switch sign {
    case .add:
      return [
        other(.subtract, "the sign is wrong: \(a) minus \(b) is needed"),
        other(.multiply, "\(a) and \(b) are multiplied, not added"),
        Repair(
          expression: .binary(.add, .negation(left, left.span), right), kind: .sign, span: left.span,
          words: "the sign of \(a) is wrong"), negative, withoutRight, withoutLeft,
      ]
    case .subtract:
      return [
        other(.add, "the sign is wrong: \(a) plus \(b) is needed"),
        Repair(
          expression: .binary(.subtract, right, left), kind: .wrongOperator, span: span,
          words: "the sign is wrong: the difference is the other way round, \(b) minus \(a)"),
        withoutRight,
      ]
    case .multiply:
      return [
        other(.matrixProduct, "the matrix product \(a) @ \(b) is needed: it sums over the inner index", .wrongProduct),
        other(.divide, "\(a) is divided by \(b), not multiplied"),
        other(.add, "\(a) and \(b) are added, not multiplied"),
        negative, withoutRight, withoutLeft,
      ] + matrixProducts(left, right, span)
    case .divide: return [other(.multiply, "\(a) is multiplied by \(b), not divided"), negative, withoutRight]
    case .matrixProduct:
      return [
        other(.multiply, "the product is entry by entry here: \(a) * \(b)", .wrongProduct),
        Repair(
          expression: .binary(.matrixProduct, right, left), kind: .wrongOrder, span: span,
          words: "the order of the matrix product is wrong: \(b) @ \(a) is needed"),
      ] + matrixProducts(left, right, span)
    case .power, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return []
    }
  }

  /// With either factor transposed, in either order.
  private func matrixProducts(_ left: Expression, _ right: Expression, _ span: SourceSpan) -> [Repair] {
    func toggled(_ expression: Expression) -> Expression {
      if case .transpose(let inner, _) = expression { inner } else { .transpose(expression, expression.span) }
    }
    func product(_ a: Expression, _ b: Expression) -> Repair {
      func written(_ expression: Expression) -> String {
        if case .transpose(let inner, let span) = expression, inner.span == span { return source(span) + ".T" }
        return source(expression.span)
      }
      return Repair(
        expression: .binary(.matrixProduct, a, b), kind: .wrongOrder, span: span,
        words: "the matrix product is transposed or in the wrong order: \(written(a)) @ \(written(b)) is needed")
    }
    return [
      product(toggled(left), right), product(left, toggled(right)), product(toggled(right), left),
      product(right, toggled(left)), product(toggled(left), toggled(right)), product(toggled(right), toggled(left)),
    ]
  }

  private static let partners: [[String]] = [
    ["sin", "cos", "tan"], ["sinh", "cosh", "tanh"], ["exp", "log", "expm1", "log1p"], ["asin", "acos", "atan"],
    ["maximum", "minimum"], ["sqrt", "abs", "sign"],
    [
      "relu", "sigmoid", "tanh", "softplus", "softmax", "silu", "gelu", "elu", "leaky_relu", "identity", "mish", "selu",
    ],
  ]

  private func calls(_ call: Expression.Call) -> [Repair] {
    func changed(_ kind: Slip.Kind, _ words: String, _ change: (inout Expression.Call) -> Void) -> Repair {
      var new = call
      change(&new)
      return Repair(expression: .call(new), kind: kind, span: call.span, words: words)
    }
    var result: [Repair] = []
    let isFunction = problem.library[call.function] != nil || Elementary(rawValue: call.function) != nil
    if isFunction, call.partial == nil {
      if call.arguments.count == 1 {
        result.append(
          changed(.primeMissing, "the derivative \(call.name)'(…) is needed here, not \(call.name)(…)") {
            $0.order += 1
          })
      }
      if call.order > 0 {
        result.append(
          changed(.primeExtra, "\(call.function) itself is needed here, not its derivative \(call.name)") {
            $0.order -= 1
          })
      }
      for list in Self.partners where list.contains(call.function) {
        for name in list
        where name != call.function && (problem.library[name] != nil || Elementary(rawValue: name) != nil) {
          result.append(changed(.wrongCall, "\(name) is needed here, not \(call.function)") { $0.function = name })
        }
      }
    }
    if ["sum", "mean", "max", "min"].contains(call.function) {
      for axis in [nil, 0.0, 1.0] {
        let new = axis.map { Expression.number($0, call.span) }
        let name = axis.map { "\(call.function)(…, axis \(Self.text($0)))" } ?? "\(call.function)(…) over all entries"
        result.append(changed(.wrongAxis, "\(name) is needed here") { $0.axis = new })
      }
    }
    if call.function == "mean" {
      result.append(changed(.meanForSum, "the sum is needed here, not the mean") { $0.function = "sum" })
    }
    if call.function == "sum" {
      result.append(changed(.sumForMean, "the mean is needed here, not the sum") { $0.function = "mean" })
    }
    if TermReader.folding(call.function) != nil, call.arguments.count == 1 {
      result.append(
        Repair(
          expression: call.arguments[0], kind: .extraSum, span: call.nameSpan,
          words: "the sum \(call.function) does not belong here"))
    }
    return result
  }

  /// The line with a sum over each letter that is not bound.
  private func sums(_ expression: Expression) -> [Repair] {
    let reasons = problem.reference.lines.compactMap(\.remark)
    let reason = reasons.first.map { ": " + $0 } ?? ""
    return letters.filter { $0 != problem.row?.letter && $0 != problem.column?.letter }.map { letter in
      let span = expression.span
      var call = Expression.Call.openDerivative(of: [expression], order: 0, nameSpan: span, span: span)
      call.function = "sum_" + letter
      return Repair(
        expression: .call(call), kind: .missingSum, span: span, words: "the sum over \(letter) is missing\(reason)")
    }
  }
}

extension LineRepairs {
  /// The line with the letters of the entry interchanged: its transpose.
  private func interchanged(_ expression: Expression) -> [Repair] {
    guard let row = problem.row?.letter, let column = problem.column?.letter else { return [] }
    func swapped(_ part: Expression) -> Expression {
      switch part {
      case .name(row, let span): .name(column, span)
      case .name(column, let span): .name(row, span)
      default: (try? part.mapParts { inner throws(Diagnostic) in swapped(inner) }) ?? part
      }
    }
    return [
      Repair(
        expression: swapped(expression), kind: .swappedIndices, span: expression.span,
        words: "\(row) and \(column) are interchanged: the line is the transposed one")
    ]
  }

  /// The line with a quantity as a factor of a matrix product, at the root or in a factor of it.
  private func factors(_ expression: Expression) -> [Repair] {
    var result = products(expression)
    if case .binary(.multiply, let left, let right) = expression {
      result += products(left).map { repair in
        var repair = repair
        repair.expression = .binary(.multiply, repair.expression, right)
        return repair
      }
    }
    return result
  }

  private func products(_ expression: Expression) -> [Repair] {
    let span = expression.span
    return problem.symbols.filter { !$0.shape.isNumber }.flatMap { symbol -> [Repair] in
      let name = Expression.name(symbol.name, span)
      let factor = symbol.layer.map { .index(name, [.at(.number(Double($0), span))], span) } ?? name
      return [(expression, factor), (expression, Expression.transpose(factor, span))].map { left, right in
        Repair(
          expression: .binary(.matrixProduct, left, right), kind: .factorMissing, span: span,
          words: "the factor \(symbol.code) is missing: a matrix product with it is needed")
      }
    }
  }
}

extension Expression {
  func replacingPart(_ place: Int, by new: Expression) -> Expression {
    var number = -1
    let result = try? mapParts { part throws(Diagnostic) in
      number += 1
      return number == place ? new : part
    }
    return result ?? self
  }
}
