import SessionCore
import Views

/// The pages that mention a word: the one of that name, others by name, then by what they are, then by their text.
struct HelpSearch {
  struct Hit: Equatable {
    var page: String
    var kind: HelpPage.Kind
    /// The line with the word.
    var line: String
    /// 0 for the name, 1 for the abstract, 2 for the text.
    var rank: Int
  }

  let word: String
  let hits: [Hit]
  private let pages: [HelpPage]

  init(_ word: String, in pages: [HelpPage]) {
    self.word = word
    self.pages = pages
    let needle = word.lowercased()
    let found = pages.compactMap { Self.hit(in: $0, needle) }
    func order(_ hit: Hit, _ place: Int) -> (Int, Int, Int) { (hit.rank, hit.page == needle ? 0 : 1, place) }
    hits = found.enumerated().sorted { order($0.element, $0.offset) < order($1.element, $1.offset) }.map(\.element)
  }

  private static func hit(in page: HelpPage, _ needle: String) -> Hit? {
    func has(_ text: String) -> Bool { text.lowercased().contains(needle) }
    func hit(_ line: String, _ rank: Int) -> Hit { Hit(page: page.name, kind: page.kind, line: line, rank: rank) }
    if has(page.name) || page.otherNames.contains(where: has) { return hit(page.abstract, 0) }
    if has(page.abstract) { return hit(page.abstract, 1) }
    return page.lines.first(where: has).map { hit(excerpt(of: $0, around: needle), 2) }
  }

  /// The line, from a few words before the word if it is long.
  private static func excerpt(of line: String, around needle: String) -> String {
    let words = line.split(separator: " ")
    guard line.count > 56, let index = words.firstIndex(where: { $0.lowercased().contains(needle) }) else {
      return line
    }
    let start = max(0, index - 3)
    return (start > 0 ? "… " : "") + words[start...].joined(separator: " ")
  }

  var view: View {
    if hits.isEmpty {
      let near = Suggestions.question(word, among: pages.map(\.name)).map { "; \($0)" } ?? ""
      return .text("no page of help mentions \(word)\(near)")
    }
    return .table(
      Table(
        title: "\(Description.count(hits.count, "page")) of help on \(word)",
        columns: ["help on", "which is a", "it says"],
        rows: hits.map { [.text($0.page, .name), .text($0.kind.rawValue, .faint), .text($0.line)] }, showsAllRows: true)
    )
  }
}

extension HelpPage {
  /// Everything that a page says besides its name and its abstract, in lines or sentences.
  public var lines: [String] {
    let facts = facts.map { "\($0.label): \($0.text)" }
    let sentences = discussion.replacing(/([.:;]) +/) { "\($0.output.1)\n" }.split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ").joined(separator: " ") }
    let parameters = parameters.flatMap { parameter in
      var lines = ["\(parameter.name): \(parameter.meaning)"]
      if case .choice(let choices) = parameter.kind { lines += choices.map { "\($0.word): \($0.summary)" } }
      if case .activation = parameter.kind { lines += Choices.activations.map { "\($0.word): \($0.summary)" } }
      return lines
    }
    return facts + sentences + parameters + examples.flatMap { $0.cells + [$0.summary] }
  }
}
