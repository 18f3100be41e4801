import Foundation
import ShellFixtures
import Testing
import Views

/// Claims with the verdict that each must get, and words that must or must not be said.
struct VerdictEntryTests {
  @Test(arguments: VerdictEntry.kinds)
  func everyEntryGetsItsVerdict(kind: String) throws {
    for entry in VerdictEntry.all where entry.kind == kind {
      let reply = Reply(to: entry.ask, after: entry.cells)
      let complaint = entry.complaint(about: reply)
      #expect(complaint == nil, "\(entry.id): \(entry.ask): \(reply)")
    }
  }

  @Test func theFixtureIsComplete() {
    #expect(VerdictEntry.all.count == 170)
    #expect(VerdictEntry.kinds.count == 35)
  }
}

/// One entry of the fixture.
struct VerdictEntry: Decodable, Sendable {
  var id: String
  var kind: String
  var cells: [String]
  /// The last cell: a check or a gradient check.
  var ask: String
  /// exact, agrees, right (either of the two), differs, cannot say, hint (refused), or several joined with " or ".
  var verdict: String
  /// At least one of these is said.
  var says: [String]
  /// None of these is said.
  var lacks: [String]

  static let all: [VerdictEntry] = {
    guard let file = Bundle.module.url(forResource: "Fixtures/verdicts", withExtension: "json"),
      let data = try? Data(contentsOf: file), let entries = try? JSONDecoder().decode([VerdictEntry].self, from: data)
    else { return [] }
    return entries
  }()

  /// The kinds in the order of the fixture.
  static let kinds: [String] = all.reduce(into: []) { kinds, entry in
    if !kinds.contains(entry.kind) { kinds.append(entry.kind) }
  }

  private var allowed: [String] {
    verdict.components(separatedBy: " or ").flatMap { $0 == "right" ? ["exact", "agrees"] : [$0] }
  }

  /// What is wrong with a reply; `nil` if it is as it should be.
  func complaint(about reply: Reply) -> String? {
    guard allowed.contains(reply.verdict) else { return "\(reply.verdict) instead of \(verdict)" }
    let needsWords = !says.isEmpty && (reply.verdict == "hint" || !(reply.isRight && allowed.count > 1))
    if needsWords, !says.contains(where: reply.words.contains) { return "none of \(says) is said" }
    return lacks.first(where: reply.words.contains).map { "\($0) is said" }
  }
}

/// What a shell replies to a claim or a gradient check.
struct Reply: CustomStringConvertible {
  /// exact, agrees, differs, cannot say, hint for a refusal.
  var verdict: String
  /// Diagnosis, notes and hints in lower case, without the corrected formula.
  var words: String
  var correction: String?

  var isRight: Bool { verdict == "exact" || verdict == "agrees" }
  var description: String { "\(verdict), \"\(words)\"" }

  /// The reply to the last cell, after others in a new shell.
  init(to ask: String, after cells: [String]) {
    guard var shell = try? Shell() else {
      self.init("refused", "no shell")
      return
    }
    for cell in cells {
      if case .failure(let diagnostic) = shell.interpreter.run(cell, host: shell.host).result {
        self.init("refused", "\(cell): \(diagnostic.message)")
        return
      }
    }
    self.init(to: ask, in: &shell)
  }

  /// The reply to a cell in a shell.
  init(to ask: String, in shell: inout Shell) {
    switch shell.interpreter.run(ask, host: shell.host).result {
    case .failure(let diagnostic): self.init("hint", diagnostic.message + "; " + (diagnostic.hint ?? ""))
    case .success(.verdict(let verdict)):
      self.init(verdict.kind.rawValue, verdict.diagnosis ?? "")
      correction = verdict.correction
    case .success(let view): self.init(gradientCheck: view)
    }
  }

  private init(_ verdict: String, _ words: String) { (self.verdict, self.words) = (verdict, words.lowercased()) }

  /// Differs if a tensor disagrees, else cannot say if one says so, else agrees.
  private init(gradientCheck view: View?) {
    let tables = view.map(Self.tables) ?? []
    let verdicts = tables.flatMap(\.rows).map { Self.text($0.last) }
    let disagreeing = tables.flatMap(\.rows).filter { Self.text($0.last) == "disagrees" }.map { Self.text($0.first) }
    let words = (disagreeing + tables.compactMap(\.note)).joined(separator: "; ")
    let verdict = ["disagrees": "differs", "cannot say": "cannot say"].first { verdicts.contains($0.key) }?.value
    self.init(disagreeing.isEmpty ? verdict ?? "agrees" : "differs", words)
  }

  private static func tables(of view: View) -> [Table] {
    switch view {
    case .table(let table): [table]
    case .stack(let views): views.flatMap(tables)
    case .text, .number, .matrix, .picture, .derivation, .verdict, .excerpt, .progress: []
    }
  }

  private static func text(_ cell: Table.Cell?) -> String { if case .text(let text, _) = cell { text } else { "" } }
}
