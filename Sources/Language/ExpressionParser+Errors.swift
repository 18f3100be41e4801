/// What is wrong where an expression cannot be read, and the line to type.
extension ExpressionParser {
  func unexpected(expected: String? = nil) -> Diagnostic {
    let wanted = expected.map { "expected \($0)" } ?? "expected an expression"
    switch token.kind {
    case .end where !open.isEmpty:
      return Diagnostic("this bracket is not closed", at: open[open.count - 1], hint: expected.map { "add \($0)" })
    case .end: return Diagnostic("\(wanted), but the line ends here", at: token.span)
    case .unknown(let text) where text.hasPrefix("\""):
      return Diagnostic("this text is not closed", at: token.span, hint: "add \"")
    case .unknown(let text) where text.first?.isNumber == true:
      return Diagnostic("\(text) is not a number", at: token.span, hint: repaired.map { "write \($0)" })
    case .comma where numberWithoutComma != nil:
      return Diagnostic(
        "unexpected ,", at: token.span, hint: numberWithoutComma.map { "a number is written without a comma: \($0)" })
    case .unknown(let sign): return Diagnostic("unknown sign \(sign)", at: token.span, hint: hint(for: sign))
    case .assign:
      return Diagnostic(
        "unexpected =", at: token.span, hint: "== compares; = assigns to one name or entry: W[1][0, 2] = 0.15")
    case .name(let word) where Expression.Connective(rawValue: word) != nil:
      return Diagnostic(
        "unexpected \(word)", at: token.span,
        hint: word == "not"
          ? "in parentheses it is an operand: (not x)" : "it joins two conditions: x > 1 \(word) x < 4")
    case .name("if"):
      return Diagnostic("unexpected if", at: token.span, hint: "where(x > 2, 1, 0) chooses entry by entry")
    default:
      return Diagnostic(
        "unexpected \(token.kind.description)", at: token.span, hint: lineToType ?? expected.map { "expected \($0)" })
    }
  }

  private static let signs = "* multiplies entry by entry, @ is the matrix product"

  private static let conditions = "conditions are joined with and, or, not"

  private static let signHints = [
    "&": conditions, "&&": conditions, "~": conditions, "¬": conditions, "∧": conditions, "∨": conditions,
    "...": "a range is written 1..3 with its end, 1:3 without", "?": "where(x > 2, 1, 0) chooses entry by entry",
    "//": "floor(x / 2) is the whole part of a quotient", "∞": "1/0 is infinite",
    "×": signs, "{": "matrices are written [[1, 2], [3, 4]]",
    "%": "a share is written as a number: 0.2; the rest of x / 2 is x - 2 * floor(x / 2)",
  ]

  private func hint(for sign: String) -> String? {
    switch sign {
    case "!", "~", "¬": endsOperand ? nil : repaired.map { "write \($0)" } ?? Self.signHints[sign]
    case let other where ForeignSpelling.otherSigns[other] != nil:
      repaired.map { "write \($0)" } ?? Self.signHints[sign]
    case "×", ".": repaired.map { "write \($0); \(Self.signs)" } ?? Self.signHints[sign]
    case "{": layerInBraces.map { "write \($0)" } ?? Self.signHints[sign]
    default: Self.signHints[sign]
    }
  }

  // MARK: The line to type

