import CommandKit
import Files
import Foundation
import SessionCore
import Notebook

extension CompletionEnvironment {
  /// The disk and the lessons of a folder.
  static func process(lessons folder: LessonFolder?) -> CompletionEnvironment {
    CompletionEnvironment(
      files: files,
      lessons: {
        (folder?.names ?? []).map { name in
          let lesson = try? folder?.lesson(named: name)
          return (number: lesson?.number, name: name, title: lesson?.title ?? "")
        }
      },
      home: environmentVariable("HOME"))
  }

  private static func files(in folder: String) -> [File] {
    FileStore.disk.names(in: folder).map { name in
      (name, isFolder: FileStore.disk.kind(of: folder + name) == .folder)
    }
  }
}
