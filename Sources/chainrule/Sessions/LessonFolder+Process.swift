import Glibc
import Notebook

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
