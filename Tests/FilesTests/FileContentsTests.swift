import FileFixtures
import Testing

@testable import Files

struct FileContentsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The first two bytes decide, not the name.
  @Test(arguments: ["data", "data.gz"])
  func readsPlainAndGzippedUnderAnyName(name: String) throws {
    #expect(try FileStore.disk.data(at: folder.write(name, [1, 2, 3])) == [1, 2, 3])
    #expect(try FileStore.disk.data(at: folder.write(name, gzipped([1, 2, 3]))) == [1, 2, 3])
  }

  @Test func readsFilesLargerThanItsFirstBuffer() throws {
    #expect(try FileStore.disk.data(at: folder.write("long", GzipTests.long)) == GzipTests.long)
  }

  /// A device without an end states no size, a file states its own.
  @Test func readsNoMoreThanTheLimit() throws {
    let long = try folder.write("long", GzipTests.long)
    for path in ["/dev/zero", long] {
      let error = dataError { try FileStore.disk.data(at: path, limit: 100_000) }
      #expect(error?.description == "\(path): byte 100000: the file is longer; the most read is 100000 bytes")
    }
    #expect(try FileStore.disk.data(at: long, limit: GzipTests.long.count) == GzipTests.long)
    let packed = try folder.write("long.gz", gzipped(GzipTests.long))
    let error = dataError { try FileStore.disk.data(at: packed, limit: GzipTests.long.count - 1) }
    #expect(error?.message == "the gzip data unpacks to more than 699999 bytes")
  }

  @Test func refusesAWebPage() throws {
    let page = "<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head>"
    let body = page + String(repeating: " ", count: 727 - page.utf8.count)
    let path = try folder.write("train-images-idx3-ubyte.gz", body)
    #expect(
      dataError { try FileStore.disk.data(at: path) }
        == FileError(
          file: path, place: .byte(0), "the file looks like a web page (727 bytes), not data",
          hint: "the server sent an error page; fetch the file from another mirror"))
  }

  @Test(arguments: ["\n  <HTML lang=\"en\">", "<?xml version=\"1.0\"?>", "\u{FEFF}<!doctype html>"])
  func refusesAWebPageInOtherSpellings(text: String) throws {
    let path = try folder.write("x", text)
    #expect(dataError { try FileStore.disk.data(at: path) }?.message.contains("web page") == true)
  }

  @Test func refusesAnEmptyFileAndAnEmptyGzip() throws {
    for bytes in [[], gzipped([])] {
      let path = try folder.write("x.gz", bytes)
      #expect(dataError { try FileStore.disk.data(at: path) }?.message == "the file is empty (0 bytes)")
    }
  }

  @Test func refusesAGitLFSPointer() throws {
    let path = try folder.write("x.gz", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9912422\n")
    let error = dataError { try FileStore.disk.data(at: path) }
    #expect(error?.message == "the file is a Git LFS pointer (72 bytes), not the data")
  }

  @Test func saysWhatCannotBeRead() {
    #expect(dataError { try FileStore.disk.data(at: folder.path + "/none") }?.message == "no such file")
    #expect(dataError { try FileStore.disk.data(at: folder.path) }?.message == "is a folder, not a file")
  }
}
