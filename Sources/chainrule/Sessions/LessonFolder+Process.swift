import Glibc
import Notebook
import Views

extension LessonFolder {
  /// The first folder with lessons: the one given, `$CHAINRULE_LESSONS`, `Lessons` here, above the program, and where
  /// a system keeps them.
  static func found(given: String? = nil) -> LessonFolder? {
    if let given { return LessonFolder(path: given) }
    let named = environmentVariable("CHAINRULE_LESSONS").map { [$0] } ?? []
    return first(of: named + ["Lessons"] + aboveProgram + ["/usr/share/chainrule/Lessons"])
  }

  private static var aboveProgram: [String] {
    var folders: [String] = []
    var path = programPath[...]
    while let slash = path.lastIndex(of: "/") {
      path = path[..<slash]
      folders += [path + "/Lessons", path + "/share/chainrule/Lessons"]
    }
    return folders
  }

  private static var programPath: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

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
