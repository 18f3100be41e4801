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

    /// Markdown; empty between two cells of a block.
    public var prose: String
    public var task: Task

    /// Whether no question follows the prose.
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

  /// The number at the start of the name: 3 of `03-the-loss`.
  public var number: Int? { Self.number(of: name) }

  static func number(of name: String) -> Int? { Int(name.prefix(while: \.isNumber)) }
}

extension Lesson {
  public init(_ document: Document, name: String) {
    self.name = name
    title = document.title ?? name
    needs = document.frontMatter?.needs ?? []
    steps = []
    var prose = ""
    var exercises = 0
    for block in document.blocks {
      switch block {
      case .frontMatter: continue
      case .prose: prose += document.text(of: block)
      case .transcript(let transcript):
        for cell in transcript.cells { append(.cell(cell), after: &prose) }
      case .exercise(let exercise):
        exercises += 1
        append(.exercise(exercise, number: exercises), after: &prose)
      }
    }
    if !prose.allSatisfy(\.isWhitespace) || steps.isEmpty { append(.reading, after: &prose) }
  }

  private mutating func append(_ task: Step.Task, after prose: inout String) {
    steps.append(Step(prose: prose.allSatisfy(\.isWhitespace) ? "" : prose, task: task))
    prose = ""
  }
}
