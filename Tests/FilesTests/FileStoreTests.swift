import Testing

@testable import Files

struct FileStoreTests {
  @Test(
    arguments: [
      ("L", "02-b.md", "L/02-b.md"), ("", "x", "x"), ("L/M", "../x.md", "L/x.md"), ("L", "../../x", "../x"),
      ("/a", "b", "/a/b"), ("L", "./x", "L/x"),
    ])
  func paths(folder: String, path: String, whole: String) {
    #expect(FilePath.resolved(path, in: folder) == whole)
  }

  @Test func lessonsOfAFolder() {
    let files = FileStore.memory(["L/02-b.md": [], "L/01-a.md": [], "L/README.md": [], "L/x.png": []])
    #expect(files.lessons(at: "L") == ["L/01-a.md", "L/02-b.md"])
    #expect(files.lessons(at: "L/02-b.md") == ["L/02-b.md"])
  }

  @Test func disk() {
    #expect(FileStore.disk.exists(#filePath))
    #expect(FileStore.disk.contents(of: #filePath)?.isEmpty == false)
    #expect(FileStore.disk.names(in: FilePath.parent(of: #filePath)).contains("FileStoreTests.swift"))
    #expect(FileStore.disk.contents(of: #filePath + ".gone") == nil)
  }
}
