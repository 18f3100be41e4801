import Engine
import Language
import SessionCore

/// Numbers among the arguments.
extension ArgumentReader {
  mutating func number(
    _ word: Word, in range: ConstantRange?, _ parameter: Parameter
  ) throws(Diagnostic) -> Double {
    let value = try number(word, parameter)
    guard range?.contains(value) ?? value.isFinite else {
      throw Diagnostic("\(parameter.name) is \(Parameter.description(of: range)), not \(word.text)", at: word.span)
    }
    return value
  }

  mutating func integer(
    _ word: Word, in range: ClosedRange<Int>, _ parameter: Parameter
  ) throws(Diagnostic) -> Int {
    let value = try number(word, parameter)
    guard let integer = Int(exactly: value) else {
      throw Diagnostic("\(parameter.name) is a whole number, not \(word.text)", at: word.span)
    }
    guard range.contains(integer) else {
      // `network 2-3-1` is a list, not −2.
      if NumberWord(word.text).literal == nil, let list = list(word, parameter) { throw list }
      throw Diagnostic("\(parameter.name) is \(Parameter.description(of: range)), not \(integer)", at: word.span)
    }
    return integer
  }

  /// A layer: its number, a negative one from the end, `L` or a quantity of it as `W[1]`.
  mutating func layer(
    _ word: Word, or choices: [Parameter.Choice], _ parameter: Parameter
  ) throws(Diagnostic) -> Arguments.Content {
    if choices.contains(where: { $0.word == word.text }) { return .word(word.text) }
    if let near = Suggestions.question(word.text, among: choices.map(\.word)) {
      throw Diagnostic("unknown \(parameter.name) \(word.text)", at: word.span, hint: near)
    }
    let depth = evaluator.session.network?.depth
    var number = word
    if let index = Self.layerIndex(word.text) {
      number = (index, SourceSpan(word.span.end - 1 - index.utf8.count, word.span.end - 1))
    }
    guard let typed = Int(exactly: try self.number(number, parameter)) else {
      throw Diagnostic("a layer is a whole number, not \(word.text)", at: word.span)
    }
    guard let depth else { return .integer(typed) }
    let l = typed < 0 ? depth + 1 + typed : typed
    guard (1...depth).contains(l) else {
      throw Diagnostic(
        "there is no layer \(word.text)", at: word.span, hint: "the network has layers 1 to \(depth)")
    }
    return .integer(l)
  }

  /// The index of `W[1]` and other quantities of one layer.
  private static func layerIndex(_ text: String) -> String? {
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "["), Names.family(String(text[..<bracket])) != nil
    else {
      return nil
    }
    let index = text[text.index(after: bracket)...].dropLast()
    return index.isEmpty || index.contains { ",[:".contains($0) } ? nil : String(index)
  }

  /// A number written as a literal or as an expression without blanks, `1/64`, read to the end of its word.
  private mutating func number(_ word: Word, _ parameter: Parameter) throws(Diagnostic) -> Double {
    let number = NumberWord(word.text)
    if let literal = number.literal { return literal }
    if let stray = stray(word, at: parameter) { throw stray }
    if number.hasRest { throw refused(word, parameter) }
    do throws(Diagnostic) {
      let code = String(decoding: Array(code.utf8)[..<word.span.end], as: UTF8.self)
      return try evaluator.number(try ExpressionParser.parse(code, from: word.span.start))
    } catch {
      throw list(word, parameter) ?? error
    }
  }

  /// A word that is a number with something after it.
  private func refused(_ word: Word, _ parameter: Parameter) -> Diagnostic {
    if let list = list(word, parameter) { return list }
    let isWhole = !parameter.isNumber
    let kind = isWhole ? "a whole number" : parameter.numberDescription
    let corrected = NumberWord(word.text).corrected(isWhole: isWhole)
    let line = corrected.flatMap { takes($0, parameter) ? word.span.line(in: code, replacedBy: $0) : nil }
    return Diagnostic(
      "\(parameter.isLayer ? "a layer" : parameter.name) is \(kind), not \(word.text)", at: word.span,
      hint: line.map { "write \($0)" })
  }

  /// Whether a number is in the range of a parameter.
  private func takes(_ text: some StringProtocol, _ parameter: Parameter) -> Bool {
    guard let value = Double(text) else { return false }
    switch parameter.kind {
    case .integer(let range): return Int(exactly: value).map(range.contains) ?? false
    case .number(let range): return range?.contains(value) ?? value.isFinite
    case .layer: return Int(exactly: value).map { (1...(evaluator.session.network?.depth ?? 1)).contains($0) } ?? false
    case .choice, .activation, .expression, .entry, .path, .file, .word, .rest, .flag: return false
    }
  }

  /// The error of a list that is not written as numbers one after another: `sample 1:4`, `network 2,3,1`.
  private func list(_ word: Word, _ parameter: Parameter) -> Diagnostic? {
    guard parameter.isRepeated else { return nil }
    let span = cursor.list(from: word.span)
    guard let numbers = NumberWord(cursor.text(span)).list else { return nil }
    let areTaken = numbers.split(separator: " ").allSatisfy { takes($0, parameter) }
    return Diagnostic(
      "\(command.name) takes numbers with blanks between them, not \(cursor.text(span))", at: span,
      hint: areTaken ? "write \(span.line(in: code, replacedBy: numbers))" : nil)
  }
}

extension Parameter {
  /// Whether it is a whole number.
  var isWhole: Bool { if case .integer = kind { true } else { false } }
  /// Whether it is a layer.
  var isLayer: Bool { if case .layer = kind { true } else { false } }
  /// Whether it is a number that need not be whole.
  var isNumber: Bool { if case .number = kind { true } else { false } }

  /// What a number may be; empty if it is not a number.
  var numberDescription: String {
    switch kind {
    case .integer(let range): Self.description(of: range)
    case .number(let range): Self.description(of: range)
    case .layer: "a layer"
    case .choice, .activation, .expression, .entry, .path, .file, .word, .rest, .flag: ""
    }
  }
}
