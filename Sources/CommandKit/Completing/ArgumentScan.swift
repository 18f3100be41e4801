import Language
import SessionCore

/// How far the arguments before the cursor go: which are there, and which one is being typed.
struct ArgumentScan {
  enum Place {
    /// The value of an argument whose name stands before it, or that takes the rest of the line.
    case value(Parameter)
    /// An operand, or the name of an argument.
    case next
  }

  private let command: any Command.Type
  private let code: String
  private let bytes: [UInt8]
  private var offset: Int
  private(set) var place = Place.next
  /// The arguments before the cursor, by name.
  private(set) var given: [String: String] = [:]
  /// Where the argument begins that is being typed.
  private(set) var start = 0

  /// - Parameters:
  ///   - code: the cell up to the cursor.
  ///   - start: where the arguments begin.
  init(_ code: String, from start: Int, of command: any Command.Type) {
    self.command = command
    self.code = code
    bytes = Array(code.utf8)
    offset = start
    while !isAtCursor() {}
  }

  /// The operand that comes next.
  var nextOperand: Parameter? {
    command.parameters.first { !$0.isNamed && ($0.isRepeated || given[$0.name] == nil) }
  }

  func hasOperand(after operand: Parameter) -> Bool {
    command.parameters.contains { !$0.isNamed && $0.name != operand.name && given[$0.name] == nil }
  }

  /// The arguments with a name that are not there yet.
  var missingNames: [Parameter] { command.parameters.filter { $0.isNamed && given[$0.name] == nil } }

  /// Reads one argument; returns whether the cursor stands in it.
  private mutating func isAtCursor() -> Bool {
    skipBlanks()
    start = offset
    let word = ArgumentWord.span(in: bytes, from: offset, stopsAtAssign: true)
    if word.end < bytes.count, let named = missingNames.first(where: { $0.name == text(word) }) {
      given[named.name] = ""
      offset = word.end
      return !named.isFlag && isInValue(of: named)
    }
    if let operand = nextOperand, operand.takesRest {
      place = .value(operand)
      return true
    }
    if word.end >= bytes.count { return true }
    if let operand = nextOperand { return !endsBeforeCursor(operand) }
    offset = ArgumentWord.span(in: bytes, from: offset).end
    return offset >= bytes.count
  }

  private mutating func isInValue(of named: Parameter) -> Bool {
    skipBlanks()
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "=") {
      offset += 1
      skipBlanks()
    }
    start = offset
    if endsBeforeCursor(named) { return false }
    place = .value(named)
    return true
  }

  /// Goes behind a value; returns whether it ends before the cursor.
  private mutating func endsBeforeCursor(_ parameter: Parameter) -> Bool {
    let end = endOfValue(parameter)
    guard end < bytes.count else { return false }
    given[parameter.name] = text(SourceSpan(offset, end))
    offset = end
    return true
  }

  private func endOfValue(_ parameter: Parameter) -> Int {
    guard parameter.takesExpression else { return ArgumentWord.span(in: bytes, from: offset).end }
    var parser = ExpressionParser(code, from: offset)
    guard (try? parser.expression()) != nil, parser.end < bytes.count, bytes[parser.end] == 0x20 else {
      return bytes.count
    }
    return parser.end
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
  }

  private func text(_ span: SourceSpan) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }
}
