/// A file with new outputs in place of the expected ones, and the changes.
public struct Acceptance: Equatable, Sendable {
  /// The lines of one cell's output.
  public struct Change: Equatable, Sendable {
    /// The first line that changes, counted from 1.
    public var line: Int
    public var cell: String
    public var removed: [String]
    public var added: [String]
  }

  /// The complete file: only outputs that differ are replaced; all other bytes are unchanged.
  public var bytes: [UInt8]
  public var changes: [Change]
}

extension Acceptance {
  /// `nil` if no output differs.
  ///
  /// - Parameter keepsElisions: whether the author's `…` and `...` stay if they still match.
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
      let new = step.got.map { Transcript.escaped($0, in: transcript.fence) }
      let added = keepsElisions ? KeptElisions.lines(old: step.cell.expected, new: new) : new
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
    line.isEmpty ? [] : Array(repeating: UInt8(ascii: " "), count: fence.indentation) + Array(line.utf8)
  }
}

/// New output lines that keep the author's `…` and `...`.
enum KeptElisions {
  /// The new lines, but the old ones that have `…` and still match, and the old `...` if there was one and the new
  /// output has at least as many lines as the rest of the old one.
  static func lines(old: [String], new: [String]) -> [String] {
    guard let gap = old.firstIndex(where: LinePattern.isAnyLines),
      gap == old.lastIndex(where: LinePattern.isAnyLines), old.count > 1, old.count - 1 <= new.count
    else { return old.count == new.count ? merged(old[...], new[...]) : new }
    let tail = old.count - gap - 1
    return merged(old[..<gap], new[..<gap]) + [old[gap]] + merged(old[(gap + 1)...], new.suffix(tail))
  }

  private static func merged(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> [String] {
    zip(old, new).map { $0.contains("…") && LinePattern($0).matches($1) ? $0 : $1 }
  }
}
