import Language
import SessionCore

/// The source of the words that Tab offers for an argument, as a value.
///
/// The kind of a parameter implies one. A parameter whose words depend on the session or the program names its own:
/// `.operand("number", .integer(1...Int.max), "the cell", offers: .cells)`.
public struct CompletionSource: Sendable {
  public let suggestions: @Sendable (CompletionContext) -> [Suggestion]
  /// Whether the argument is an expression, of which the last name or index is completed.
  var isExpression = false

  public init(_ suggestions: @escaping @Sendable (CompletionContext) -> [Suggestion]) {
    self.suggestions = suggestions
  }

  public static func + (left: CompletionSource, right: CompletionSource) -> CompletionSource {
    CompletionSource { left.suggestions($0) + right.suggestions($0) }
  }

  static let nothing = CompletionSource { _ in [] }

  /// The words of a list.
  public static func words(_ choices: [Parameter.Choice]) -> CompletionSource {
    words { _ in choices }
  }

  /// Words that depend on the arguments before.
  public static func words(
    _ choices: @escaping @Sendable (_ given: [String: String]) -> [Parameter.Choice]
  ) -> CompletionSource {
    CompletionSource { context in choices(context.given).filter(\.isListed).map { Suggestion($0.word, $0.summary) } }
  }

  /// The layers with weights.
  public static let layers = CompletionSource { context in
    guard let network = context.session.network else { return [] }
    return (1...network.depth).map { l in
      let layer = network[layer: l]
      return Suggestion(String(l), "\(layer.inputs) → \(layer.units), \(layer.activation.name)")
    }
  }

  /// The cells by their numbers, the last first.
  public static let cells = CompletionSource { context in
    context.cells.reversed().map { Suggestion(String($0.number), $0.source + ($0.failed ? "   (failed)" : "")) }
  }

  /// The moments that a session can return to: snapshots by their names, cells by their numbers.
  public static let moments =
    CompletionSource { context in
      context.snapshots.map { Suggestion($0.name, "snapshot") }
    } + cells

  /// The runs of `train` by their numbers.
  public static let runs = CompletionSource { context in
    context.session.runs.enumerated().map { index, run in
      Suggestion(
        String(index + 1), "\(run.dataName), \(run.sizes.map(String.init).joined(separator: "-"))")
    }
  }
}

/// What a source may look at.
public struct CompletionContext {
  public let commands: CommandSet
  public let session: Session
  public let cells: [CellRecord]
  public let snapshots: [Timeline.Snapshot]
  public let environment: CompletionEnvironment
  /// The word before the cursor.
  public var word: String
  /// The argument up to the cursor, which may be several words.
  public var text: String
  /// The arguments before it.
  public var given: [String: String]

  /// The words of the argument before the last.
  public var earlier: [String] { text.dropLast(word.count).split(whereSeparator: \.isWhitespace).map(String.init) }
}

/// One suggestion for the text before the cursor.
public struct Suggestion: Equatable, Sendable {
  /// What replaces `Completion.replaced`.
  public var text: String
  /// How it is listed.
  public var label: String
  public var summary: String
  /// What is inserted after it if it is the only one: a blank if another word may follow.
  public var tail = ""
  /// Whether the word continues: a folder, a quantity whose layer is missing.
  public var isOpen: Bool
  /// What it is listed under.
  public var group: String?

  public init(
    _ text: String, _ summary: String = "", label: String? = nil, isOpen: Bool = false, group: String? = nil
  ) {
    self.text = text
    self.label = label ?? text
    self.summary = summary
    self.isOpen = isOpen
    self.group = group
  }
}

/// What Tab may look at outside the session: folders and lessons.
public struct CompletionEnvironment: Sendable {
  public typealias File = (name: String, isFolder: Bool)
  public typealias Lesson = (number: Int?, name: String, title: String)

  /// What is in a folder; `""` is the current one.
  public var files: @Sendable (_ folder: String) -> [File]
  public var lessons: @Sendable () -> [Lesson]
  /// What `~` means.
  public var home: String?

  public init(
    files: @escaping @Sendable (String) -> [File], lessons: @escaping @Sendable () -> [Lesson], home: String?
  ) {
    self.files = files
    self.lessons = lessons
    self.home = home
  }

  public static let none = CompletionEnvironment(files: { _ in [] }, lessons: { [] }, home: nil)
}
