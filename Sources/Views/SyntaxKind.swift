/// What a part of a cell is; each renderer chooses how it looks.
public enum SyntaxKind: String, CaseIterable, Sendable {
  case plain
  /// A command, or a word that starts a repetition or a condition.
  case command
  /// The name or the value of a command's argument.
  case argument
  case function
  /// A quantity of the network, a constant.
  case quantity
  /// A variable.
  case name
  case number, text, comment
  /// An operator.
  case sign
  /// A name that means nothing.
  case unknown
  /// The bracket at the cursor and its partner.
  case matchingBracket
  /// What an earlier cell continues with, and notes of the editor: text that is not typed.
  case suggestion
}
