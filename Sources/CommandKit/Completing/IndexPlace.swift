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
    guard let open = Self.innermostOpen(Array(text)), open.bracket == "[", let first = open.base.first,
      first.isLetter || first == "_"
    else { return nil }
    let subscripts = open.inside.split(separator: ",", omittingEmptySubsequences: false)
    let typed = (subscripts.last ?? []).drop { $0 == " " }
    guard typed.allSatisfy(\.isNumber) else { return nil }
    (base, position, self.typed) = (open.base, subscripts.count - 1, String(typed))
  }

  /// Whether the end of the text is among the arguments of `sum`, `mean` and the like, after the first.
  static func isInReduction(_ text: String) -> Bool {
    guard let open = innermostOpen(Array(text)), open.bracket == "(", open.inside.contains(",") else { return false }
    return Function.all[Spelling.fold(open.base)]?.takesAxis ?? false
  }

  /// The last bracket that is open, the name before it with its own indexes, and the text after it.
  private static func innermostOpen(
    _ text: [Character]
  ) -> (base: String, bracket: Character, inside: ArraySlice<Character>)? {
    var open: [Int] = []
    for (index, character) in text.enumerated() {
      if character == "(" || character == "[" { open.append(index) }
      if character == ")" || character == "]" { _ = open.popLast() }
    }
    guard let end = open.last else { return nil }
    var depth = 0
    let base = text[..<end].reversed().prefix { character in
      if character == "]" { depth += 1 }
      if character == "[" { depth -= 1 }
      return depth > 0
        || depth == 0 && (character == "[" || character.isLetter || character.isNumber || "_'".contains(character))
    }
    return (String(base.reversed()), text[end], text[(end + 1)...])
  }
}
