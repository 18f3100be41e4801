import FileFixtures
import Foundation
import Testing

@testable import Files

struct FileStoreTests {
  @Test(
    arguments: [
      ("L", "02-b.md", "L/02-b.md"), ("", "x", "x"), ("L/M", "../x.md", "L/x.md"), ("L", "../../x", "../x"),
      ("/a", "b", "/a/b"), ("L", "./x", "L/x"), ("/", "x", "/x"), ("", "", ""), ("", "./", ""), ("a", "..", ""),
      ("/", "../x", "/x"), ("/a", "..", "/"),
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
    #expect(FileStore.disk.names(in: FilePath.folder(of: #filePath)).contains("FileStoreTests.swift"))
    #expect(FileStore.disk.contents(of: #filePath + ".gone") == nil)
  }
}

struct OverlayTests {
  @Test func aFileHasOnePathHoweverItIsWritten() throws {
    let folder = FileManager.default.currentDirectoryPath
    var files = FileStore.disk.overlaid
    try files.write([1], to: "w.npy")
    for path in ["w.npy", "./w.npy", "a/../w.npy", folder + "/w.npy", folder + "/a/../w.npy"] {
      #expect(files.contents(of: path) == [1], "\(path)")
      #expect(files.kind(of: path) == .file, "\(path)")
    }
    try files.write([2], to: folder + "/out/w.npy")
    #expect(files.contents(of: "out/w.npy") == [2])
    #expect(files.written == ["w.npy": [1], "out/w.npy": [2]])
    #expect(files.kind(of: folder + "/out") == .folder)
    for path in ["", ".", folder, folder + "/"] { #expect(files.names(in: path).contains("w.npy"), "\(path)") }
  }

  @Test func filesOutsideTheCurrentFolderHaveOnePathToo() throws {
    let up = FilePath.folder(of: FileManager.default.currentDirectoryPath)
    var files = FileStore.empty.overlaid
    try files.write([1], to: "../w.npy")
    try files.write([2], to: "/w.npy")
    #expect(files.contents(of: FilePath.join(up, "w.npy")) == [1])
    #expect(files.contents(of: "/../w.npy") == [2])
    #expect(files.names(in: "/") == ["w.npy"])
  }

  private let below = FileStore.memory(["a/x": [1], "y": [2]])

  @Test func readsFallThroughAndWritesStay() throws {
    var files = below.overlaid
    try files.write([3], to: "./y")
    try files.write([4], to: "a/z")
    #expect(try files.read("y") == [3])
    #expect(try files.read("a/x") == [1])
    #expect(files.names(in: "a").sorted() == ["x", "z"])
    #expect(files.written == ["y": [3], "a/z": [4]])
    #expect(below.contents(of: "y") == [2])
    #expect(below.contents(of: "a/z") == nil)
  }

  @Test func aCopyIsAnotherStore() throws {
    var files = below.overlaid
    let copy = files
    try files.write([5], to: "y")
    #expect(copy.contents(of: "y") == [2])
  }

  @Test func foldersAreKnown() {
    #expect(below.kind(of: "a") == .folder)
    #expect(below.overlaid.kind(of: "a/x") == .file)
    #expect(below.kind(of: "b") == .missing)
    #expect(FileStore.disk.overlaid.kind(of: "/") == .folder)
  }

  @Test func aReadOnlyStoreSaysWhy() {
    var files = FileStore.readOnly(below, reason: "not here")
    #expect(files.contents(of: "y") == [2])
    #expect(throws: FileRefusal("not here")) { try files.write([1], to: "y") }
  }

  @Test func dataIsUnpackedInMemoryToo() throws {
    let files = FileStore.memory(["x.gz": gzipped([1, 2, 3]), "none": []])
    #expect(try files.data(at: "x.gz") == [1, 2, 3])
    #expect(dataError { try files.data(at: "none") }?.message == "the file is empty (0 bytes)")
    #expect(dataError { try files.read("x.gz", limit: 3) }?.place == .byte(3))
  }
}
