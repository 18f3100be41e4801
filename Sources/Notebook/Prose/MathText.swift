/// TeX mathematics as Unicode text: `\frac{\partial C}{\partial W_{ij}}` becomes ∂C/∂Wᵢⱼ.
///
/// What it does not know it shows as it is written, so nothing is lost.
public enum MathText {
  public static func unicode(_ tex: String) -> String {
    var parser = MathParser(tex)
    return tidied(parser.sequence(until: nil))
  }

  /// One blank where there are several, none at the ends of lines.
  private static func tidied(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

private struct MathParser {
  private var rest: Substring
  private var depth = 0
  /// Inside `\text` blanks are kept; elsewhere TeX sets none.
  private var isSpaceKept = false

  /// Deeper groups are shown as they are written.
  private static let maximumDepth = 100

  init(_ tex: String) { rest = tex[...] }

  mutating func sequence(until end: Character?) -> String {
    var result = ""
    while let next = rest.first {
      if next == end {
        rest.removeFirst()
        return result
      }
      if next == "^" || next == "_" {
        rest.removeFirst()
        result += script(of: argument(), isRaised: next == "^")
      } else {
        let isFunction = startsFunction
        append(atom(), isFunction: isFunction, to: &result)
      }
    }
    return result
  }

  /// Puts a blank between a factor and a function, none behind a sign that has no left side.
  private func append(_ piece: String, isFunction: Bool, to result: inout String) {
    let before = result.last
    if isFunction, before.map({ $0.isLetter || $0.isNumber || $0 == ")" }) == true { result += " " }
    let isSign = piece == " − " || piece == " + "
    let isUnary = before.map { "(=[, ".contains($0) } ?? true
    result += isSign && isUnary ? trimmed(piece) : piece
  }

  private var startsFunction: Bool {
    rest.first == "\\" && MathSymbols.functions.contains(String(rest.dropFirst().prefix { $0.isLetter }))
  }

  /// A group, a command or a character.
  private mutating func atom() -> String {
    guard let next = rest.popFirst() else { return "" }
    switch next {
    case "{": return group()
    case "\\": return command()
    case "'": return "′"
    case "&": return " "
    case "~": return " "
    case "=", "<", ">": return " \(next) "
    case "+", "-": return sign(next)
    case "*": return "∗"
    case ",": return ", "
    case _ where next.isWhitespace: return isSpaceKept ? " " : ""
    default: return String(next)
    }
  }

  private mutating func group() -> String {
    depth += 1
    defer { depth -= 1 }
    return depth > Self.maximumDepth ? "{" : sequence(until: "}")
  }

  private mutating func argument() -> String { operand().withoutOuterBlanks }

  /// What a command takes, with the blanks at its ends.
  private mutating func operand() -> String {
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    depth += 1
    defer { depth -= 1 }
    return depth > Self.maximumDepth ? "" : atom()
  }

  private func sign(_ sign: Character) -> String { sign == "-" ? " − " : " + " }

  private mutating func command() -> String {
    let letters = rest.prefix { $0.isLetter && $0.isASCII }
    let name = String(letters.isEmpty ? rest.prefix(1) : letters)
    rest = rest.dropFirst(name.count)
    return structure(name) ?? symbol(name) ?? "\\" + name
  }

  private func symbol(_ name: String) -> String? {
    if let text = MathSymbols.greek[name] ?? MathSymbols.signs[name] ?? MathSymbols.spaces[name] { return text }
    if let text = MathSymbols.relations[name] { return " \(text) " }
    return MathSymbols.functions.contains(name) ? functionName(name) : nil
  }

  /// A function is parted from what it is applied to, but not from a bracket or its index.
  private func functionName(_ name: String) -> String {
    let next = rest.first { !$0.isWhitespace }
    return next.map { "([{_^)]}".contains($0) } ?? true ? name : name + " "
  }

  private mutating func structure(_ name: String) -> String? {
    switch name {
    case "frac", "dfrac", "tfrac":
      let (over, under) = (argument(), argument())
      return MathSymbols.fractions["\(over)/\(under)"] ?? "\(over.grouped)/\(under.grouped)"
    case "sqrt": return "√" + argument().grouped
    case "mathbb": return String(argument().map { MathSymbols.doubleStruck[$0] ?? $0 })
    case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr": return delimiter()
    case "limits", "nolimits", "displaystyle", "textstyle", "nonumber": return ""
    case "\\": return "\n"
    case "begin": return environment()
    case "end":
      _ = argument()
      return ""
    case _ where MathSymbols.alphabets.contains(name): return text()
    default: return MathSymbols.accents[name].map { argument() + $0 }
    }
  }

  private mutating func text() -> String {
    let outer = isSpaceKept
    isSpaceKept = true
    defer { isSpaceKept = outer }
    return operand()
  }

  /// `\left.` is no delimiter.
  private mutating func delimiter() -> String {
    if rest.first != "." { return "" }
    rest.removeFirst()
    return ""
  }

  /// A matrix is written as in the shell; anything else keeps its rows as lines.
  private mutating func environment() -> String {
    let name = argument()
    guard let end = rest.firstRange(of: "\\end{\(name)}") else { return "" }
    let body = rest[..<end.lowerBound]
    rest = rest[end.upperBound...]
    guard depth < Self.maximumDepth else { return String(body) }
    if !name.hasSuffix("matrix") { return inner(body) }
    let rows = body.split(separator: "\\\\").map { row in
      row.split(separator: "&").map { inner($0).withoutOuterBlanks }.joined(separator: ", ")
    }
    return "[" + rows.map { rows.count == 1 ? $0 : "[\($0)]" }.joined(separator: ", ") + "]"
  }

  private func inner(_ body: Substring) -> String {
    var parser = MathParser(String(body))
    parser.depth = depth + 1
    return parser.sequence(until: nil)
  }

  /// Small characters where there are some for all of the script, else `^(…)` or `_(…)`.
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

extension String {
  /// In parentheses where a division would tear it apart.
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
