import Files
import Testing

@testable import Notebook

@Suite struct LessonFolderTests {
  let files = FileStore.memory([
    "a/README.md": [], "b/01-one-neuron.md": Array("hello".utf8), "b/02-the-loss.md": [], "b/README.md": [],
    "b/12-another-loss.md": [],
  ])

  @Test func theFirstFolderWithLessonsIsTaken() {
    #expect(LessonFolder.first(of: ["", "a", "b"], files: files)?.path == "b")
    #expect(LessonFolder.first(of: ["a"], files: files) == nil)
  }

  @Test(arguments: [
    ("1", ["01-one-neuron"]), ("02", ["02-the-loss"]), ("the-loss", ["02-the-loss"]), ("the loss", ["02-the-loss"]),
    ("loss", ["02-the-loss", "12-another-loss"]), ("7", []), ("x", []),
  ])
  func numbersAndNames(_ word: String, _ names: [String]) {
    #expect(LessonFolder(path: "b", files: files).names(matching: word) == names)
  }

  @Test func aLessonIsRead() throws {
    let lesson = try LessonFolder(path: "b", files: files).lesson(named: "01-one-neuron")
    #expect(lesson.title == "01-one-neuron")
    #expect(lesson.steps == [Lesson.Step(prose: "hello", task: .reading)])
    #expect(throws: NotebookError.self) { try LessonFolder.lesson(file: "b/03.md", files: files) }
  }
}
