import CommandKit
import Files
import SessionCore
import Glibc
import Language
import Notebook
import Views

/// What shells left that ended without a goodbye.
struct Graveyard {
  /// Older ones are removed.
  static let capacity = 20

  private let folder: String?

  init(folder: String? = stateFile("sessions")) { self.folder = folder }

  /// The newest first.
  private var stones: [Gravestone] {
    guard let folder else { return [] }
    let paths = FileStore.disk.names(in: folder).filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    return paths.compactMap(Gravestone.init).filter { $0.cells > 0 }.sorted { $0.ended > $1.ended }
  }

  /// What is said where a shell begins.
  var offer: View? {
    let stones = stones
    for old in stones.dropFirst(Self.capacity) { old.remove() }
    guard let first = stones.first else { return nil }
    let cells = "\(Count.of(first.cells, "cell")), \(first.time)"
    let what =
      stones.count == 1
      ? "a session ended without a goodbye (\(cells)): "
      : "\(min(stones.count, Self.capacity)) sessions ended without a goodbye, the last with \(cells): "
    let ways =
      StyledText("recover", .code) + StyledText(stones.count == 1 ? " brings it back, " : " lists them, ")
      + StyledText("recover discard", .code) + StyledText(" forgets \(stones.count == 1 ? "it" : "one")")
    return .text(StyledText(what, .warning) + ways)
  }

  /// The session with a number of the list, or the only one; `nil` where the list must be looked at first.
  func stone(_ number: Int?) throws(Diagnostic) -> Gravestone? {
    let stones = stones
    if stones.isEmpty { throw Diagnostic("no session is left to recover", at: .start) }
    guard let number else { return stones.count == 1 ? stones[0] : nil }
    guard stones.indices.contains(number - 1) else {
      throw Diagnostic("there is no session \(number)", at: .start, hint: "recover lists \(stones.count)")
    }
    return stones[number - 1]
  }

  var list: View {
    .table(
      Table(
        columns: ["number", "cells", "ended", "last cell"],
        rows: stones.enumerated().map { index, stone in
          [
            .integer(index + 1), .integer(stone.cells), .text(stone.time),
            .text(
              stone.document.cells.last?.source.split(whereSeparator: \.isNewline).first.map(String.init) ?? "", .code),
          ]
        }, note: "recover 1 brings the first one back, recover discard 1 forgets it"))
  }
}
