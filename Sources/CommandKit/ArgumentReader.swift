import Language
import SessionCore

/// Reads a command's arguments from the text of a cell: operands, then `name value` or `name=value` in any order.
public struct ArgumentReader {
  private let command: any Command.Type
  private let code: String
  private let bytes: [UInt8]
  private var offset: Int
  private var arguments: Arguments
  private var evaluator: Evaluator

  /// - Parameter home: what `~` stands for at the beginning of a path.
  public init(
    _ line: CommandLine, command: any Command.Type, code: String, evaluator: Evaluator, home: String? = nil
  ) {
    self.command = command
    self.code = code
    self.evaluator = evaluator
    bytes = Array(code.utf8)
    offset = line.argumentStart
    arguments = Arguments(commandSpan: line.nameSpan, code: code, home: home)
  }

  public mutating func read() throws(Diagnostic) -> Arguments {
    skipBlanks()
    while offset < bytes.count {
      if let parameter = namedParameter() {
        try readNamed(parameter)
      } else if let parameter = nextOperand() {
        try readValue(of: parameter)
      } else {
        throw unexpected()
      }
      skipBlanks()
    }
    if let missing = command.parameters.first(where: { $0.isRequired && !arguments.contains($0.name) }) {
      throw Diagnostic(
        "\(command.name) needs \(missing.valueName): \(missing.summary)", at: arguments.commandSpan,
        hint: "usage: \(command.usage)")
    }
    return arguments
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
  }

  private func word(stopsAtAssign: Bool = false) -> (text: String, span: SourceSpan) {
    let span = ArgumentWord.span(in: bytes, from: offset, stopsAtAssign: stopsAtAssign)
    return (String(decoding: bytes[span.start..<span.end], as: UTF8.self), span)
  }

  private func namedParameter() -> Parameter? {
    let text = word(stopsAtAssign: true).text
    return command.parameters.first { $0.isNamed && $0.name == text }
  }

  /// The operand that the next word is for: a number passes over a choice that was left out.
  private func nextOperand() -> Parameter? {
    let open = command.parameters.filter { !$0.isNamed && ($0.isRepeated || !arguments.contains($0.name)) }
    if let first = open.first, !first.isRequired, case .choice = first.kind, Int(word().text) != nil {
      let number = open.first { if case .integer = $0.kind { true } else { false } }
      return number ?? first
    }
    return open.first
  }

  private mutating func readNamed(_ parameter: Parameter) throws(Diagnostic) {
    let name = word(stopsAtAssign: true)
    if arguments.contains(parameter.name) {
      throw Diagnostic("\(parameter.name) is given twice", at: name.span)
    }
    offset = name.span.end
    skipBlanks()
    if case .flag = parameter.kind {
      arguments.append(Arguments.Item(content: .flag, span: name.span), to: parameter.name)
      return
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "=") {
      offset += 1
      skipBlanks()
    }
    guard offset < bytes.count else {
      throw Diagnostic(
        "\(parameter.name) needs a value", at: name.span,
        hint: "\(parameter.name) \(parameter.valueName): \(parameter.summary)")
    }
    try readValue(of: parameter)
  }

  private mutating func readValue(of parameter: Parameter) throws(Diagnostic) {
    let (content, span) = try value(of: parameter)
    arguments.append(Arguments.Item(content: content, span: span), to: parameter.name)
    offset = max(span.end, offset)
  }

  private mutating func value(of parameter: Parameter) throws(Diagnostic) -> (Arguments.Content, SourceSpan) {
    let (text, span) = word()
    switch parameter.kind {
    case .integer(let range): return (.integer(try integer(text, span, range, parameter)), span)
    case .number(let range): return (.number(try number(text, span, range, parameter)), span)
    case .choice(let choices): return (.word(try choice(text, span, choices, parameter)), span)
    case .expression, .entry:
      var parser = ExpressionParser(code, from: offset)
      let expression = try parser.expression()
      offset = parser.end
      return (.expression(expression), expression.span)
    case .path: return (.word(arguments.path(text)), span)
    case .word: return (.word(ArgumentWord.unquoted(text)), span)
    case .rest:
      let end = (bytes.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? offset) + 1
      return (.word(String(decoding: bytes[offset..<end], as: UTF8.self)), SourceSpan(offset, end))
    case .flag: return (.flag, span)
    }
  }

  /// A number written as a literal or as an expression without blanks: `1/64`.
  private mutating func literalOrExpression(
    _ text: String, _ span: SourceSpan, _ parameter: Parameter
  ) throws(Diagnostic) -> Double {
    if let literal = Double(text) { return literal }
    if text.first?.isLetter == true, let near = misspelled(text) {
      throw Diagnostic("unexpected \(text)", at: span, hint: "did you mean \(near)?")
    }
    var parser = ExpressionParser(code, from: span.start)
    let expression = try parser.expression()
    guard parser.end <= span.end else {
      throw Diagnostic("expected a number for \(parameter.name), not \(text)", at: span)
    }
    return try evaluator.number(expression)
  }

  private func misspelled(_ word: String) -> String? {
    let names = command.parameters.filter { $0.isNamed && !arguments.contains($0.name) }.map(\.name)
    return Suggestions.nearest(to: word, among: names)
  }

  private mutating func integer(
    _ text: String, _ span: SourceSpan, _ range: ClosedRange<Int>, _ parameter: Parameter
  ) throws(Diagnostic) -> Int {
    let value = try literalOrExpression(text, span, parameter)
    guard let whole = Int(exactly: value) else {
      throw Diagnostic("\(parameter.name) is a whole number, not \(text)", at: span)
    }
    guard range.contains(whole) else {
      throw Diagnostic("\(parameter.name) is \(Parameter.description(of: range)), not \(whole)", at: span)
    }
    return whole
  }

  private mutating func number(
    _ text: String, _ span: SourceSpan, _ range: Parameter.NumberRange, _ parameter: Parameter
  ) throws(Diagnostic) -> Double {
    let value = try literalOrExpression(text, span, parameter)
    guard range.contains(value) else {
      throw Diagnostic("\(parameter.name) is \(range.description), not \(text)", at: span)
    }
    return value
  }

  private func choice(
    _ text: String, _ span: SourceSpan, _ choices: [Parameter.Choice], _ parameter: Parameter
  ) throws(Diagnostic) -> String {
    if choices.contains(where: { $0.word == text }) { return text }
    let near = Suggestions.nearest(
      to: text, among: choices.map(\.word) + command.parameters.filter(\.isNamed).map(\.name))
    let list = choices.map(\.word).joined(separator: ", ")
    throw Diagnostic(
      "unknown \(parameter.name) \(text)", at: span,
      hint: near.map { "did you mean \($0)? it is one of \(list)" } ?? "it is one of \(list)")
  }

  private func unexpected() -> Diagnostic {
    let (text, span) = word()
    let near = misspelled(text.split(separator: "=").first.map(String.init) ?? text)
    return Diagnostic(
      "\(command.name) does not take \(text)", at: span,
      hint: near.map { "did you mean \($0)?" } ?? "usage: \(command.usage)")
  }
}
