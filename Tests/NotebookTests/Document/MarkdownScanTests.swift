import Testing

@testable import Notebook

struct MarkdownScanTests {
  @Test func linksHeadingsAndFences() {
    let text = "x\n# The `a` *b*\n\nSee [it](02-foo.md#bar) and\n![p](p.png).\n\n```swift ignored\n```\n"
    let scan = MarkdownScan(Array(text.utf8), from: 2, firstLine: 1)
    #expect(scan.headings == [.init(text: "The a b", line: 1)])
    #expect(scan.links == [.init(text: "02-foo.md#bar", line: 3), .init(text: "p.png", line: 4)])
    #expect(scan.fences.map(\.language) == ["swift"])
    #expect(scan.fences.map(\.lines) == [6..<8])
  }
}
