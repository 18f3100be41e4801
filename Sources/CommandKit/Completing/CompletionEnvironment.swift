import SessionCore

/// What Tab may look at outside the session: folders and lessons.
public struct CompletionEnvironment: Sendable {
  public struct File: Equatable, Sendable {
    public var name: String
    public var isFolder: Bool

    public init(_ name: String, isFolder: Bool) {
      self.name = name
      self.isFolder = isFolder
    }
  }

  public struct Lesson: Equatable, Sendable {
    public var number: Int?
    public var name: String
    public var title: String

    public init(number: Int?, name: String, title: String) {
      self.number = number
      self.name = name
      self.title = title
    }
  }

  /// What is in a folder; `""` is the current one.
  public var files: @Sendable (_ folder: String) -> [File]
  public var lessons: @Sendable () -> [Lesson]
  /// What `~` stands for.
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
