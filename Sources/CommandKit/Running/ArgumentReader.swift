import Engine
import Language
import SessionCore

/// Reads a command's arguments from the text of a cell: operands, then `name value` or `name=value` in any order.
public struct ArgumentReader {
  private let command: any Command.Type
  private var cursor: ArgumentCursor
  private var arguments: Arguments
  private var evaluator: Evaluator

  /// - Parameter home: what `~` means at the start of a path.
  public init(
    _ line: CommandLine, command: any Command.Type, code: String, evaluator: Evaluator, home: String? = nil
  ) {
    self.command = command
    self.evaluator = evaluator
    cursor = ArgumentCursor(code, at: line.argumentStart)
    arguments = Arguments(commandSpan: line.nameSpan, code: code, home: home)
  }

  public mutating func read() throws(Diagnostic) -> Arguments {
    cursor.skipBlanks()
    while !cursor.isAtEnd {
      if let parameter = namedParameter() {
        try readNamed(parameter)
      } else if let parameter = nextOperand() {
        try readValue(of: parameter)
      } else {
        throw unexpected()
      }
      cursor.skipBlanks()
    }
    if let missing = command.parameters.first(where: { $0.isRequired && !arguments.contains($0.name) }) {
      throw Diagnostic(
        "\(command.name) needs \(missing.valueName): \(missing.summary)", at: arguments.commandSpan,
        hint: "usage: \(command.usage)")
    }
    return arguments
  }

  private typealias Word = (text: String, span: SourceSpan)

  private func word(stopsAtAssign: Bool = false) -> Word {
    let span = cursor.word(stopsAtAssign: stopsAtAssign)
    return (cursor.text(span), span)
  }

  /// The named arguments that are not given yet.
  private var openNames: [Parameter] {
    command.parameters.filter { $0.isNamed && ($0.repeatsName || !arguments.contains($0.name)) }
  }

  /// The argument that the next word names. In `save precision to w.npy`, `precision` is a variable.
  private func namedParameter() -> Parameter? {
    let name = cursor.text(cursor.word(stopsAtAssign: true))
    guard let parameter = command.parameters.first(where: { $0.isNamed && $0.name == name }) else { return nil }
    if nextOperand()?.takesWords == true, !parameter.isFlag, !cursor.endsInNames(openNames) { return nil }
    return parameter
  }

  /// The operand that the next word is for: a number skips a choice that was left out.
  private func nextOperand() -> Parameter? {
    let open = command.parameters.filter { !$0.isNamed && ($0.isRepeated || !arguments.contains($0.name)) }
    let skipsNumbers = open.first.map { $0.isChoice || $0.isWord && $0.isRepeated } ?? false
    if let first = open.first, !first.isRequired, skipsNumbers, Int(word().text) != nil {
      let number = open.first { if case .integer = $0.kind { true } else { false } }
      return number ?? first
    }
    return open.first
  }

  private mutating func readNamed(_ parameter: Parameter) throws(Diagnostic) {
    let name = cursor.word(stopsAtAssign: true)
    if arguments.contains(parameter.name), !parameter.repeatsName {
      throw Diagnostic("\(parameter.name) is given twice", at: name)
    }
    cursor.offset = name.end
    if parameter.isFlag {
      arguments.append(Arguments.Item(content: .flag, span: name), to: parameter.name)
      return
    }
    cursor.skipAssign()
    if cursor.isAtEnd {
      // What is missing without its file only the command can say.
      guard case .file = parameter.kind else {
        throw Diagnostic(
          "\(parameter.name) needs a value", at: name,
          hint: "\(parameter.name) \(parameter.valueName): \(parameter.summary)")
      }
      arguments.append(Arguments.Item(content: .word(""), span: name), to: parameter.name)
      return
    }
    try readValue(of: parameter)
  }

  private mutating func readValue(of parameter: Parameter) throws(Diagnostic) {
    let (content, span) = try value(of: parameter)
    arguments.append(Arguments.Item(content: content, span: span), to: parameter.name)
    cursor.offset = max(span.end, cursor.offset)
    if parameter.mayBeAssigned { cursor.skipAssign() }
  }

