import Dispatch
import Files
import Synchronization

/// Replays lessons and transcripts and compares what comes with what they say.
public struct Checker: Sendable {
  /// A new session for each file.
  public var makeRunner: @Sendable () -> any CellRunner
  /// Why a data set is not there, `nil` where it is.
  public var absence: @Sendable (_ dataset: String) -> String?
  public var files: FileStore

  public init(
    files: FileStore = .disk, absence: @escaping @Sendable (_ dataset: String) -> String? = { _ in nil },
    makeRunner: @escaping @Sendable () -> any CellRunner
  ) {
    self.files = files
    self.absence = absence
    self.makeRunner = makeRunner
  }

  /// Checks the files at once on all cores.
  ///
  /// - Returns: the reports in the order of the files.
  public func check(files: [String]) -> [FileReport] {
    let reports = Mutex<[Int: FileReport]>([:])
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let report = check(file: files[index])
      reports.withLock { $0[index] = report }
    }
    return reports.withLock { reports in files.indices.compactMap { reports[$0] } }
  }

  public func check(file: String) -> FileReport {
    guard let bytes = files.contents(of: file) else {
      return FileReport(file: file, findings: [.init(line: 1, .message("cannot read this file"))])
    }
    do throws(NotebookError) {
      return check(try Document.parse(bytes: bytes), file: file)
    } catch {
      return FileReport(file: file, findings: [.init(line: error.line, .message(error.message))])
    }
  }

  private func check(_ document: Document, file: String) -> FileReport {
    let links = LinkCheck(document, file: file, files: files).findings
    if let reason = missingData(document) {
      var report = FileReport(file: file, document: document, findings: links)
      if links.isEmpty { report.status = .skipped(reason) }
      return report
    }
    let replay = Replay(document, on: makeRunner())
    return FileReport(
      file: file, document: document,
      findings: links + replay.steps.compactMap(\.finding) + replay.exercises.flatMap(ExerciseAudit.findings),
      acceptance: Acceptance(of: replay.steps, in: document))
  }

  private func missingData(_ document: Document) -> String? {
    let reasons = document.frontMatter?.needs.compactMap { absence($0) } ?? []
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }
}

extension Replay.Step {
  /// The first line of output that is not as expected.
  fileprivate var finding: FileReport.Finding? {
    guard let difference, let differenceLine else { return nil }
    return .init(
      line: differenceLine, .output(cell: cell.source, expected: difference.expected, got: difference.got))
  }
}
