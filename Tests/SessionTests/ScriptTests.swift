import CommandKit
import Commands
import Files
import Foundation
import Notebook
import SessionCore
import Testing

/// Whole sessions as transcripts: what is typed, and what comes.
struct ScriptTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Scripts")

  static let scripts = FileStore.disk.lessons(at: folder.path)

  @Test(arguments: scripts)
  func comesAsWritten(script: String) {
    let report = Checker(makeRunner: { InterpreterRunner(Interpreter(commands: .standard)) }).check(file: script)
    for finding in report.findings { Issue.record("\(script):\(finding.line): \(finding.problem)") }
    #expect(report.cells > 0)
  }
}
