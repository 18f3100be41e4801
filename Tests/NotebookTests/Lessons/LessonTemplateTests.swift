import CommandKit
import Commands
import Files
import SessionCore
import Testing

@testable import Notebook

@Suite struct LessonTemplateTests {
  @Test func passesTheCheck() {
    let files = FileStore.memory(["new.md": Array(LessonTemplate.text(title: "New").utf8)])
    let checker = Checker(files: files, makeRunner: { InterpreterRunner(Interpreter(commands: .standard)) })
    let reports = checker.check(files: ["new.md"])
    #expect(reports.map(\.findings) == [[]])
    #expect(reports.map(\.status) == [.passed])
  }

  @Test(arguments: [("My Lesson", "my-lesson.md"), ("04-dropout.md", "04-dropout.md"), ("../x", "x.md"), ("é!", nil)])
  func fileNames(_ name: String, _ file: String?) {
    #expect(LessonTemplate.fileName(name) == file)
  }
}
