/// A word that was typed as a number.
///
/// It is read to its end or refused: `1,000`, `3:5`, `2k` and `0.5foo` are not the numbers that they start with.
struct NumberWord {
  let text: String

  init(_ text: String) { self.text = text }

  /// The value of a plain number: `12`, `-0.5`, `1e-3`, `nan`.
  var literal: Double? {
    let isPlain = text.contains(where: Self.isDigit) && text.allSatisfy { Self.isDigit($0) || "+-.eE".contains($0) }
    return isPlain || ["nan", "inf", "-inf"].contains(text.lowercased()) ? Double(text) : nil
  }

  /// Whether something follows a number directly that belongs to no expression: `3x`, `1_000`, `0.1.2`, `1:4`, `1,4`.
  var hasRest: Bool {
    let characters = Array(text)
    var depth = 0
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if depth == 0, ",:;%".contains(character) { return true }
      if Self.isDigit(character) {
        index = Self.endOfNumber(characters, from: index)
        if index < characters.count, Self.isOfName(characters[index]) || characters[index] == "." { return true }
      } else if Self.isOfName(character) {
        while index < characters.count, Self.isOfName(characters[index]) { index += 1 }
      } else {
        index += 1
      }
    }
    return false
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character == "_" || isDigit(character)
  }

  /// The place after digits, a point with digits, and an exponent.
  private static func endOfNumber(_ characters: [Character], from start: Int) -> Int {
    var end = start
    func skipDigits() { while end < characters.count, isDigit(characters[end]) { end += 1 } }
    func isDigits(at index: Int) -> Bool { index < characters.count && isDigit(characters[index]) }
    skipDigits()
    if end < characters.count, characters[end] == ".", isDigits(at: end + 1) {
      end += 1
      skipDigits()
    }
    if end < characters.count, "eE".contains(characters[end]) {
      let signed = end + 1 < characters.count && "+-".contains(characters[end + 1]) ? 1 : 0
      if isDigits(at: end + 1 + signed) {
        end += 1 + signed
        skipDigits()
      }
    }
    return end
  }
}

/// What to type instead of the spellings of other places.
extension NumberWord {
  /// As one number: `1000` for `1,000` and `1_000`, `0.9` for `0,9`, `2000` for `2k`, `0.1` for `10%`.
  func corrected(isWhole: Bool) -> String? {
    if let last = text.last, ",;".contains(last) {
      let before = NumberWord(String(text.dropLast()))
      return before.literal == nil ? before.corrected(isWhole: isWhole) : before.text
    }
    return withoutSeparators ?? (isWhole ? nil : withPoint) ?? scaled(isWhole: isWhole)
  }

  /// `1,000`, `1_000` and `1'000` without what separates the thousands.
  private var withoutSeparators: String? {
    for separator in [",", "_", "'"] as [Character] where text.contains(separator) {
      let groups = text.split(separator: separator, omittingEmptySubsequences: false)
      guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isDigit) }) else { return nil }
      let isOfThousands = groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3 && groups[0] != "0"
      return isOfThousands || separator == "_" ? groups.joined() : nil
    }
    return nil
  }

  /// `0.9` for `0,9`.
  private var withPoint: String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].first.map(Self.isDigit) == true else { return nil }
    let number = NumberWord(parts.joined(separator: "."))
    return number.literal.map { _ in number.text }
  }

  /// `2000` for `2k`, `0.1` for `10%`.
  private func scaled(isWhole: Bool) -> String? {
    let factors: [Character: Double] = ["k": 1000, "K": 1000, "M": 1_000_000, "%": 0.01]
    guard let last = text.last, let factor = factors[last], let number = NumberWord(String(text.dropLast())).literal
    else {
      return nil
    }
    let value = number * factor
    if let whole = Int(exactly: value.rounded()), Double(whole) == value { return "\(whole)" }
    return isWhole ? nil : "\(value)"
  }

  /// As several numbers: `1 2 3` for `1:4`, `1 4` for `1,4`, `2 3 1` for `2-3-1`, `2x3x1` and `[2,3,1]`.
  var list: String? { range ?? separated }

  /// The most numbers that a hint writes out.
  private static let longest = 16

  private var range: String? {
    let isClosed = text.contains("..")
    let bounds = isClosed ? text.replacing("..", with: ":") : text
    let parts = bounds.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let first = parts[0], let last = parts[1],
      case let step? = parts.count == 3 ? parts[2] : 1,
      first >= 0, step > 0
    else { return nil }
    let end = isClosed ? last : last - 1
    guard first <= end, (end - first) / step < Self.longest else { return nil }
    return stride(from: first, through: end, by: step).map(String.init).joined(separator: " ")
  }

  private var separated: String? {
    let isInBrackets = text.count > 1 && "[(".contains(text.prefix(1)) && "])".contains(text.suffix(1))
    let inside = isInBrackets ? text.dropFirst().dropLast() : text[...]
    if withoutSeparators != nil, inside.split(separator: ",").dropFirst().contains(where: { $0.hasPrefix("0") }) {
      return nil
    }
    let parts = inside.split { ",;x×-–→> ".contains($0) }
    guard parts.count > 1 || text.last == ",", parts.allSatisfy({ $0.allSatisfy(Self.isDigit) }), inside.first != "-"
    else {
      return nil
    }
    return parts.joined(separator: " ")
  }
}
