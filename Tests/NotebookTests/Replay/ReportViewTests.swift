import Testing
import Views

@testable import Notebook

struct ReportViewTests {
  private func plain(_ view: View?) -> String {
    switch view {
    case .text(let text)?: text.plain
    case .stack(let views)?: views.map { plain($0) }.joined(separator: "\n")
    default: "?"
    }
  }

  private let reports = [
    CheckerTests.check(["L/01-a.md": "```chainrule\n> a\n1.1\n> b\nx\ny\nz\n> [a,\n> b]\n```\n[x](#y)\n"]),
    CheckerTests.check(["L/01-a.md": "---\nneeds: mnist\n---\n"]),
    CheckerTests.check(["L/01-a.md": "```chainrule\n> a\n1.0\n```\n"]),
  ]

  @Test func aFindingHasItsPlaceAndBothLines() {
    #expect(
      plain(reports[0].view) == """
        L/01-a.md:3: > a
          expected  1.1
          got       1.04
        L/01-a.md:7: > b
          expected  z
          got       (no further line)
        L/01-a.md:9: > [a, …
          expected  (no further line)
          got       error: unknown cell
        L/01-a.md:11: the link `#y` goes to a heading that does not exist
        """)
    #expect(plain(reports[1].view) == "L/01-a.md: skipped: mnist is not on this machine")
    #expect(plain(reports[2].view) == "L/01-a.md: as expected")
  }

  @Test func anAcceptanceShowsRemovedAndAddedLines() {
    #expect(
      plain(reports[0].acceptanceView) == """
        L/01-a.md:3: > a
        - 1.1
        + 1.04
        L/01-a.md:5: > b
        - x
        - y
        - z
        + x
        + y
        L/01-a.md:10: > [a, …
        + error: unknown cell
        """)
    #expect(reports[2].acceptanceView == nil)
  }

  @Test func theSummaryCountsFilesCellsAndExercises() {
    #expect(
      plain(FileReport.summary(of: reports)) == "2 files, 4 cells, 0 exercises, 1 file skipped: 1 not as expected")
    #expect(plain(FileReport.summary(of: [reports[2]])) == "1 file, 1 cell, 0 exercises: all as expected")
  }
}
