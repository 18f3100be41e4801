import Testing

@testable import Notebook

struct FrontMatterTests {
  @Test func entriesAreRead() throws {
    let text = "---\n# a comment\ntitle:  One: two \nminutes: 15\n\n---\n"
    let matter = try #require(try Document.parse(text).frontMatter)
    #expect(matter.entries.map(\.key) == ["title", "minutes"])
    #expect(matter.entries.map(\.value) == ["One: two", "15"])
    #expect(matter.entries.map(\.line) == [3, 4])
    #expect(matter.needs == [])
    #expect(matter["absent"] == nil)
  }

  @Test func frontMatterIsOnlyAtTheTop() throws {
    #expect(try Document.parse("\n---\ntitle: x\n---\n").frontMatter == nil)
    #expect(try Document.parse("----\ntitle: x\n---\n").frontMatter == nil)
  }
}
