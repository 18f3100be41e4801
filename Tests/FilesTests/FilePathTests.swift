import Testing

@testable import Files

struct FilePathTests {
  @Test func joinsAndTakesApart() {
    #expect(FilePath.join("a", "b") == "a/b")
    #expect(FilePath.join("a/", "b") == "a/b")
    #expect(FilePath.join("", "b") == "b")
    #expect(FilePath.join("a", "/b") == "/b")
    #expect(FilePath.folder(of: "a/b/c") == "a/b")
    #expect(FilePath.folder(of: "/c") == "/")
    #expect(FilePath.folder(of: "c") == "")
    #expect(FilePath.name(of: "a/b/") == "b")
    #expect(FilePath.stem(of: "a/digits.csv.gz", endings: [".csv"]) == "digits")
    #expect(FilePath.stem(of: ".csv", endings: [".csv"]) == ".csv")
  }
}
