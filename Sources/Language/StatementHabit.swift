/// Statements of other languages, which are refused with the line to type here.
public enum StatementHabit {
  /// What is wrong with a cell that is written as elsewhere; `nil` for all others.
  /// - Parameter isName: whether its first word is a name of the session.
  public static func refusal(
    of code: String, isName: Bool, isCommand: (String) -> Bool
  ) -> Diagnostic? {
    wordRefusal(code, isName: isName) ?? (isName ? nil : aloneRefusal(code)) ?? signRefusal(code)
      ?? countRefusal(code, isCommand: isCommand)
  }

  /// `let x = 3`, `while x > 1: update`, `del x`, `%time x`.
  private static func wordRefusal(_ code: String, isName: Bool) -> Diagnostic? {
    let typed = code.drop(while: \.isWhitespace)
    let start = code.utf8.count - typed.utf8.count
    let word = typed.prefix { $0.isLetter || $0 == "%" || $0 == "@" || $0 == "_" }
    let rest = typed.dropFirst(word.count)
    let argument = trimmed(rest)
    guard rest.first?.isWhitespace == true || rest.first == "(" && word == "while", let first = argument.first,
      first.isLetter || !isName && (first.isNumber || "([\"_-".contains(first))
    else { return nil }
    let span = SourceSpan(start, start + word.utf8.count)
    switch word {
    case "let", "const", "var", "val", "local", "global", "auto", "static":
      guard argument.contains("=") else { return nil }
      return Diagnostic("an assignment needs no \(word)", at: span, hint: "write \(argument)")
    case "while":
      return Diagnostic(
        "there is no while: repeat ends after a number of times", at: span, hint: "repeat 100: if \(argument)")
    case "elif", "elseif", "elsif":
      return Diagnostic("\(word) is written else: if", at: span, hint: "else: if \(argument)")
    case "del", "rm", "unset":
      return Diagnostic("\(word) is called delete here", at: span, hint: "delete \(argument)")
    case "%time", "%timeit", "@time", "@btime", "timeit":
      return Diagnostic("\(word) is called time here", at: span, hint: "time \(argument)")
    case "def", "function", "func", "fn", "fun":
      return Diagnostic(
        "a function is defined by its formula, without \(word)", at: span, hint: "f(x) = x^2 defines f")
    default: return nil
    }
  }

  /// Lines of one word.
  private static let alone = [
    "clear": "reset", "new": "reset", "cls": "reset", "who": "show variables", "whos": "show variables",
    "vars": "show variables", "workspace": "show variables",
  ]

  private static func aloneRefusal(_ code: String) -> Diagnostic? {
    guard let (word, span) = Statement.firstWord(code) else { return nil }
    let rest = trimmed(code.drop(while: \.isWhitespace).dropFirst(word.count))
    if word == "clear", let first = rest.first, first.isLetter {
      return Diagnostic("clear is called delete here", at: span, hint: rest == "all" ? "reset" : "delete \(rest)")
    }
    guard rest.isEmpty, let meant = alone[word] else { return nil }
    return Diagnostic("\(word) is called \(meant) here", at: span, hint: meant)
  }

  /// `x <- 3`, `x++`.
  private static func signRefusal(_ code: String) -> Diagnostic? {
    guard let (name, span) = Statement.firstWord(code), name.allSatisfy({ $0 != "-" }) || code.contains("--") else {
      return nil
    }
    let bytes = Array(code.utf8)
    let rest = trimmed(String(decoding: bytes[span.end...], as: UTF8.self)[...])
    let plain = name.prefix { $0 != "-" }
    if rest == "++" || rest == "--" || rest.isEmpty && name.hasSuffix("--") {
      let sign = rest == "++" ? "+" : "-"
      let start = span.start + plain.utf8.count
      return Diagnostic(
        "there is no \(sign)\(sign)", at: SourceSpan(start, max(start + 1, bytes.count)), hint: "\(plain) \(sign)= 1")
    }
    // `x <-3` compares.
    let value = rest.dropFirst(2)
    guard rest.hasPrefix("<-"), value.first?.isWhitespace == true, !trimmed(value).isEmpty else { return nil }
    let place = span.end + bytes[span.end...].prefix { $0 == 0x20 || $0 == 0x09 }.count
    return Diagnostic(
      "= assigns, not <-", at: SourceSpan(place, place + 2), hint: "\(name) = \(trimmed(value))")
  }

  /// `10 * update`, `10 update`, `10x update`.
  private static func countRefusal(_ code: String, isCommand: (String) -> Bool) -> Diagnostic? {
    let typed = code.drop(while: \.isWhitespace)
    let digits = typed.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits) else { return nil }
    let sign = typed.dropFirst(digits.count).prefix { $0.isWhitespace || "*x×⋅".contains($0) }
    let cell = trimmed(typed.dropFirst(digits.count + sign.count))
    guard !sign.isEmpty, let (word, _) = Statement.firstWord(cell), isCommand(word),
      Statement.commandLine(cell, isCommand: isCommand) != nil
    else { return nil }
    let start = code.utf8.count - typed.utf8.count
    return Diagnostic(
      "\(word) is a command: it cannot be multiplied", at: SourceSpan(start, start + typed.utf8.count),
      hint: "repeat \(count) \(cell)")
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
