/// A line of expected output: text, numbers to the digits written, `…` for any text.
struct LinePattern: Equatable, Sendable {
  private enum Token: Equatable, Sendable {
    case byte(UInt8)
    case number(DecimalNumeral)
    /// Blanks beside a number: a minimum, because a longer number moves its column.
    case blanks(atLeast: Int)
    case anyText
  }

  private var tokens: [Token] = []
  private let text: [UInt8]

  init(_ line: String) {
    text = Array(withoutTrailingBlanks(line).utf8)
    var index = 0
    while index < text.count { index = read(at: index) }
    loosenBlanks()
  }

  /// Whether the line is only `...`, which matches any lines.
  static func isAnyLines(_ line: String) -> Bool { trimmed(line) == "..." }

  /// Whether a line of output matches. Blanks at the end do not count.
  func matches(_ line: String) -> Bool {
    let line = Array(withoutTrailingBlanks(line).utf8)
    return line == text || matches(NumberedLine(line))
  }

  private func matches(_ line: NumberedLine) -> Bool {
    Wildcards.mismatch(tokens.map { $0 == .anyText }, line.bytes.count) { line.end(of: tokens[$0], at: $1) } == nil
  }

  private static let ellipsis = Array("…".utf8)

  private mutating func read(at index: Int) -> Int {
    if text[index...].starts(with: Self.ellipsis) {
      tokens.append(.anyText)
      return index + Self.ellipsis.count
    }
    if let (numeral, end) = numeral(in: text, at: index) {
      let touches = tokens.last == .anyText || text[end...].starts(with: Self.ellipsis)
      tokens += touches ? text[index..<end].map(Token.byte) : [.number(numeral)]
      return end
    }
    let blanks = text[index...].prefix { $0 == UInt8(ascii: " ") }
    tokens.append(blanks.isEmpty ? .byte(text[index]) : .blanks(atLeast: blanks.count))
    return index + max(1, blanks.count)
  }

  /// Allows more or fewer blanks beside numbers, at the start of the line any number; all others are exact.
  private mutating func loosenBlanks() {
    let read = tokens
    func isNumber(_ index: Int) -> Bool {
      if read.indices.contains(index), case .number = read[index] { true } else { false }
    }
    tokens = isNumber(0) ? [.blanks(atLeast: 0)] : []
    for (index, token) in read.enumerated() {
      guard case .blanks(let count) = token else {
        tokens.append(token)
        continue
      }
      let isBesideNumber = isNumber(index - 1) || isNumber(index + 1)
      let exact = Array(repeating: Token.byte(UInt8(ascii: " ")), count: count)
      tokens += isBesideNumber ? [.blanks(atLeast: index == 0 ? 0 : 1)] : exact
    }
  }

  /// A line of output and the numbers in it.
  private struct NumberedLine {
    let bytes: [UInt8]
    private var numbers: [Int: (numeral: DecimalNumeral, end: Int)] = [:]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      var index = 0
      while index < bytes.count {
        if let number = numeral(in: bytes, at: index) {
          numbers[index] = number
          index = number.end
        } else {
          index += 1
        }
      }
    }

    func end(of token: Token, at offset: Int) -> Int? {
      let rest = bytes[offset...]
      switch token {
      case .byte(let byte): return rest.first == byte ? offset + 1 : nil
      case .blanks(let minimum):
        let count = rest.prefix { $0 == UInt8(ascii: " ") }.count
        return count >= minimum ? offset + count : nil
      case .number(let expected): return numbers[offset].flatMap { expected.accepts($0.numeral) ? $0.end : nil }
      case .anyText: return nil
      }
    }
  }
}

/// The numeral that starts at an index of a line.
///
/// A digit inside a word, as in `x86` or `dW2`, does not start one. A sign belongs to a number only after a blank, an
/// opening bracket or other punctuation: the second number in `2-3` is 3.
private func numeral(in text: [UInt8], at index: Int) -> (numeral: DecimalNumeral, end: Int)? {
  let first = text[index]
  let isSign = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
  guard isSign || first == UInt8(ascii: ".") || isDigit(first) else { return nil }
  if index > 0 {
    let before = text[index - 1]
    if isWordByte(before) || before == UInt8(ascii: ".") { return nil }
    if isSign, before == UInt8(ascii: ")") || before == UInt8(ascii: "]") { return nil }
  }
  return DecimalNumeral.read(text[index...])
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
  default: isDigit(byte)
  }
}
