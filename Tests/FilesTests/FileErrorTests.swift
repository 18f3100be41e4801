import Testing

@testable import Files

struct FileErrorTests {
  @Test func namesFilePlaceAndHint() {
    #expect(
      FileError(file: "a.gz", place: .byte(16), "it ends", hint: "fetch it again").description
        == "a.gz: byte 16: it ends\nhint: fetch it again")
    #expect(FileError(file: "a.csv", place: .line(3, column: 5), "no number").description == "a.csv:3:5: no number")
    #expect(FileError(file: "a", "no such file").description == "a: no such file")
  }
}
