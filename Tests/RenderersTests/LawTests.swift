import Foundation
import Renderers
import Testing
import Views

/// What holds for every view in every medium.
@Suite struct LawTests {
  static let widths = [20, 40, 80, 132]
  static let styles = widths.flatMap { width in
    [true, false].flatMap { unicode in
      ColourDepth.allCases.map { RenderStyle(width: width, unicode: unicode, colour: $0, redraws: unicode) }
    }
  }

  /// Whether the text could act on a terminal: any control character but line feeds.
  private func acts(_ text: String) -> Bool {
    text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || 0x7F..<0xA0 ~= $0.value || $0 == "\u{202E}" }
  }

  @Test(arguments: styles)
  func plainTextHasNoControlCharactersAndNoBlanksAtItsEnds(_ style: RenderStyle) {
    for view in Gallery.all {
      let text = PlainTextRenderer(style).render(view)
      #expect(!acts(text))
      #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
      #expect(style.unicode || text.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test(arguments: styles)
  func ansiIsPlainTextAndColours(_ style: RenderStyle) {
    for view in Gallery.all where style.colour == .ansi16 || style.colour == .none {
      guard !isPicture(view) else { continue }
      let bare = ANSIRenderer(style).render(view).replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(bare == PlainTextRenderer(style).render(view))
    }
  }

  @Test(arguments: styles)
  func onlyColourSequencesReachATerminalAndEachIsSwitchedOff(_ style: RenderStyle) {
    for view in Gallery.all {
      let text = ANSIRenderer(style).render(view)
      #expect(!acts(text.replacing(/\u{1B}\[[0-9;]*m/, with: "")))
      for line in text.split(separator: "\n") {
        let starts = line.matches(of: /\u{1B}\[[0-9;]+m/).filter { $0.output != "\u{1B}[0m" }.count
        #expect(starts == line.matches(of: /\u{1B}\[0m/).count)
      }
    }
  }

  @Test(arguments: styles)
  func everyPictureIsARectangleNoWiderThanTheMedium(_ style: RenderStyle) {
    for view in Gallery.all where isPicture(view) {
      let text = ANSIRenderer(style).render(view).replacing(/\u{1B}\[[0-9;]*m/, with: "")
      let widths = Set(text.split(separator: "\n").map(terminalWidth))
      #expect(widths.count == 1, "\(text)")
      #expect(widths.allSatisfy { $0 <= style.width })
    }
  }

  @Test(arguments: widths)
  func progressIsOneLineThatFits(_ width: Int) {
    for unicode in [true, false] {
      let text = PlainTextRenderer(RenderStyle(width: width, unicode: unicode, redraws: true))
        .render(.progress(Gallery.frame))
      #expect(!text.contains("\n"))
      #expect(text.count < width)
    }
  }

  @Test func jsonParsesAndNamesItsKind() throws {
    for view in Gallery.all {
      let text = JSONRenderer().renderCell(number: 1, source: Gallery.hostile, result: .shown(view))
      #expect(!acts(text))
      #expect(!text.contains("\n"))
      let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      #expect(object["source"] as? String == Gallery.hostile)
      #expect((object["view"] as? [String: Any])?["kind"] is String)
    }
  }

  @Test func htmlAndSVGAreWellFormed() throws {
    for view in Gallery.all {
      let html = "<div>" + HTMLRenderer().render(view) + "</div>"
      #expect(wellFormed(html), "\(html)")
      #expect(!acts(html))
      #expect(wellFormed(svg(view)))
    }
  }

  /// The kinds of views and pictures; a new one does not compile until `kind(of:)` names it.
  private enum Kind: CaseIterable {
    case text, number, matrix, table, chart, heatMap, imageGrid, graph, derivation, verdict, excerpt, progress, stack
  }

  private func kind(of view: View) -> Kind {
    switch view {
    case .text: .text
    case .number: .number
    case .matrix: .matrix
    case .table: .table
    case .picture(.chart): .chart
    case .picture(.heatMap): .heatMap
    case .picture(.imageGrid): .imageGrid
    case .picture(.graph): .graph
    case .derivation: .derivation
    case .verdict: .verdict
    case .excerpt: .excerpt
    case .progress: .progress
    case .stack: .stack
    }
  }

  @Test func theGalleryHasEveryKind() {
    #expect(Set(Gallery.all.map(kind)) == Set(Kind.allCases))
  }

  private func isPicture(_ view: View) -> Bool {
    if case .picture = view { true } else { false }
  }

  /// The columns that a line of the gallery takes; its wide characters are these.
  private func terminalWidth(_ line: Substring) -> Int { line.reduce(0) { $0 + ("三四👩‍👩‍👧".contains($1) ? 2 : 1) } }

  /// Whether every tag is closed by its own.
  private func wellFormed(_ markup: String) -> Bool {
    var open: [Substring] = []
    for tag in markup.matches(of: /<(\/?)([a-z]+)[^<>]*?(\/?)>/) {
      if !tag.3.isEmpty { continue }
      if tag.1.isEmpty { open.append(tag.2) } else if open.popLast() != tag.2 { return false }
    }
    let rest = markup.replacing(/<(\/?)([a-z]+)[^<>]*?(\/?)>/, with: "")
    return open.isEmpty && !rest.contains("<")
  }
}
