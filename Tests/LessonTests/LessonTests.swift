import CommandKit
import Commands
import Datasets
import Files
import Foundation
import Notebook
import SessionCore
import Testing

/// Every lesson comes out as it is written, its exercises' answers pass and its named mistakes fail.
struct LessonTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Lessons")

  static let lessons = FileStore.disk.lessons(at: folder.path)

  @Test(arguments: lessons)
  func comesAsWritten(lesson: String) {
    let environment = Catalog.Environment(variables: [:])
    let checker = Checker(
      absence: { Catalog.absence(of: $0, environment, in: .disk) },
      makeRunner: { InterpreterRunner(Interpreter(commands: .standard), environment: environment) })
    let report = checker.check(file: lesson)
    if case .skipped(let reason) = report.status { print("\(lesson): skipped: \(reason)") }
    for finding in report.findings { Issue.record("\(lesson):\(finding.line): \(finding.problem)") }
  }

  @Test func thereAreLessons() { #expect(!Self.lessons.isEmpty) }

  /// One digit changed in an expected number is found, at its line.
  @Test func aWrongDigitIsFound() throws {
    let path = try #require(Self.lessons.first)
    let bytes = try #require(FileStore.disk.contents(of: path))
    let text = String(decoding: bytes, as: UTF8.self)
    let place = try #require(text.range(of: "C = 0.298371"))
    let wrong = text.replacingCharacters(in: place, with: "C = 0.298372")
    let files = FileStore.memory(["lesson.md": Array(wrong.utf8)])
    let report = Checker(files: files, makeRunner: { InterpreterRunner(Interpreter(commands: .standard)) }).check(
      file: "lesson.md")
    let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
    #expect(report.findings.map(\.line) == [line])
  }
}
