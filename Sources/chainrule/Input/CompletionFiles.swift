import CommandKit
import SessionCore
import Foundation
import Notebook

extension CompletionEnvironment {
  /// The disk and the lessons of a folder.
  static func process(lessons folder: LessonFolder?) -> CompletionEnvironment {
    CompletionEnvironment(
      files: files,
      lessons: {
        (folder?.names ?? []).map { name in
          let lesson = try? folder?.lesson(named: name)
          return Lesson(number: lesson?.number, name: name, title: lesson?.title ?? "")
        }
      },
      home: environmentVariable("HOME"))
  }

  private static func files(in folder: String) -> [File] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.map { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
      return File(name, isFolder: isFolder.boolValue)
    }
  }
}
