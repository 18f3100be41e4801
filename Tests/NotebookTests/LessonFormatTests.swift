import Files
import Testing

@testable import Notebook

/// The page for authors shows its examples as indented code: taken out, they are what the page says.
struct LessonFormatTests {
  private var examples: [String] {
    let root = FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath)))
    let text = String(decoding: FileStore.disk.contents(of: root + "/Lessons/README.md") ?? [], as: UTF8.self)
    var examples = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    ") {
        examples[examples.count - 1] += line.dropFirst(4) + "\n"
      } else if examples.last != "" {
        examples.append("")
      }
    }
    return examples
  }

  @Test func examplesParse() throws {
    let documents = try examples.map { try Document.parse($0) }
    #expect(documents.compactMap(\.frontMatter).map(\.title) == ["One neuron"])
    #expect(documents.compactMap(\.frontMatter).map(\.needs) == [["mnist"]])
    #expect(documents.flatMap(\.cells).map(\.source) == ["W[1] = [[.15, .20],\n        [.25, .30]]", "loss"])
    let exercises = documents.flatMap(\.exercises)
    #expect(exercises.map(\.mistakes.count) == [2, 0, 1, 0])
    #expect(exercises.map(\.equivalents.count) == [0, 1, 0, 0])
    #expect(exercises.map(\.exclusions.count) == [0, 1, 0, 0])
    #expect(exercises.map(\.hints.count) == [2, 0, 0, 1])
    #expect(exercises.map(\.draws.count) == [0, 0, 1, 0])
    #expect(exercises.map(\.derives) == [nil, nil, nil, "delta[1]"])
  }

  @Test func thePageItselfRunsNothing() throws {
    let root = FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath)))
    let document = try Document.parse(bytes: FileStore.disk.contents(of: root + "/Lessons/README.md") ?? [])
    #expect(document.cells == [])
    #expect(document.exercises == [])
    #expect(document.blocks.count == 1)
  }
}
