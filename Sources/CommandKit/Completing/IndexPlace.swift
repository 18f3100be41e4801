import Language
import SessionCore

/// A place inside the brackets after a name: `W[1][0, ` is the second subscript of `W[1]`.
struct IndexPlace {
  /// What is indexed: `W`, or `W[1]`.
  let base: String
  /// The subscript, from 0.
  let position: Int
  /// What is typed of the subscript.
  let typed: String

  /// `nil` if the end of the text is not inside such brackets, or more than a number is typed.
  init?(_ text: String) {
    let characters = Array(text)
    guard let open = Self.innermostOpen(characters), characters[open] == "[" else { return nil }
    let start = Self.startOfBase(characters, before: open)
    guard start < open, characters[start].isLetter || characters[start] == "_" else { return nil }
    let inner = characters[(open + 1)...]
    let subscripts = inner.split(separator: ",", omittingEmptySubsequences: false)
    let last = subscripts.last ?? []
    let typed = last.drop { $0 == " " }
    guard typed.allSatisfy({ $0.isNumber }) else { return nil }
    base = String(characters[start..<open])
    position = subscripts.count - 1
    self.typed = String(typed)
  }

  /// Whether the end of the text is among the arguments of `sum`, `mean` and the like, after the first.
  static func isInReduction(_ text: String) -> Bool {
    let characters = Array(text)
    guard let open = innermostOpen(characters), characters[open] == "(", characters[open...].contains(",") else {
      return false
    }
    let start = startOfBase(characters, before: open)
    return Function.all[Spelling.fold(String(characters[start..<open]))]?.takesAxis ?? false
  }

  /// The last bracket that is open.
  private static func innermostOpen(_ characters: [Character]) -> Int? {
    var open: [Int] = []
    for (index, character) in characters.enumerated() {
      if character == "(" || character == "[" { open.append(index) }
      if character == ")" || character == "]" { _ = open.popLast() }
    }
    return open.last
  }

  /// The start of the name before a bracket, past other pairs of brackets.
  private static func startOfBase(_ characters: [Character], before end: Int) -> Int {
    var start = end
    var depth = 0
    while start > 0 {
      let character = characters[start - 1]
      if character == "]" {
        depth += 1
      } else if character == "[", depth > 0 {
        depth -= 1
      } else if depth == 0, !(character.isLetter || character.isNumber || character == "_" || character == "'") {
        break
      }
      start -= 1
    }
    return start
  }
}
