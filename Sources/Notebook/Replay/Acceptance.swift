/// A file with the outputs that came in place of the expected ones, and what changed.
public struct Acceptance: Equatable, Sendable {
  /// The lines of one cell's output.
  public struct Change: Equatable, Sendable {
    /// The first line that changes, counted from 1.
    public var line: Int
    public var cell: String
    public var removed: [String]
    public var added: [String]
  }

  /// The whole file: only outputs that differ are written anew, every other byte is as it was.
  public var bytes: [UInt8]
  public var changes: [Change]
}

extension Acceptance {
  /// `nil` where no output differs.
  ///
  /// - Parameter keepsElisions: whether what an author left open stays open where it still fits.
  init?(of steps: [Replay.Step], in document: Document, keepsElisions: Bool = true) {
    let transcripts = document.blocks.compactMap {
      if case .transcript(let transcript) = $0 { transcript } else { nil }
    }
    let blocks = transcripts.flatMap { transcript in transcript.cells.map { _ in transcript } }
    let lines = document.lines
    bytes = []
    changes = []
    var position = 0
    for (step, transcript) in zip(steps, blocks) where step.difference != nil {
      let output = step.cell.outputLines
      let came = step.got.map(transcript.fence.escaped)
      let added = keepsElisions ? KeptElisions.lines(old: step.cell.expected, new: came) : came
      bytes += lines.bytes[position..<lines[output].lowerBound]
      let ending = lines.ending(step.cell.sourceLines.lowerBound)
      for line in added { bytes += transcript.indented(line) + ending }
      position = lines[output].upperBound
      changes.append(
        Change(
          line: output.lowerBound + 1, cell: step.cell.source, removed: step.cell.expected, added: added))
    }
    if changes.isEmpty { return nil }
    bytes += lines.bytes[position...]
  }
}

extension Transcript {
  fileprivate func indented(_ line: String) -> [UInt8] {
    line.isEmpty ? [] : Array(repeating: UInt8(ascii: " "), count: indentation) + Array(line.utf8)
  }
}
