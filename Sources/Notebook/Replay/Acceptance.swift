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

/// New output lines in which what an author left open stays open.
enum KeptElisions {
  /// The new lines, with the old ones in their places that have `…` and still fit, and with the old `...` where one
  /// stood among lines that have a place in the new output.
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
