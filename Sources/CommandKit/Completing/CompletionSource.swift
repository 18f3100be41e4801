import Language
import SessionCore

/// Where the words come from that Tab offers for an argument.
///
/// A parameter offers what its kind says; one whose words only the session or the program around it knows names its
/// offer: `.operand("number", .integer(1...Int.max), "the cell", offers: .cells)`.
public struct CompletionSource: Sendable {
  public let suggestions: @Sendable (CompletionContext) -> [Suggestion]
  /// Whether an expression is typed, in which the last name or index is completed.
  public let isExpression: Bool

  public init(isExpression: Bool = false, _ suggestions: @escaping @Sendable (CompletionContext) -> [Suggestion]) {
    self.isExpression = isExpression
    self.suggestions = suggestions
  }

  public static func + (left: CompletionSource, right: CompletionSource) -> CompletionSource {
    CompletionSource { left.suggestions($0) + right.suggestions($0) }
  }
}

/// What a source may look at.
public struct CompletionContext {
  public let commands: CommandSet
  public let session: Session
  public let cells: [CellRecord]
  public let environment: CompletionEnvironment
  /// The word before the cursor.
  public var word: String
  /// The argument up to the cursor, of several words where it takes the rest of the line.
  public var text: String
  /// The arguments before it.
  public var given: [String: String]

  /// The words of the argument before the last.
  public var earlier: [String] { text.dropLast(word.count).split(whereSeparator: \.isWhitespace).map(String.init) }
}

extension CompletionSource {
  public static let nothing = CompletionSource { _ in [] }

  /// The words of a list.
  public static func words(_ choices: [Parameter.Choice]) -> CompletionSource {
    CompletionSource { _ in choices.map { Suggestion($0.word, $0.summary) } }
  }

  /// One word or another, depending on the arguments before.
  public static func words(_ choices: @escaping @Sendable (_ given: [String: String]) -> [Parameter.Choice])
    -> CompletionSource
  {
    CompletionSource { context in choices(context.given).map { Suggestion($0.word, $0.summary) } }
  }

  public static let expression = CompletionSource(isExpression: true) {
    ExpressionCompletion(session: $0.session, cells: $0.cells).names
  }

  public static let files = CompletionSource { PathCompletion(environment: $0.environment).suggestions(for: $0.word) }

  /// The layers with weights.
  public static let layers = CompletionSource { context in
    guard let network = context.session.network else { return [] }
    return (1...network.depth).map { l in
      let layer = network[layer: l]
      return Suggestion(String(l), "\(layer.inputs) → \(layer.units), \(layer.activation.rawValue)")
    }
  }

  /// The cells by their numbers, the last first.
  public static let cells = CompletionSource { context in
    context.cells.reversed().map { Suggestion(String($0.number), $0.source + ($0.failed ? "   (failed)" : "")) }
  }

  /// The runs of `train` by their numbers.
  public static let runs = CompletionSource { context in
    context.session.runs.enumerated().map { index, run in
      Suggestion(
        String(index + 1), "\(run.dataName), \(run.sizes.map(String.init).joined(separator: "-"))")
    }
  }

  /// The lessons by number, or by name where a letter is typed, and files.
  public static let lessons = CompletionSource { context in
    let lessons = context.environment.lessons()
    let starts = context.word.first
    if starts == nil || starts?.isNumber == true {
      return lessons.compactMap { lesson in lesson.number.map { Suggestion(String($0), lesson.title) } }
    }
    let names = lessons.map { lesson in
      Suggestion(String(lesson.name.drop { $0.isNumber || $0 == "-" }), lesson.title)
    }
    return names + files.suggestions(context)
  }

  /// Everything that has a page of help.
  public static let helpTopics = CompletionSource { context in
    let pages = Help(commands: context.commands).pages.map { Suggestion($0.name, $0.abstract, group: $0.kind.rawValue) }
    return context.earlier.isEmpty ? [Suggestion("search", "pages that mention a word", group: "search")] + pages : []
  }
}
