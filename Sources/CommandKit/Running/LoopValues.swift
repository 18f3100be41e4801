import Language
import SessionCore
import Views

/// The numbers that a loop runs over, computed one at a time.
struct LoopValues {
  private enum Content {
    case range(first: Double, step: Double)
    case list([Double])
  }

  private let content: Content
  let count: Int
  /// As it was typed.
  let text: String

  /// The most numbers in a range.
  private static let most = 1e15

  init(_ values: CompoundStatement.Values, evaluator: Evaluator) throws(Diagnostic) {
    var evaluator = evaluator
    switch values {
    case .entries(let expression):
      text = evaluator.text(expression)
      content = .list(try Self.entries(of: expression, text, &evaluator))
      if case .list(let numbers) = content { count = numbers.count } else { count = 0 }
    case .range(let from, let to, let step, let includesEnd):
      let first = try Self.bound(from, &evaluator)
      let last = try Self.bound(to, &evaluator)
      let size = try step.map { (step) throws(Diagnostic) in try Self.bound(step, &evaluator) } ?? 1
      if size == 0, let step { throw Diagnostic("a step of 0 never ends", at: step.span, hint: "a step of 1 or −1") }
      let length = (last - first) / size
      // 0:1:0.1 has ten numbers, though 1 / 0.1 may be a little more than 10.
      let number = includesEnd ? (length + 1e-9).rounded(.down) + 1 : (length - 1e-9).rounded(.up)
      guard number < Self.most else { throw Diagnostic("the range is too long", at: values.span) }
      content = .range(first: first, step: size)
      count = max(0, Int(number))
      let parts = [from, to, step].compactMap { $0.map { evaluator.text($0) } }
      text = parts.joined(separator: includesEnd ? ".." : ":")
    }
  }

  subscript(index: Int) -> Double {
    switch content {
    case .range(let first, let step): first + Double(index) * step
    case .list(let numbers): numbers[index]
    }
  }

  private static func bound(_ expression: Expression, _ evaluator: inout Evaluator) throws(Diagnostic) -> Double {
    let number = try evaluator.number(expression)
    guard number.isFinite else {
      throw Diagnostic("a range has finite ends, not \(number.formatted)", at: expression.span)
    }
    return number
  }

  private static func entries(
    of expression: Expression, _ text: String, _ evaluator: inout Evaluator
  ) throws(Diagnostic) -> [Double] {
    switch try evaluator.evaluate(expression) {
    case .number(let number):
      let last = number >= 1 && number == number.rounded() ? "1..\(text)" : "1..3"
      throw Diagnostic(
        "for takes a range, a row or a list, and \(text) is a number", at: expression.span, hint: "\(last) is a range")
    case .matrix(let matrix):
      guard matrix.rows == 1 || matrix.columns == 1 else {
        throw Diagnostic(
          "for takes a range, a row or a list, and \(text) is \(matrix.shape)", at: expression.span,
          hint: "0:\(matrix.rows) runs over its rows")
      }
      return matrix.elements
    }
  }
}
