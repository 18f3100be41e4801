extension Exercise {
  /// Reads the lines between the fences: `key: value`, in which indented lines continue a value.
  init(_ fence: MarkdownScan.Fence, in source: SourceLines) throws(NotebookError) {
    var fields: [Field] = []
    for line in fence.lines.lowerBound + 1..<fence.lines.upperBound - 1 {
      try Self.read(source.text(line, withoutIndentation: fence.indentation), line: line + 1, into: &fields)
    }
    let line = fence.lines.lowerBound + 1
    let derives = try Self.derivation(fields, line: line)
    let answer = if let derives { derives } else { try Self.one("answer", of: fields, line: line) }
    self.init(
      question: try Self.one("question", of: fields, line: line).value, answer: answer.value, answerLine: answer.line,
      lines: fence.lines)
    for field in fields { try add(field) }
    if let derives { addDerivation(derives) }
  }

  /// The `derive:` of an exercise that is answered line by line; its answer is the whole derivation.
  private static func derivation(_ fields: [Field], line: Int) throws(NotebookError) -> Field? {
    guard fields.contains(where: { $0.key == "derive" }) else { return nil }
    if let other = fields.first(where: { Self.keysOfAnAnswer.contains($0.key) }) {
      throw NotebookError("an exercise with `derive:` has no `\(other.key):`", line: other.line)
    }
    var field = try one("derive", of: fields, line: line)
    field.value = "derive \(field.value)"
    return field
  }

  private mutating func addDerivation(_ derivation: Field) {
    derives = String(derivation.value.dropFirst("derive ".count))
    setup.append(Setup(source: "\(derivation.value) by hand", line: derivation.line))
  }

  private struct Field {
    var key: String
    var value: String
    var line: Int
  }

  private static let keys = [
    "question", "answer", "also", "without", "tolerance", "hint", "mistake", "draw", "setup", "derive",
  ]
  private static let keysOfAnAnswer = ["answer", "also", "without", "tolerance", "mistake"]

  private static func read(_ text: String, line: Int, into fields: inout [Field]) throws(NotebookError) {
    let content = trimmed(text)
    if content.isEmpty { return }
    if text.first?.isWhitespace == true {
      guard let last = fields.indices.last else {
        throw NotebookError("an exercise starts with `question:`", line: line)
      }
      fields[last].value += fields[last].value.isEmpty ? content : "\n" + content
      return
    }
    guard let colon = content.firstIndex(of: ":"), keys.contains(String(content[..<colon])) else {
      throw NotebookError("expected one of \(keys.map { $0 + ":" }.joined(separator: ", "))", line: line)
    }
    let value = trimmed(content[content.index(after: colon)...])
    fields.append(Field(key: String(content[..<colon]), value: value, line: line))
  }

  /// The only field with the key.
  private static func one(_ key: String, of fields: [Field], line: Int) throws(NotebookError) -> Field {
    let found = fields.filter { $0.key == key }
    guard let first = found.first else { throw NotebookError("this exercise has no `\(key):`", line: line) }
    if found.count > 1 { throw NotebookError("this exercise has a second `\(key):`", line: found[1].line) }
    if first.value.isEmpty { throw NotebookError("`\(key):` is empty", line: first.line) }
    return first
  }

  private mutating func add(_ field: Field) throws(NotebookError) {
    if field.value.isEmpty { throw NotebookError("`\(field.key):` is empty", line: field.line) }
    switch field.key {
    case "tolerance":
      if tolerance != nil { throw NotebookError("this exercise has a second `tolerance:`", line: field.line) }
      guard let value = Double(field.value), value.isFinite, value > 0 else {
        throw NotebookError("`tolerance:` is a number above 0, such as 1e-6", line: field.line)
      }
      tolerance = value
    case "hint": hints.append(field.value)
    case "mistake": mistakes.append(try Self.mistake(field))
    case "also": equivalents.append(Equivalent(expression: field.value, line: field.line))
    case "without": exclusions.append(try Self.exclusion(field))
    case "draw": draws.append(try Draw(parsing: field.value, line: field.line))
    case "setup": setup.append(Setup(source: field.value, line: field.line))
    default: break
    }
  }

  private static func mistake(_ field: Field) throws(NotebookError) -> Mistake {
    let (expression, message) = parts(of: field)
    guard let message, !expression.isEmpty, !message.isEmpty else {
      throw NotebookError("expected `mistake: EXPRESSION -> what to say`", line: field.line)
    }
    return Mistake(expression: expression, message: message, line: field.line)
  }

  private static func exclusion(_ field: Field) throws(NotebookError) -> Exclusion {
    let (list, message) = parts(of: field)
    let names = list.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    guard !names.contains(""), message != "" else {
      throw NotebookError("expected `without: NAME, NAME`, or `without: NAME -> what to say`", line: field.line)
    }
    return Exclusion(names: names, message: message, line: field.line)
  }

  /// The texts on both sides of `->`; without one, all of it and `nil`.
  private static func parts(of field: Field) -> (String, String?) {
    guard let arrow = field.value.firstRange(of: "->") else { return (field.value, nil) }
    return (trimmed(field.value[..<arrow.lowerBound]), trimmed(field.value[arrow.upperBound...]))
  }
}