  /// What was typed between two places, without blanks at the ends.
  func typed(from start: Int, to end: Int?) -> String {
    let bytes = Array(text.utf8)
    let piece = String(decoding: bytes[start..<(end ?? bytes.count)], as: UTF8.self)
    return String(piece.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Whether what is next could start an operand.
  var startsOperand: Bool {
    switch token.kind {
    case .number, .name, .openParenthesis, .openBracket, .root, .bar, .doubleBar: true
    default: false
    }
  }

  private var endsOperand: Bool {
    switch last {
    case .number, .name, .closeParenthesis, .closeBracket, .transpose, .raised, .lowered, .primes: true
    default: false
    }
  }

  /// Whether two operands are next to each other without a sign.
  private var isGap: Bool {
    if case .number = last, case .number = token.kind { return false }
    return startsOperand && endsOperand
  }

  /// Whether only a blank keeps an index or an argument from its name: `W [1]`, `tanh (z[1])`.
  private var isSplitByBlank: Bool {
    if case .primes = last { return token.kind == .openParenthesis }
    guard case .name(let name) = last else { return false }
    return token.kind == .openBracket || token.kind == .openParenthesis && name.count > 1 && !Self.values.contains(name)
  }

  /// Names of numbers and matrices that could be taken for functions.
  private static let values: Set<String> = ["eta", "pi", "delta", "l1", "l2"]

  /// Whether the name before could be that of a function whose argument has no parentheses: `log x`.
  private var isOfFunction: Bool {
    guard case .name(let name) = last, name.count > 1, name.first?.isUppercase == false else { return false }
    return !isSplitByBlank && !Self.values.contains(name)
  }

  /// `sqrt(2)` in the line that has `sqrt 2`.
  private var callWithParentheses: String? {
    guard case .name(let name) = last, ForeignSpelling.methods.contains(name), startsOperand, !isSplitByBlank else {
      return nil
    }
    var ahead = self
    ahead.givesHints = false
    guard (try? ahead.postfix()) != nil else { return nil }
    let rest = typed(from: ahead.end, to: nil)
    let call = "\(typed(from: 0, to: end))(\(typed(from: token.span.start, to: ahead.end)))"
    return rest.isEmpty ? call : "\(call) \(rest)"
  }

  private var lineToType: String? {
    guard givesHints else { return nil }
    if let entries = entriesWithCommas { return "entries are separated by commas: \(entries)" }
    if let call = callWithParentheses { return "write \(call)" }
    if let range = rangeAsRow { return "as a row it is \(range)" }
    if let matrix = matricesSideBySide { return "write \(matrix)" }
    if last == .transpose, token.kind == .openParenthesis { return "write \(typed(from: start, to: end))" }
    guard isGap else { return nil }
    if token.kind == .bar || token.kind == .doubleBar || skipsLogic { return repaired.map { "write \($0)" } }
    if isOfEntry, last == .closeBracket { return "entries are written with [ ]: W[1][0, 2]" }
    if case .name(let name) = last, name.hasPrefix("sum_") { return "what is added is in parentheses: \(name)(…)" }
    guard !isOfFunction, let repaired else { return nil }
    let isOfNumber = if case .number = last { true } else { false }
    return isSplitByBlank || isOfNumber ? "write \(repaired)" : "write \(repaired); \(Self.signs)"
  }

  /// The line with a * for each × and between operands without a sign, if it can be read then.
  private var repaired: String? {
    guard givesHints else { return nil }
    var line = Array(text.utf8)
    for _ in 0..<16 {
      var parser = ExpressionParser(
        String(decoding: line, as: UTF8.self), from: start, allowsOpenDerivatives: allowsOpenDerivatives)
      parser.givesHints = false
      do throws(Diagnostic) {
        _ = try parser.expression()
        if parser.skip(.assign) { _ = try parser.expression() }
        try parser.expectEnd()
        return parser.typed(from: 0, to: nil)
      } catch {
        guard let (span, sign) = parser.missingSign else { return nil }
        line.replaceSubrange(span.start..<span.end, with: Array(sign.utf8))
      }
    }
    return nil
  }

  /// What belongs at the place of an error, and between which bytes.
  private var missingSign: (SourceSpan, String)? {
    switch token.kind {
    case .unknown("×"): return (token.span, isOfMatrices ? "@" : "*")
    case .unknown("."): return (token.span, "@")
    case .unknown(let sign) where ForeignSpelling.otherSigns[sign] != nil:
      return ForeignSpelling.otherSigns[sign].map { (gapAround(token.span), " \($0) ") }
    case .unknown("!"), .unknown("~"), .unknown("¬"): return endsOperand ? nil : (token.span, "not ")
    case .unknown(let word) where word.first?.isNumber == true:
      let digits = word.filter { $0 != "_" }
      return Double(digits) == nil ? nil : (token.span, digits)
    case .bar, .doubleBar:
      if let sign = signOfAlternatives { return (gapAround(token.span), sign) }
    case .name(let word) where isGap:
      var ahead = self
      ahead.advance()
      if let sign = ForeignSpelling.wordsForSigns[word], ahead.startsOperand {
        return (token.span, sign == "*" && isOfMatrices ? "@" : sign)
      }
    default: break
    }
    guard isGap, !isOfFunction, !isOfEntry else { return nil }
    let gap = SourceSpan(end, token.span.start)
    return (gap, isSplitByBlank ? "" : isOfMatrices ? " @ " : " * ")
  }

  /// A sign with the blanks around it.
  private func gapAround(_ sign: SourceSpan) -> SourceSpan {
    var ahead = self
    ahead.advance()
    return SourceSpan(end, max(sign.end, ahead.token.span.start))
  }

  /// ` or ` if the bar that is next stands between two conditions, as in C and MATLAB.
  private var signOfAlternatives: String? {
    guard endsOperand else { return nil }
    if token.kind == .doubleBar { return typed(from: token.span.start, to: token.span.end) == "||" ? " or " : nil }
    let others = typed(from: token.span.end, to: nil).count { $0 == "|" }
    return others.isMultiple(of: 2) ? " or " : nil
  }

  /// `1000` for `1,000`, `0.9` for `0,9`, if the comma that is next is inside of a number.
  private var numberWithoutComma: String? {
    guard case .number = last, token.span.start == end else { return nil }
    var ahead = self
    ahead.advance()
    guard case .number = ahead.token.kind, ahead.token.span.start == ahead.end else { return nil }
    let (head, tail) = (numberBefore, typed(from: ahead.token.span.start, to: ahead.token.span.end))
    guard !head.isEmpty, (head + tail).allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return tail.count == 3 && head != "0" ? head + tail : "\(head).\(tail)"
  }

  /// The digits directly before the comma.
  private var numberBefore: String {
    String(typed(from: start, to: end).reversed().prefix { $0.isNumber || $0 == "." }.reversed())
  }

  /// Whether the operands around a gap are those of a matrix product: weights, the input, a transpose.
  private var isOfMatrices: Bool {
    var ahead = self
    if !isGap || ahead.skipsWord { ahead.advance() }
    if case .name(let name) = ahead.token.kind, name == "W" || name == "X" { return true }
    if last == .transpose || last == .primes(1) || last == .name("T") { return true }
    var before = Substring(typed(from: start, to: end))
    while before.last == "]", let bracket = before.lastIndex(of: "[") { before = before[..<bracket] }
    return before.last == "W" || before.last == "X"
  }

  /// Whether what is next is a word for a sign between conditions.
  private var skipsLogic: Bool {
    if case .name(let word) = token.kind { word == "AND" || word == "OR" } else { false }
  }

  /// `arange(1, 5)` for `1:5`, outside of brackets.
  private var rangeAsRow: String? {
    guard open.isEmpty, token.kind == .colon || token.kind == .dots, endsOperand else { return nil }
    var ahead = self
    ahead.givesHints = false
    ahead.advance()
    let place = ahead.token.span.start
    guard let upper = try? ahead.sum(), ahead.token.kind == .end else { return nil }
    var end = typed(from: place, to: ahead.end)
    if token.kind == .dots {
      if case .number(let x, _) = upper, let whole = Int(exactly: x) { end = "\(whole + 1)" } else { end += " + 1" }
    }
    return "arange(\(typed(from: start, to: self.end)), \(end))"
  }

  /// `hcat(x, y)` for `[x y]`, `vcat(x, y)` for `[x; y]`.
  private var matricesSideBySide: String? {
    let characters = Array(text.utf8)
    guard let bracket = open.last, characters[bracket.start] == UInt8(ascii: "["), !isIndex(bracket),
      isGap || token.kind == .semicolon
    else { return nil }
    let inside = typed(from: bracket.end, to: nil)
    guard let close = inside.firstIndex(of: "]"), !inside[..<close].contains(where: { "([,".contains($0) }) else {
      return nil
    }
    let isBelow = token.kind == .semicolon
    let pieces = inside[..<close].split(whereSeparator: { isBelow ? $0 == ";" : $0.isWhitespace })
      .map { $0.filter { !$0.isWhitespace } }
    guard pieces.count > 1, pieces.allSatisfy({ !$0.contains(";") && (try? ExpressionParser.parse($0)) != nil }) else {
      return nil
    }
    return "\(isBelow ? "vcat" : "hcat")(\(pieces.joined(separator: ", ")))"
  }

  /// Whether a bracket directly follows what it is an index of.
  private func isIndex(_ bracket: SourceSpan) -> Bool {
    guard let before = typed(from: start, to: bracket.start).last else { return false }
    return before.isLetter || before.isNumber || before == "]" || before == ")"
  }

  /// Whether what is next is a word for a sign.
  private var skipsWord: Bool {
    if case .name(let word) = token.kind { ForeignSpelling.wordsForSigns[word] != nil } else { false }
  }

  /// Whether a subscript as in a book is next: `W[1]_01`.
  private var isOfEntry: Bool { if case .name(let name) = token.kind { name.hasPrefix("_") } else { false } }

  /// `[[1, 2], [3, 4]]` for `[1 2; 3 4]` and `[[1 2], [3 4]]`, of numbers.
  private var entriesWithCommas: String? {
    let characters = Array(text.utf8)
    let brackets = open.reversed().prefix { characters[$0.start] == UInt8(ascii: "[") }
    guard let first = brackets.last, isGapInNumbers || token.kind == .semicolon else { return nil }
    let numbers = Set("0123456789.-+eE, ;[]")
    let inside = typed(from: first.start, to: nil).prefix { numbers.contains($0) }
    let region = inside.prefix(through: inside.lastIndex(of: "]") ?? inside.startIndex)
    let rows = region.split(whereSeparator: { "[];".contains($0) })
      .map { $0.split(whereSeparator: { $0 == " " || $0 == "," }) }.filter { !$0.isEmpty }
    guard !rows.isEmpty, rows.joined().allSatisfy({ Double(String($0)) != nil }) else { return nil }
    let lists = rows.map { "[\($0.joined(separator: ", "))]" }
    let indexed = isIndex(first) ? typed(from: start, to: first.start) : ""
    return lists.count == 1 ? indexed + lists[0] : "[\(lists.joined(separator: ", "))]"
  }

  private var isGapInNumbers: Bool {
    if case .number = last, case .number = token.kind { true } else { false }
  }

  /// `W[1]` for `W^{(1)}`, `W_{1}` and `W{1}`, `W.T` for `W^{T}`.
  private var layerInBraces: String? {
    let inside = typed(from: token.span.end, to: nil).prefix { $0 != "}" }
    let word = String(inside.filter { $0.isLetter || $0.isNumber })
    let before = typed(from: start, to: token.span.start)
    let head = before.last == "^" || before.last == "_" ? before.dropLast() : before[...]
    var name = String(
      String(head.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "]" || $0 == "[" }.reversed()))
    guard !name.isEmpty, before == head || before.last == "^" || before.last == "_" else { return nil }
    if word == "T" || word == "top" { return "\(name).T" }
    guard Int(word) != nil else { return nil }
    name = Spelling.fold(name)
    return "\(name)[\(word)]"
  }
}
