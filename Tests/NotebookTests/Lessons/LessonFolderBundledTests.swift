import Foundation
import Testing

@testable import Notebook

/// The lessons inside the program.
@Suite struct LessonFolderBundledTests {
  private let folder = LessonFolder(path: URL(fileURLWithPath: #filePath + "/../../../../Lessons").standardized.path)

  @Test func everyLessonOfTheFolderIsInTheProgram() throws {
    #expect(!folder.names.isEmpty)
    #expect(LessonFolder.bundled.names == folder.names, "Sources/CLessons/CLessons.c lists the lessons")
    for name in folder.names {
      #expect(try LessonFolder.bundled.lesson(named: name) == folder.lesson(named: name))
    }
  }

  @Test func lessonsAreFoundByNumberAndName() throws {
    #expect(LessonFolder.bundled.names(matching: "1").count == 1)
    #expect(try LessonFolder.lesson(meant: "xor", in: .bundled, files: .empty).number == 13)
  }
}
