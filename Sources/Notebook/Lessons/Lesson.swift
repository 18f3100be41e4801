/// A document cut into steps: a piece of prose, then one cell or one exercise.
public struct Lesson: Equatable, Sendable {
  public struct Step: Equatable, Sendable {
    public enum Task: Equatable, Sendable {
      case cell(Cell)
      /// An exercise and its number, counted from 1.
      case exercise(Exercise, number: Int)
      /// Only prose: the end of the lesson.
      case reading
    }

    /// Markdown; empty where a cell follows another one directly.
    public var prose: String
    public var task: Task

    /// Whether no question stands behind the prose.
    var isPlain: Bool { if case .exercise = task { false } else { true } }
  }

  /// The file's name without `.md`.
  public var name: String
  public var title: String
  public var needs: [String]
  public var steps: [Step]

  public var exerciseCount: Int {
    steps.count { !$0.isPlain }
  }

  /// The number in front of the name: 3 of `03-the-loss`.
  public var number: Int? { Self.number(of: name) }

  static func number(of name: String) -> Int? { Int(name.prefix(while: \.isNumber)) }
}

extension Lesson {
  public init(_ document: Document, name: String) {
    self.name = name
    title = document.frontMatter?.title ?? Self.heading(of: document) ?? name
    needs = document.frontMatter?.needs ?? []
    steps = []
    var prose = ""
    var exercises = 0
    for block in document.blocks {
      switch block {
      case .frontMatter: continue
      case .prose: prose += document.text(of: block)
      case .transcript(let transcript):
        for cell in transcript.cells { append(.cell(cell), behind: &prose) }
      case .exercise(let exercise):
        exercises += 1
        append(.exercise(exercise, number: exercises), behind: &prose)
      }
    }
    if !trimmedLines(prose).isEmpty || steps.isEmpty { append(.reading, behind: &prose) }
  }

  /// The text of the first line `# …`.
  private static func heading(of document: Document) -> String? {
    for block in document.blocks {
      guard case .prose = block else { continue }
      let lines = document.text(of: block).split(whereSeparator: \.isNewline)
      if let line = lines.first(where: { $0.hasPrefix("# ") }) { return trimmed(line.dropFirst(2)) }
    }
    return nil
  }

  private mutating func append(_ task: Step.Task, behind prose: inout String) {
    steps.append(Step(prose: trimmedLines(prose).isEmpty ? "" : prose, task: task))
    prose = ""
  }
}

private func trimmedLines(_ text: String) -> Substring { text.drop(while: \.isWhitespace) }
