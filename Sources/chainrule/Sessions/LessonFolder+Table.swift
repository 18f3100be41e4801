import Notebook
import Views

extension LessonFolder {
  /// The folder at a path, if it is one with lessons.
  static func inhabited(_ path: String) -> LessonFolder? {
    let folder = LessonFolder(path: path)
    return path.isEmpty || folder.names.isEmpty ? nil : folder
  }

  /// One row a lesson: number, title, how far.
  func table(_ progress: LessonProgress) -> View {
    let rows = names.map { name -> [Table.Cell] in
      let lesson = try? lesson(named: name)
      let number = lesson?.number.map(String.init) ?? name
      return [
        .text(number, .name), .text(lesson?.title ?? "cannot be read: chainrule check tells why"),
        .text(progress[name].map { Self.state($0, exercises: lesson?.exerciseCount ?? 0) } ?? "", .faint),
      ]
    }
    return .table(Table(title: "lessons", columns: ["lesson", "title", "progress"], rows: rows))
  }

  private static func state(_ entry: LessonProgress.Entry, exercises: Int) -> String {
    let place = entry.isFinished ? "finished" : "step \(entry.step) of \(entry.steps)"
    return exercises == 0 ? place : "\(place), \(entry.right.count) of \(exercises) exercises right"
  }
}
