import CommandKit
import Commands
import Foundation
import SessionCore
import Testing

@testable import Notebook

/// The requirements of nbformat 4.5.
struct JupyterNotebookTests {
  private let notebook: [String: Any]
  private let cells: [[String: Any]]

  init() throws {
    let lesson = LessonPageTests.lesson
    let exporter = Exporter(to: .ipynb, files: .memory(["a.md": Array(lesson.utf8)])) {
      InterpreterRunner(Interpreter(commands: .standard))
    }
    let bytes = try exporter.export(file: "a.md").bytes
    notebook = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    cells = try #require(notebook["cells"] as? [[String: Any]])
  }

  @Test func theMetadataIsComplete() throws {
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(notebook["nbformat_minor"] as? Int == 5)
    let metadata = try #require(notebook["metadata"] as? [String: Any])
    let kernel = try #require(metadata["kernelspec"] as? [String: String])
    #expect(kernel["name"] == "chainrule" && kernel["display_name"] == "chainrule")
    #expect((metadata["language_info"] as? [String: String])?["name"] == "chainrule")
  }

  @Test func identifiersAreUnique() {
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(ids.count == cells.count && Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
  }

  @Test func proseAndExercisesAreMarkdown() {
    let kinds = cells.compactMap { $0["cell_type"] as? String }
    #expect(kinds == ["markdown", "code", "code", "code", "code", "markdown", "markdown"])
    #expect(cells.allSatisfy { $0["metadata"] is [String: Any] && $0["source"] is String })
  }

  @Test func outputsAreResultsAndErrors() throws {
    let outputs = try cells.filter { $0["cell_type"] as? String == "code" }.map {
      try #require($0["outputs"] as? [[String: Any]])
    }
    #expect(outputs.map(\.count) == [1, 0, 1, 1])
    #expect(cells.compactMap { $0["execution_count"] as? Int } == [1, 2, 3, 4])
    let result = try #require(outputs[2].first)
    #expect(result["output_type"] as? String == "execute_result")
    #expect(result["execution_count"] as? Int == 3)
    let data = try #require(result["data"] as? [String: String])
    #expect(data["text/plain"]?.contains("W[1] = 2×2") == true)
    #expect(data["text/html"]?.contains("<table") == true)
    let error = try #require(outputs[3].first)
    #expect(error["output_type"] as? String == "error")
    #expect(error["traceback"] is [String] && error["ename"] is String && error["evalue"] is String)
  }

  @Test func exercisesHideTheirAnswers() throws {
    let source = try #require(cells.last?["source"] as? String)
    #expect(source.hasPrefix("**Exercise 1.** What is "))
    #expect(source.contains("<details><summary>Answer</summary>"))
  }
}
