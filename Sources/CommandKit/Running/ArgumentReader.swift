import Engine
import Language
import SessionCore

/// Reads a command's arguments from the text of a cell: operands, then `name value` or `name=value` in any order.
public struct ArgumentReader {
  let command: any Command.Type
  private(set) var cursor: ArgumentCursor
  private(set) var arguments: Arguments
  var evaluator: Evaluator

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
    for parameter in command.parameters where arguments.contains(parameter.name) { try requireMeaning(of: parameter) }
    return arguments
  }

  /// Refuses an argument that means nothing beside the others.
  private func requireMeaning(of parameter: Parameter) throws(Diagnostic) {
    guard let condition = parameter.condition, let reason = condition.reason(arguments.typedWord(condition.name)) else {
      return
    }
    throw arguments.failure("\(parameter.name) \(reason)", at: parameter.name)
  }

  typealias Word = (text: String, span: SourceSpan)

  /// The text of the cell.
  var code: String { cursor.code }

  func word(stopsAtAssign: Bool = false) -> Word {
    let span = cursor.word(stopsAtAssign: stopsAtAssign)
    return (cursor.text(span), span)
  }

  /// The named arguments that are not given yet.
  var openNames: [Parameter] {
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
    if cursor.isAtEnd || takesNoName(parameter) && openNames.contains(where: { $0.name == word().text }) {
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

  /// Whether the name of another argument cannot be its value.
  private func takesNoName(_ parameter: Parameter) -> Bool {
    switch parameter.kind {
    case .integer, .number, .layer, .choice, .activation: true
    case .expression, .entry, .path, .file, .word, .rest, .flag: false
    }
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
    case .number(let range): return (.number(try number(word, in: range, parameter)), span)
    case .layer(let choices): return (try layer(word, or: choices, parameter), span)
    case .choice, .activation: return (.word(try choice(word, parameter)), span)
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

  private func choice(_ word: Word, _ parameter: Parameter) throws(Diagnostic) -> String {
    let (text, span) = word
    let words = words(of: parameter)
    if words.contains(text) { return text }
    if command.name == Setting.command, let own = ForeignWord.meanings(ofName: text, among: words).first {
      let note = own == "rate" ? "; in formulas it is called eta" : ""
      throw Diagnostic("unknown \(parameter.name) \(text)", at: span, hint: "did you mean \(own)?\(note)")
    }
    if let own = ForeignWord.meaning(ofValue: text, among: words) {
      throw Diagnostic("unknown \(parameter.name) \(text)", at: span, hint: "did you mean \(own)?")
    }
    let near = Suggestions.question(text, among: words)
    if !parameter.isNamed, let other = near == nil ? stray(word, at: parameter) ?? numberWithoutName(word) : nil {
      throw other
    }
    if parameter.isNamed, words.count == 2 {
      throw Diagnostic("\(parameter.name) is \(words[0]) or \(words[1]), not \(text)", at: span, hint: near)
    }
    let list = "it is one of \(self.words(of: parameter, listed: true).joined(separator: ", "))"
    throw Diagnostic("unknown \(parameter.name) \(text)", at: span, hint: near.map { "\($0) \(list)" } ?? list)
  }
}
