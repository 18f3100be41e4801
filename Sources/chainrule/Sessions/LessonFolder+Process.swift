import Foundation
import Notebook
import Views

extension LessonFolder {
  /// The folder given, or the first one with lessons: `$CHAINRULE_LESSONS`, `Lessons` in this folder, above the program,
  /// and in the system's place; else the lessons inside the program.
  static func found(given: String? = nil) -> LessonFolder {
    if let given { return LessonFolder(path: given) }
    let named = environmentVariable("CHAINRULE_LESSONS").map { [$0] } ?? []
    return first(of: named + ["Lessons"] + aboveProgram + ["/usr/share/chainrule/Lessons"]) ?? .bundled
  }

  private static var aboveProgram: [String] {
    var folders: [String] = []
    var path = ((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")[...]
    while let slash = path.lastIndex(of: "/") {
      path = path[..<slash]
      folders += [path + "/Lessons", path + "/share/chainrule/Lessons"]
    }
    return folders
  }

  /// The folder at a path, if it is one with lessons.
  static func withLessons(at path: String) -> LessonFolder? {
    let folder = LessonFolder(path: path)
    return path.isEmpty || folder.names.isEmpty ? nil : folder
  }

  /// One row for each lesson: number, title, progress.
  func table(_ progress: LessonProgress) -> View {
    let rows = names.map { name -> [Table.Cell] in
      let lesson = try? lesson(named: name)
      let number = lesson?.number.map(String.init) ?? name
      return [
        .text(number, .name), .text(lesson?.title ?? "cannot be read: chainrule check shows why"),
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
