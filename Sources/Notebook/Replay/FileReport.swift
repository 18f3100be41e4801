/// The result of checking one file.
public struct FileReport: Equatable, Sendable {
  public struct Finding: Equatable, Sendable {
    public enum Problem: Equatable, Sendable {
      /// The output of a cell differs from the expected one; `nil` means no further line.
      case output(cell: String, expected: String?, got: String?)
      /// An exercise, a link, the format.
      case message(String)
    }
    /// Counted from 1.
    public var line: Int
    public var problem: Problem

    public init(line: Int, _ problem: Problem) {
      self.line = line
      self.problem = problem
    }
  }

  public enum Status: Equatable, Sendable {
    case passed
    case failed
    /// Not run, with the reason.
    case skipped(String)
  }

  public var file: String
  public var status: Status
  public var cells: Int
  public var exercises: Int
  /// In the order of the file.
  public var findings: [Finding]
  /// What accepting the outputs would change; `nil` if every output is as expected.
  public var acceptance: Acceptance?

  init(file: String, document: Document? = nil, findings: [Finding], acceptance: Acceptance? = nil) {
    self.file = file
    cells = document?.cells.count ?? 0
    exercises = document?.exercises.count ?? 0
    self.findings = findings.sorted { $0.line < $1.line }
    self.acceptance = acceptance
    status = findings.isEmpty ? .passed : .failed
  }
}
