import Testing

@testable import Language

/// Cells that run other cells, as they are read.
struct CompoundStatementTests {
  private func read(_ text: String) throws(Diagnostic) -> CompoundStatement {
    let cell = CellSource(text)
    guard let (word, end) = CompoundStatement.word(of: cell.code) else {
      throw Diagnostic("not a compound statement", at: SourceSpan(0, 1))
    }
    var parser = CompoundStatementParser(cell.code, after: SourceSpan(end - word.rawValue.utf8.count, end))
    return try parser.statement(word)
  }

  private func failure(_ text: String) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("repeat 10 update", ["update"]), ("repeat 3: x = 1; y = 2;", ["x = 1", "y = 2;"]), ("repeat n + 1: x", ["x"]),
    ("repeat (n + 1) x", ["x"]), ("repeat x[0] y", ["y"]), ("repeat 2 repeat 3 x; y", ["repeat 3 x; y"]),
    ("for l in 1..L: W[l]", ["W[l]"]), ("for l in 1:3: x; y", ["x", "y"]), ("for k in 0:10:2: x", ["x"]),
    ("for l in x: if y > 1: z", ["if y > 1: z"]), ("for δ in [1, 3]: δ", ["δ"]), ("if x > 1: y; z", ["y", "z"]),
    ("if (x > 1): y", ["y"]), ("if(x): y", ["y"]), ("if x: y; else: z; w", ["y", "z", "w"]),
    ("if x: y; else if u: z", ["y", "if u: z"]), ("else: y; z", ["y", "z"]), ("else y", ["y"]),
    ("time train epochs 3", ["train epochs 3"]), ("repeat 2 x # note; y", ["x"]),
  ])
  func theCellsInIt(text: String, cells: [String]) throws {
    let found = try read(text).cells
    #expect(found.map { $0.source.trimmingBlanks } == cells)
    for cell in found { #expect(text.utf8.dropFirst(cell.start).starts(with: cell.source.trimmingBlanks.utf8)) }
  }

  @Test func whatALoopRunsOver() throws {
    func values(_ text: String) throws -> CompoundStatement.Values? {
      if case .loop(_, let values, _) = try read(text) { values } else { nil }
    }
    guard case .range(_, _, nil, includesEnd: true)? = try values("for l in 1 .. L - 1: x") else {
      throw Diagnostic("1 .. L - 1", at: SourceSpan(0, 1))
    }
    guard case .range(_, _, nil, includesEnd: false)? = try values("for l in 1:4: x") else {
      throw Diagnostic("1:4", at: SourceSpan(0, 1))
    }
    guard case .range(_, _, .some, includesEnd: false)? = try values("for l in 4:0:-1: x") else {
      throw Diagnostic("4:0:-1", at: SourceSpan(0, 1))
    }
    guard case .entries? = try values("for l in x[1:3]: x") else { throw Diagnostic("x[1:3]", at: SourceSpan(0, 1)) }
  }

  @Test(arguments: [
    ("repeat 3", 8, "repeat 3 …"), ("repeat 3:", 9, "repeat 3 …"), ("repeat 3 times update", 9, "repeat 3: update"),
    ("for 2 in 1..3: x", 4, "for l in 1..3: …"), ("for l 1..3: x", 6, "for l in 1..3: …"),
    ("for l = 1:2 W[l]", 6, "for l in 1:2: W[l]"), ("for l in 1:2 W[l]", 10, "for l in 1:2: W[l]"),
    ("for l in 1..2 W[l]", 14, "for l in 1..2: W[l]"), ("for (l in 1:2) W[l]", 4, "for l in 1:2: W[l]"),
    ("for(l in 1:2): W[l]", 3, "for l in 1:2: W[l]"), ("for l in 1..2", 13, "for l in 1..2: …"),
    ("if x > 1 update", 9, "if x > 1: update"), ("if x > 1 then update end", 9, "if x > 1: update"),
    ("if x = 1: 3", 5, "if x == 1: 3"), ("if x > 1:", 9, "if x > 1: …"), ("else:", 5, "else: …"),
    ("time ", 5, "time …"),
  ])
  func theLineToType(text: String, place: Int, hint: String) throws {
    let found = try #require(failure(text))
    #expect(found.span.start == place && found.hint == hint, "\(found)")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
