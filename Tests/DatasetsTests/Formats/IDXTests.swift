import FileFixtures
import Files
import Testing

@testable import Datasets

struct IDXTests {
  static let images = bigEndian(2051, 2, 1, 3) + [1, 2, 3, 4, 5, 6]
  static let labels = bigEndian(2049, 3) + [7, 0, 9]

  @Test func readsImagesAndLabels() throws {
    #expect(
      try IDX.images(Self.images, file: "x")
        == IDX.Images(count: 2, rows: 1, columns: 3, pixels: [1, 2, 3, 4, 5, 6]))
    #expect(try IDX.labels(Self.labels, file: "x") == [7, 0, 9])
  }

  @Test func labelsWhereImagesBelongAreNamed() {
    #expect(
      dataError { try IDX.images(Self.labels, file: "x") }
        == FileError(
          file: "x", place: .byte(0), "the magic number is 2049, expected 2051 (images)",
          hint: "this file holds labels"))
  }

  /// 50855936 and 17301504 are the two magic numbers with their bytes reversed.
  @Test func reversedBytesAreNamed() {
    for magic: UInt32 in [50_855_936, 17_301_504] {
      let error = dataError { try IDX.images(bigEndian(magic, 0, 0, 0), file: "x") }
      #expect(error?.message == "the magic number is \(magic), expected 2051 (images)")
      #expect(error?.hint == "the bytes of its header are reversed: IDX is big-endian")
    }
  }

  /// The gzip header read as a number.
  @Test func gzipInsideGzipIsNamed() {
    let error = dataError { try IDX.images(bigEndian(529_205_256, 0, 0, 0), file: "x") }
    #expect(error?.message == "the magic number is 529205256, expected 2051 (images)")
    #expect(error?.hint == "the file was gzipped twice: unpack it once")
  }

  @Test func everyTruncationIsAnErrorAtItsEnd() {
    for length in 0..<Self.images.count {
      #expect(dataError { try IDX.images(Array(Self.images[..<length]), file: "x") }?.place == .byte(length))
    }
    for length in 0..<Self.labels.count {
      #expect(dataError { try IDX.labels(Array(Self.labels[..<length]), file: "x") }?.place == .byte(length))
    }
  }

  @Test func truncationCountsWholeImages() {
    #expect(
      dataError { try IDX.images(Array(Self.images.dropLast()), file: "x") }?.message
        == "the file ends after 1 of 2 images: 21 of 22 bytes")
  }

  @Test func bytesAfterTheLastImageAreAnError() {
    let error = dataError { try IDX.images(Self.images + [0], file: "x") }
    #expect(error?.place == .byte(22))
    #expect(error?.message.hasPrefix("1 bytes after the last of 2 images") == true)
  }

  @Test func countsThatOverflowOrAreZeroAreErrors() {
    let huge = bigEndian(2051, .max, .max, .max)
    #expect(
      dataError { try IDX.images(huge, file: "x") }?.message == "the header states more pixels than can be counted")
    #expect(
      dataError { try IDX.images(bigEndian(2051, 0, 28, 28), file: "x") }?.message
        == "the header states 0 images of 28×28 pixels")
  }
}
