import Testing

@testable import Notebook

struct FileShelfTests {
  @Test(
    arguments: [
      ("L", "02-b.md", "L/02-b.md"), ("", "x", "x"), ("L/M", "../x.md", "L/x.md"), ("L", "../../x", "../x"),
      ("/a", "b", "/a/b"), ("L", "./x", "L/x"),
    ])
  func paths(folder: String, path: String, whole: String) {
    #expect(joined(folder, path) == whole)
  }

  @Test func lessonsOfAFolder() {
    let shelf = FileShelf.memory(["L/02-b.md": [], "L/01-a.md": [], "L/README.md": [], "L/x.png": []])
    #expect(shelf.lessons(at: "L") == ["L/01-a.md", "L/02-b.md"])
    #expect(shelf.lessons(at: "L/02-b.md") == ["L/02-b.md"])
  }

  @Test func disk() {
    #expect(FileShelf.disk.exists(#filePath))
    #expect(FileShelf.disk.read(#filePath)?.isEmpty == false)
    #expect(FileShelf.disk.names(directory(of: #filePath)).contains("FileShelfTests.swift"))
    #expect(FileShelf.disk.read(#filePath + ".gone") == nil)
  }
}
