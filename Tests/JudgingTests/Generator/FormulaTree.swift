import Language

/// A formula as a user types it, as a tree that can be respelled or spoilt and is printed again.
indirect enum FormulaTree: Hashable, Sendable {
  /// A number as it is written.
  case number(String)
  /// A quantity, a constant or a variable: `a[2]`, `B`, `h`.
  case name(String)
  case negation(FormulaTree)
  case binary(Sign, FormulaTree, FormulaTree)
  case transpose(FormulaTree)
  /// An entry, a row or a column: the subscripts without their brackets.
  case part(FormulaTree, String)
  /// A call: `sum(z[1], axis 0)`, `relu'(z[1])`.
  case call(String, [FormulaTree], axis: Int?)

  enum Sign: String, Sendable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", matrixProduct = "@", power = "^"
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", equal = "=="
  }

  /// Reads a formula of the shell. Matrices are not read: no formula of the generator has one.
  init(_ text: String) {
    guard let expression = try? ExpressionParser.parse(text) else { preconditionFailure("no formula: \(text)") }
    self.init(expression, Array(text.utf8))
  }

  private init(_ expression: Expression, _ text: [UInt8]) {
    func written(_ span: SourceSpan) -> String { String(decoding: text[span.start..<span.end], as: UTF8.self) }
    switch expression {
    case .number(_, let span): self = .number(written(span))
    case .name(let name, _): self = .name(name)
    case .negation(let operand, _): self = .negation(Self(operand, text))
    case .transpose(let operand, _): self = .transpose(Self(operand, text))
    case .binary(let sign, let left, let right):
      self = .binary(Sign(rawValue: sign.rawValue) ?? .equal, Self(left, text), Self(right, text))
    case .index(let base, let subscripts, let span):
      let whole = written(span)
      if case .name = base, subscripts.count == 1 {
        self = .name(whole)
      } else {
        let open = whole.lastIndex(of: "[") ?? whole.startIndex
        self = .part(Self(base, text), String(whole[whole.index(after: open)...].dropLast()))
      }
    case .call(let call):
      let axis: Int? = if case .number(let number, _) = call.axis { Int(number) } else { nil }
      self = .call(call.name, call.arguments.map { Self($0, text) }, axis: axis)
    case .matrix(_, let span): self = .name(written(span))
    }
  }
}

// MARK: Building

extension FormulaTree {
  static func + (left: Self, right: Self) -> Self { .binary(.add, left, right) }
  static func - (left: Self, right: Self) -> Self { .binary(.subtract, left, right) }
  static func * (left: Self, right: Self) -> Self { .binary(.multiply, left, right) }
  static func / (left: Self, right: Self) -> Self { .binary(.divide, left, right) }
  static prefix func - (operand: Self) -> Self { .negation(operand) }

  func dot(_ other: Self) -> Self { .binary(.matrixProduct, self, other) }
  var transposed: Self { if case .transpose(let operand) = self { operand } else { .transpose(self) } }

  static func sum(_ terms: [Self]) -> Self? { terms.first.map { terms.dropFirst().reduce($0, +) } }
}

// MARK: Nodes

extension FormulaTree {
  var children: [Self] {
    switch self {
    case .number, .name: []
    case .negation(let operand), .transpose(let operand), .part(let operand, _): [operand]
    case .binary(_, let left, let right): [left, right]
    case .call(_, let arguments, _): arguments
    }
  }

  func withChildren(_ children: [Self]) -> Self {
    switch self {
    case .number, .name: self
    case .negation: .negation(children[0])
    case .transpose: .transpose(children[0])
    case .part(_, let subscripts): .part(children[0], subscripts)
    case .binary(let sign, _, _): .binary(sign, children[0], children[1])
    case .call(let name, _, let axis): .call(name, children, axis: axis)
    }
  }

  /// Every node, this one first.
  var nodes: [Self] { [self] + children.flatMap(\.nodes) }

  /// The trees in which one node is replaced by one of the replacements that a rule gives for it.
  func replacing<Note>(_ rule: (Self) -> [(Self, Note)]) -> [(tree: Self, note: Note)] {
    var results = rule(self).map { (tree: $0.0, note: $0.1) }
    let children = children
    for (index, child) in children.enumerated() {
      for (changed, note) in child.replacing(rule) {
        var others = children
        others[index] = changed
        results.append((withChildren(others), note))
      }
    }
    return results
  }

  /// Every occurrence of a node replaced.
  func substituting(_ old: Self, by new: Self) -> Self {
    self == old ? new : withChildren(children.map { $0.substituting(old, by: new) })
  }
}

// MARK: Printing

extension FormulaTree: CustomStringConvertible {
  var description: String { text(0) }

  /// Binding: 1 comparisons, 2 sums, 3 products, 4 signs, 5 powers, 6 subscripts and transposes.
  private var binding: Int {
    switch self {
    case .number(let digits): digits.hasPrefix("-") ? 4 : 7
    case .name, .call: 7
    case .negation: 4
    case .transpose, .part: 6
    case .binary(let sign, _, _):
      switch sign {
      case .add, .subtract: 2
      case .multiply, .divide, .matrixProduct: 3
      case .power: 5
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal: 1
      }
    }
  }

  private func text(_ least: Int) -> String { binding < least ? "(" + plainText + ")" : plainText }

  private var plainText: String {
    switch self {
    case .number(let text), .name(let text): return text
    case .negation(let operand): return "-" + operand.text(4)
    case .transpose(let operand): return operand.text(6) + ".T"
    case .part(let operand, let subscripts): return operand.text(6) + "[\(subscripts)]"
    case .call(let name, let arguments, let axis):
      let list = arguments.map { $0.text(0) } + (axis.map { ["axis \($0)"] } ?? [])
      return "\(name)(\(list.joined(separator: ", ")))"
    case .binary(.power, let base, let exponent): return base.text(6) + "^" + exponent.text(4)
    case .binary(let sign, let left, let right):
      let own = binding
      return "\(left.text(own == 1 ? 2 : own)) \(sign.rawValue) \(right.text(own + 1))"
    }
  }
}
