import Language
import SessionCore

/// The arguments before the cursor, and the one that is being typed.
struct ArgumentScan {
  enum Place {
    /// The value of an argument whose name is before it, or that may be several words.
    case value(Parameter)
    /// An operand, or the name of an argument.
    case next
  }

  private let command: any Command.Type
  private var cursor: ArgumentCursor
  private(set) var place = Place.next
  /// The arguments before the cursor, by name.
  private(set) var given: [String: String] = [:]
  /// The start of the argument that is being typed.
  private(set) var start = 0

  /// - Parameters:
  ///   - code: the cell up to the cursor.
  ///   - start: the start of the arguments.
  init(_ code: String, from start: Int, of command: any Command.Type) {
    self.command = command
    cursor = ArgumentCursor(code, at: start)
    while !isAtCursor() {}
  }

  /// The operand that comes next.
  var nextOperand: Parameter? {
    command.parameters.first { !$0.isNamed && ($0.isRepeated || given[$0.name] == nil) }
  }

  func hasOperand(after operand: Parameter) -> Bool {
    command.parameters.contains { !$0.isNamed && $0.name != operand.name && given[$0.name] == nil }
  }

  /// The arguments with a name that are not given yet.
  var missingNames: [Parameter] { command.parameters.filter { $0.isNamed && given[$0.name] == nil } }

  /// Reads one argument; returns whether the cursor is in it.
  private mutating func isAtCursor() -> Bool {
    cursor.skipBlanks()
    start = cursor.offset
    let word = cursor.word(stopsAtAssign: true)
    if word.end < cursor.end, let named = missingNames.first(where: { $0.name == cursor.text(word) }) {
      given[named.name] = ""
      cursor.offset = word.end
      if named.isFlag { return false }
      cursor.skipAssign()
      start = cursor.offset
      return isInValue(of: named)
    }
    if let operand = nextOperand, operand.takesWords { return isInValue(of: operand) }
    if word.end >= cursor.end { return true }
    if let operand = nextOperand { return !endsBeforeCursor(operand) }
    cursor.offset = cursor.word().end
    return cursor.isAtEnd
  }

  private mutating func isInValue(of parameter: Parameter) -> Bool {
    if endsBeforeCursor(parameter) { return false }
    place = .value(parameter)
    return true
  }

  /// Moves past a value; returns whether it ends before the cursor.
  private mutating func endsBeforeCursor(_ parameter: Parameter) -> Bool {
    let end = endOfValue(parameter)
    guard end < cursor.end else { return false }
    given[parameter.name] = cursor.text(SourceSpan(cursor.offset, end))
    cursor.offset = end
    return true
  }

  private func endOfValue(_ parameter: Parameter) -> Int {
    if parameter.takesWords { return endOfWords }
    guard parameter.isExpression else { return cursor.word().end }
    var parser = ExpressionParser(cursor.code, from: cursor.offset)
    guard (try? parser.expression()) != nil, parser.end < cursor.end, cursor.isBlank(at: parser.end) else {
      return cursor.end
    }
    return parser.end
  }

  /// The end of several words: that of the text, unless a complete name of an argument follows them.
  private var endOfWords: Int {
    let words = cursor.words(before: missingNames)
    var rest = cursor
    rest.offset = words.end
    rest.skipBlanks()
    return rest.word(stopsAtAssign: true).end < cursor.end ? words.end : cursor.end
  }
}