  private mutating func value(of parameter: Parameter) throws(Diagnostic) -> (Arguments.Content, SourceSpan) {
    let word = word(stopsAtAssign: parameter.mayBeAssigned)
    let (text, span) = word
    switch parameter.kind {
    case .integer(let range): return (.integer(try integer(word, in: range, parameter)), span)
    case .number(let range):
      let value = try literalOrExpression(word, parameter)
      guard range?.contains(value) ?? !value.isNaN else {
        throw Diagnostic("\(parameter.name) is \(Parameter.description(of: range)), not \(text)", at: span)
      }
      return (.number(value), span)
    case .choice(let choices):
      let own = parameter.own?(evaluator.session) ?? []
      return (.word(try choice(word, of: choices + own, parameter)), span)
    case .activation:
      return (.word(try choice(word, of: Choices.activations(in: evaluator.session), parameter)), span)
    case .expression, .entry:
      var parser = ExpressionParser(cursor.code, from: cursor.offset)
      let expression = try parser.expression()
      cursor.offset = parser.end
      return (.expression(expression), expression.span)
    case .path: return (.word(arguments.path(text)), span)
    case .word: return (.word(Arguments.unquoted(text)), span)
    case .file, .rest:
      let span = cursor.words(before: openNames.filter { $0.name != parameter.name })
      let text = cursor.text(span)
      if case .file = parameter.kind { return (.word(arguments.path(text)), span) }
      return (.word(text), span)
    case .flag: return (.flag, span)
    }
  }

  /// A number written as a literal or as an expression without blanks: `1/64`.
  private mutating func literalOrExpression(_ word: Word, _ parameter: Parameter) throws(Diagnostic) -> Double {
    let (text, span) = word
    if let literal = Double(text) { return literal }
    if text.first?.isLetter == true, let near = misspelled(text) {
      throw Diagnostic("unexpected \(text)", at: span, hint: near)
    }
    if !parameter.isNamed, let setting = Setting.named(text) {
      throw Diagnostic("\(command.name) does not take \(text)", at: span, hint: "set \(text) \(setting.sample)")
    }
    var parser = ExpressionParser(cursor.code, from: span.start)
    let expression = try parser.expression()
    guard parser.end <= span.end else {
      throw Diagnostic("expected a number for \(parameter.name), not \(text)", at: span)
    }
    return try evaluator.number(expression)
  }

  private func misspelled(_ word: String) -> String? {
    Suggestions.question(word, among: openNames.map(\.name))
  }

  private mutating func integer(
    _ word: Word, in range: ClosedRange<Int>, _ parameter: Parameter
  ) throws(Diagnostic) -> Int {
    guard let integer = Int(exactly: try literalOrExpression(word, parameter)) else {
      throw Diagnostic("\(parameter.name) is a whole number, not \(word.text)", at: word.span)
    }
    guard range.contains(integer) else {
      throw Diagnostic("\(parameter.name) is \(Parameter.description(of: range)), not \(integer)", at: word.span)
    }
    return integer
  }

  private func choice(
    _ word: Word, of choices: [Parameter.Choice], _ parameter: Parameter
  ) throws(Diagnostic) -> String {
    let (text, span) = word
    let words = choices.map(\.word)
    if words.contains(text) { return text }
    let near = Suggestions.question(text, among: words + command.parameters.filter(\.isNamed).map(\.name))
    if parameter.isNamed, words.count == 2 {
      throw Diagnostic("\(parameter.name) is \(words[0]) or \(words[1]), not \(text)", at: span, hint: near)
    }
    let list = "it is one of \(words.joined(separator: ", "))"
    throw Diagnostic("unknown \(parameter.name) \(text)", at: span, hint: near.map { "\($0) \(list)" } ?? list)
  }

  private func unexpected() -> Diagnostic {
    let (text, span) = word()
    let near = misspelled(text.split(separator: "=").first.map(String.init) ?? text)
    return Diagnostic("\(command.name) does not take \(text)", at: span, hint: near ?? "usage: \(command.usage)")
  }
}
