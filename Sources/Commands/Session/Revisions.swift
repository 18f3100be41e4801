import CommandKit
import Language
import SessionCore
import Views

/// How commands name revisions of the session, and speak of going from one to another.
enum Revisions {
  static let forgotten =
    "the oldest sessions are not kept: old sessions may hold \(Timeline.capacity >> 20) MB; snapshots stay"

  /// A revision by its name: the number of a cell, 0 for the start, or the name of a snapshot.
  static func revision(
    named word: String, at parameter: String, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> (revision: Timeline.Revision, name: String) {
    guard let number = Int(word) else {
      if let snapshot = context.timeline.snapshot(named: word) { return (snapshot.revision, "snapshot \(word)") }
      let names = context.timeline.snapshots.map(\.name)
      let isName =
        word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" } && word.first?.isLetter == true
      let list =
        names.isEmpty
        ? isName ? "snapshot \(word) makes one" : "a cell's number, as 3, or a snapshot's name"
        : "there is \(names.joined(separator: ", "))"
      throw arguments.failure(
        "there is no snapshot \(word)", at: parameter, hint: Suggestions.question(word, among: names) ?? list)
    }
    let cell = CellRecord.cell(number, of: context.cells)
    guard number == 0 || cell != nil else {
      let last = context.cells.last?.number ?? 0
      throw arguments.failure(
        "there is no cell \(number)", at: parameter,
        hint: last > 0 ? "cells are 1 to \(last), 0 is the beginning" : nil)
    }
    guard let revision = context.timeline[cell?.use.after ?? 0] else {
      throw arguments.failure("the session after cell \(number) is no longer kept", at: parameter, hint: forgotten)
    }
    return (revision, place(number))
  }

  /// The moment after a cell, by its number.
  static func place(_ cell: Int) -> String { cell == 0 ? "the beginning" : "cell \(cell)" }

  /// Moves through the timeline as often as `count` says, and shows the cells and what changes with them.
  static func move(
    _ what: String, _ arguments: Arguments, in context: inout Context, ifNone failure: Diagnostic,
    _ step: (inout Timeline) -> String?
  ) throws(Diagnostic) -> CommandResult {
    var sources: [String] = []
    for _ in 0..<(arguments.integer("count") ?? 1) {
      guard let source = step(&context.timeline) else { break }
      sources.append(source)
    }
    if sources.isEmpty { throw failure }
    let change = SessionChange(from: context.session, to: context.timeline.current.session)
    let shown = sources.prefix(8).map(title).joined(separator: "; ") + (sources.count > 8 ? "; …" : "")
    return .shown(text("\(what): \(shown)", change))
  }

  /// What was done to the session, and what changes with it.
  static func text(_ what: String, _ change: SessionChange) -> View {
    let lines = change.isEmpty ? StyledText("\n  no value changes with it", .faint) : change.lines()
    return .text(StyledText(what) + lines)
  }

  private static func title(_ source: String) -> String {
    source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
