import Language
import SessionCore

extension Setting {
  /// The value that was typed.
  public func value(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> Value {
    let text = arguments.word("value") ?? ""
    if words.contains(where: { $0.word == text }) { return .word(text) }
    switch values {
    case .choice(let choices): throw unknown(text, among: choices, arguments)
    case .number(let range):
      let number = try number(arguments, in: context)
      guard range.contains(number) else { throw outside(text, arguments) }
      return .number(number)
    case .integer(let range, _):
      guard let number = Int(exactly: try number(arguments, in: context)), range.contains(number) else {
        throw outside(text, arguments)
      }
      return .integer(number)
    }
  }

  private func number(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> Double {
    var evaluator = context.evaluator(arguments.code)
    let expression = try ExpressionParser.parse(arguments.code, from: arguments.span("value").start)
    return try evaluator.number(expression)
  }

  private func outside(_ text: String, _ arguments: Arguments) -> Diagnostic {
    arguments.failure("\(name) is \(range), not \(text)", at: "value")
  }

  private func unknown(_ text: String, among choices: [Parameter.Choice], _ arguments: Arguments) -> Diagnostic {
    let nearest = Suggestions.nearest(to: text, among: choices.map(\.word))
    return arguments.failure(
      "\(name) is \(range), not \(text)", at: "value", hint: nearest.map { "did you mean \($0)?" })
  }
}
