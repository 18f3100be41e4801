import FileFixtures
import Testing

@testable import Files

struct GzipTests {
  /// More than a chunk of output, of a period that deflate finds.
  static let long = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }

  @Test(arguments: [[], [7], Array("hello".utf8), long])
  func unpacksWhatZlibPacked(bytes: [UInt8]) throws {
    #expect(try Gzip.decompress(gzipped(bytes), file: "x") == bytes)
  }

  /// `printf hi | gzip -n`, written out.
  @Test func unpacksAKnownFile() throws {
    let file: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0xC8, 4, 0, 0xAC, 0x2A, 0x93, 0xD8, 2, 0, 0, 0,
    ]
    #expect(try Gzip.decompress(file, file: "x") == Array("hi".utf8))
  }

  @Test func joinsMembers() throws {
    #expect(try Gzip.decompress(gzipped([1, 2]) + gzipped([]) + gzipped([3]), file: "x") == [1, 2, 3])
  }

  @Test func acceptsZerosAfterTheEnd() throws {
    #expect(try Gzip.decompress(gzipped([1, 2]) + [0, 0, 0], file: "x") == [1, 2])
  }

  @Test func everyTruncationIsAnErrorAtTheEnd() {
    let packed = gzipped(Array("the quick brown fox".utf8))
    for length in 2..<packed.count {
      let error = dataError { try Gzip.decompress(Array(packed[..<length]), file: "x") }
      #expect(error?.place == .byte(length), "\(length) bytes")
      #expect(error?.message.hasPrefix("the gzip data ends early") == true)
    }
  }

  @Test func aFlippedChecksumIsDamage() {
    var packed = gzipped(Self.long)
    packed[packed.count - 6] ^= 1
    #expect(
      dataError { try Gzip.decompress(packed, file: "x") }?.message
        == "the gzip data is damaged: incorrect data check")
  }

  @Test func garbageAfterTheEndIsAnErrorThere() {
    let packed = gzipped([1])
    let error = dataError { try Gzip.decompress(packed + [9, 9], file: "x") }
    #expect(error == FileError(file: "x", place: .byte(packed.count), "2 bytes after the end of the gzip data"))
  }

  @Test func unpacksNoMoreThanTheLimit() throws {
    let packed = gzipped([UInt8](repeating: 0, count: 1000))
    #expect(try Gzip.decompress(packed, file: "x", limit: 1000).count == 1000)
    for bomb in [packed, gzipped([UInt8](repeating: 0, count: 600)) + gzipped([UInt8](repeating: 0, count: 400))] {
      let error = dataError { try Gzip.decompress(bomb, file: "x", limit: 999) }
      #expect(error?.message == "the gzip data unpacks to more than 999 bytes")
      #expect(error?.place == .byte(bomb.count))
    }
  }

  /// A stated size of 4 GB reserves no such memory; the size does not fit, so it is damage.
  @Test func aLyingSizeIsDamage() {
    var packed = gzipped([1, 2, 3])
    packed.replaceSubrange((packed.count - 4)..., with: [255, 255, 255, 255])
    #expect(
      dataError { try Gzip.decompress(packed, file: "x") }?.message
        == "the gzip data is damaged: incorrect length check")
  }
}
