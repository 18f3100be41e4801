/// TeX mathematics as Unicode text: `\frac{\partial C}{\partial W_{ij}}` becomes ∂C/∂Wᵢⱼ.
///
/// Unknown commands are shown as written, so nothing is lost.
public enum MathText {
  public static func unicode(_ tex: String) -> String {
    var parser = MathTextParser(tokens: TeXToken.tokens(of: tex)[...])
    return tidied(parser.sequence(until: nil))
  }

  /// One blank instead of several, and none at the ends of lines.
  private static func tidied(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

private struct MathTextParser {
  var tokens: ArraySlice<TeXToken>
  var depth = 0
  /// Blanks are kept inside `\text`; elsewhere TeX ignores them.
  var isSpaceKept = false

  /// Deeper groups are shown as written.
  private static let maximumDepth = 100

  mutating func sequence(until end: TeXToken?) -> String {
    var result = ""
    while let next = tokens.first {
      if next == end {
        tokens.removeFirst()
        return result
      }
      if next == .raise || next == .lower {
        tokens.removeFirst()
        result += script(of: argument(), isRaised: next == .raise)
      } else {
        append(atom(), isFunction: next.isFunction, to: &result)
      }
    }
    return result
  }

  /// Adds a blank between a factor and a function, but not after a sign without a left side.
  private func append(_ piece: String, isFunction: Bool, to result: inout String) {
    let before = result.last
    if isFunction, before.map({ $0.isLetter || $0.isNumber || $0 == ")" }) == true { result += " " }
    let isSign = piece == " − " || piece == " + "
    let isUnary = before.map { "(=[, ".contains($0) } ?? true
    result += isSign && isUnary ? trimmed(piece) : piece
  }

  /// A group, a command or a character.
  private mutating func atom() -> String {
    guard let next = tokens.popFirst() else { return "" }
    switch next {
    case .open: return group()
    case .command(let name): return structure(name) ?? symbol(name) ?? next.spelling
    case .character(let character): return Self.sign(character)
    case .prime: return "′"
    case .align, .tie: return " "
    case .blank: return isSpaceKept ? " " : ""
    case .close, .raise, .lower: return next.spelling
    }
  }

  private static func sign(_ character: Character) -> String {
    switch character {
    case "=", "<", ">", "+": " \(character) "
    case "-": " − "
    case "*": "∗"
    case ",": ", "
    default: String(character)
    }
  }

  private mutating func group() -> String {
    depth += 1
    defer { depth -= 1 }
    return depth > Self.maximumDepth ? "{" : sequence(until: .close)
  }

  private mutating func argument() -> String { operand().withoutOuterBlanks }

  /// The operand of a command, with the blanks at its ends.
  private mutating func operand() -> String {
    while tokens.first == .blank { tokens.removeFirst() }
    depth += 1
    defer { depth -= 1 }
    return depth > Self.maximumDepth ? "" : atom()
  }

  private func symbol(_ name: String) -> String? {
    if let text = MathSymbols.greek[name] ?? MathSymbols.signs[name] ?? MathSymbols.spaces[name]?.text { return text }
    if let text = MathSymbols.relations[name] { return " \(text) " }
    return MathSymbols.functions.contains(name) ? functionName(name) : nil
  }

  /// A function name, followed by a blank unless a bracket or an index follows.
  private func functionName(_ name: String) -> String {
    switch tokens.first(where: { $0 != .blank }) {
    case nil, .open, .close, .raise, .lower: name
    case .character(let sign) where "([)]".contains(sign): name
    default: name + " "
    }
  }

  private mutating func structure(_ name: String) -> String? {
    switch name {
    case "frac", "dfrac", "tfrac":
      let (over, under) = (argument(), argument())
      return MathSymbols.fractions["\(over)/\(under)"] ?? "\(over.grouped)/\(under.grouped)"
    case "sqrt": return "√" + argument().grouped
    case "mathbb": return String(argument().map { MathSymbols.doubleStruck[$0] ?? $0 })
    case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr":
      // `\left.` means no delimiter.
      if tokens.first == .character(".") { tokens.removeFirst() }
      return ""
    case "limits", "nolimits", "displaystyle", "textstyle", "nonumber": return ""
    case "\\": return "\n"
    case "begin": return environment()
    case "end":
      _ = argument()
      return ""
    case _ where MathSymbols.texts.contains(name) || MathAlphabet(command: name) != nil: return text()
    default: return MathSymbols.accents[name].map { argument() + $0.combining }
    }
  }

  private mutating func text() -> String {
    let outer = isSpaceKept
    isSpaceKept = true
    defer { isSpaceKept = outer }
    return operand()
  }

  /// A matrix is written as in the shell; any other environment keeps its rows as lines.
  private mutating func environment() -> String {
    let name = argument()
    let closing = TeXToken.tokens(of: "\\end{\(name)}")
    guard let end = tokens.firstRange(of: closing) else { return "" }
    let body = tokens[..<end.lowerBound]
    tokens = tokens[end.upperBound...]
    guard depth < Self.maximumDepth else { return body.map(\.spelling).joined() }
    if !name.hasSuffix("matrix") { return inner(body) }
    let rows = body.split(separator: .command("\\")).map { row in
      row.split(separator: .align).map { inner($0).withoutOuterBlanks }.joined(separator: ", ")
    }
    return "[" + rows.map { rows.count == 1 ? $0 : "[\($0)]" }.joined(separator: ", ") + "]"
  }

  private func inner(_ body: ArraySlice<TeXToken>) -> String {
    var parser = MathTextParser(tokens: body, depth: depth + 1)
    return parser.sequence(until: nil)
  }

  /// Small characters if they exist for all of the script, otherwise `^(…)` or `_(…)`.
  private func script(of text: String, isRaised: Bool) -> String {
    let text = text.filter { $0 != " " }.map { $0 == "−" ? "-" : $0 }
    let table = isRaised ? MathSymbols.superscripts : MathSymbols.subscripts
    let small = text.compactMap { table[$0] }
    if small.count == text.count { return String(small) }
    let isBracketed =
      text.count == 1 || (text.first == "[" && text.last == "]") || (text.first == "(" && text.last == ")")
    return (isRaised ? "^" : "_") + (isBracketed ? String(text) : "(\(String(text)))")
  }
}

extension TeXToken {
  fileprivate var isFunction: Bool {
    if case .command(let name) = self { MathSymbols.functions.contains(name) } else { false }
  }
}

extension String {
  /// In parentheses if a division would split it.
  fileprivate var grouped: String {
    let text = withoutOuterBlanks
    let isOne = !text.contains { "+−=<>·⊙×/∑∏ ".contains($0) } || text.isParenthesised
    return isOne ? text : "(\(text))"
  }

  private var isParenthesised: Bool {
    guard first == "(", last == ")" else { return false }
    var depth = 0
    for (offset, character) in enumerated() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0, offset < count - 1 { return false }
    }
    return true
  }

  fileprivate var withoutOuterBlanks: String { trimmed(self) }
}
