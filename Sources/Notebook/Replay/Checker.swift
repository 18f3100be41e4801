import Dispatch
import Files
import Interruption
import Synchronization

/// Replays lessons and transcripts and compares their outputs with the expected ones.
public struct Checker: Sendable {
  /// A new session for each file.
  public var makeRunner: @Sendable () -> any CellRunner
  /// Why a data set is not available; `nil` if it is.
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

  /// Checks the files in parallel. If the work is stopped, the reports are worth nothing.
  ///
  /// - Returns: the reports in the order of the files.
  public func check(files: [String]) -> [FileReport] {
    let work = Work.current
    let done = Atomic<Int>(0)
    return files.concurrentMap { file in
      defer { work.report(Double(done.add(1, ordering: .relaxed).newValue) / Double(files.count)) }
      return (files.count == 1 ? work : work.silent).run { check(file: file) }
    }
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
    let links = LinkCheck(document: document, file: file, files: files).findings
    if let reason = document.missingData(absence) {
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
}

extension Document {
  /// Why the data sets that the file needs are not available; `nil` if they are.
  func missingData(_ absence: (_ dataset: String) -> String?) -> String? {
    let reasons = frontMatter?.needs.compactMap(absence) ?? []
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }
}

extension Array where Element: Sendable {
  /// The results of a function that is called on all cores at once, in the order of the elements.
  func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    let results = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = transform(self[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in indices.compactMap { results[$0] } }
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
