import Engine
import Testing

@testable import Models

/// A safetensors file with a header as it is given.
private func file(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
  let stated = length ?? UInt64(header.utf8.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: stated >> (8 * $0)) } + Array(header.utf8)
    + Array(repeating: 0, count: data)
}

private func entry(_ name: String, _ type: String, _ shape: [Int], _ start: Int, _ end: Int) -> String {
  "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(start),\(end)]}"
}

@Suite struct SafetensorsTests {
  private func complaint(_ bytes: [UInt8]) -> String? {
    ModelsTests.complaint { try Safetensors.read(bytes, file: "m") }
  }

  @Test func readsWhatTheReferenceLibraryWrote() throws {
    let stored = try Fixture.file("torch-f32.safetensors")
    #expect(Set(stored.tensors.map(\.name)) == ["0.bias", "0.weight", "2.bias", "2.weight"])
    let weights = try #require(stored.tensors.first { $0.name == "0.weight" })
    #expect(weights.shape == [3, 2] && weights.type == "F32")
    #expect(try weights.read() == [0.5, -0.25, 1.5, 2, -3, 0.125])
  }

  @Test(arguments: Precision.allCases) func aFileIsReadBackToTheBit(precision: Precision) throws {
    let numbers = [0.1, -0.0, .leastNonzeroMagnitude, .infinity, 5e300, 1.0 / 3]
    let tensor = Tensor(name: "a \"quoted\"\n\u{1}näme", shape: [2, 3], numbers: numbers)
    let bytes = Safetensors.bytes([tensor], metadata: ["k\\": "v\t😀"], precision: precision)
    let read = try Safetensors.read(bytes, file: "m")
    #expect(read.metadata == ["k\\": "v\t😀"])
    #expect(read.tensors.map(\.name) == [tensor.name])
    #expect(try read.tensors[0].read().map(\.bitPattern) == numbers.map { precision.rounded($0).bitPattern })
    #expect(bytes.count % 8 == 0, "data start at a multiple of eight")
  }

  /// Shape, type and offsets disagree.
  @Test(arguments: [
    (entry("w", "F64", [4], 0, 16), 16, "tensor w: F64 [4] needs 32 bytes, its data_offsets hold 16"),
    (
      entry("w", "F32", [1000, 1000], 0, 4), 4,
      "tensor w: F32 [1000, 1000] needs 4000000 bytes, its data_offsets hold 4"
    ),
    (
      entry("w", "F32", [32, 8], 0, 65536), 65536, "tensor w: F32 [32, 8] needs 1024 bytes, its data_offsets hold 65536"
    ),
    (
      entry("w", "F32", [1 << 62, 4], 0, 0), 0,
      "tensor w: F32 [4611686018427387904, 4] has more elements than can be counted"
    ),
  ])
  func shapeTypeAndPlaceAgree(entry: String, data: Int, message: String) {
    #expect(complaint(file("{\(entry)}", data: data)) == "m: byte 9: \(message)")
  }

  /// The length of the header.
  @Test(arguments: [
    (UInt64.max, "states a header of 18446744073709551615 bytes; the most read is 100000000"),
    (UInt64.max - 4, "states a header of 18446744073709551611 bytes; the most read is 100000000"),
    (1 << 63, "states a header of 9223372036854775808 bytes; the most read is 100000000"),
    (132_095_296, "states a header of 132095296 bytes; the most read is 100000000"),
    (5000, "states a header of 5000 bytes, and 65 follow: not a safetensors file, or cut off"),
    (0, "not a safetensors file: the header does not start with {"),
  ])
  func theLengthOfTheHeaderIsThatOfTheFile(length: UInt64, message: String) {
    #expect(complaint(file("{}", data: 63, length: length)) == "m: byte 0: \(message)")
  }

  @Test func aFileShorterThanItsLengthFieldIsRefused() {
    let message = "a safetensors file starts with eight that state the length of its header"
    #expect(complaint([1, 0, 0, 0, 0, 0, 0]) == "m: byte 0: 7 bytes: \(message)")
    #expect(complaint([]) == "m: byte 0: 0 bytes: \(message)")
  }

  /// Each with the byte, or the tensor, of what is wrong.
  @Test(arguments: [
    (
      "{\(entry("a", "F32", [2], 0, 8)),\(entry("b", "F32", [2], 4, 12))}", 12,
      "tensor b: starts at byte 4 of the data, inside a"
    ),
    (
      "{\(entry("a", "F32", [2], 4, 12))}", 12,
      "tensor a: starts at byte 4 of the data: those from 0 on belong to no tensor"
    ),
    (
      "{\(entry("a", "F32", [2], 0, 8))}", 7, "tensor a: ends at byte 8 of the data, and the file has 7: it was cut off"
    ),
    ("{\(entry("a", "F32", [2], 0, 8))}", 9, "1 bytes after the last tensor belong to none"),
    ("{\(entry("a", "F32", [2], 8, 0))}", 8, "tensor a: data_offsets [8, 0] are not a range"),
    ("{\(entry("a", "F32", [1], 0, 4)),\(entry("a", "F32", [1], 4, 8))}", 8, "the name a occurs twice"),
    ("{\(entry("a", "F31", [1], 0, 4))}", 4, "tensor a: the type F31 is unknown"),
    ("{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", 4, "tensor a: dtype, shape or data_offsets is missing"),
    ("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F64\"}}", 4, "tensor a: the key dtype is unknown or occurs twice"),
    ("{\"a\":{\"dtype\":\"F32\",\"more\":1}}", 4, "tensor a: the key more is unknown or occurs twice"),
    ("{\"a\":{\"shape\":[-1]}}", 4, "expected a whole number from 0 to 9,223,372,036,854,775,807"),
    ("{\"a\":{\"shape\":[1.5]}}", 4, "expected ]"),
    ("{\"a\":{\"shape\":[9223372036854775808]}}", 4, "expected a whole number from 0 to 9,223,372,036,854,775,807"),
    ("{\"a\":", 0, "expected {"),
    ("{\"a", 0, "the quote is never closed"),
    ("{\"a\\", 0, "the header ends in a string"),
    ("{\"\\ud800\":1}", 0, "half a character in a string"),
    ("{\"\\uzz\":1}", 0, "expected four hexadecimal digits"),
    ("{\"a\n\":1}", 0, "a control character in a string"),
    ("{\"\(String(repeating: "n", count: 501))\":", 0, "a name of 501 bytes; the most read is 500"),
    ("{}{}", 0, "the header has more after its last }"),
    ("{\"__metadata__\":{\"k\":1}}", 0, "expected \""),
    ("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "the key k occurs twice"),
    (String(repeating: "{\"a\":", count: 100_000), 0, "tensor a: the key a is unknown or occurs twice"),
    ("{\"a\":" + String(repeating: "[", count: 100_000), 0, "expected {"),
  ])
  func malformedHeadersAreRefused(header: String, data: Int, message: String) throws {
    let said = try #require(complaint(file(header, data: data)))
    #expect(said.hasPrefix("m: byte ") && said.hasSuffix(": \(message)"), "\(said)")
  }

  @Test func invalidUTF8IsRefused() {
    var bytes = file("{\"ab\":1}")
    bytes[10] = 0xFF
    #expect(complaint(bytes) == "m: byte 10: invalid UTF-8")
  }

  private static let wholeNumbers: [(String, [UInt8], Double)] = [
    ("I64", [0xFE] + Array(repeating: 0xFF, count: 7), -2), ("I32", [0, 0, 0, 0x80], -0x1p31),
    ("I16", [0xFE, 0xFF], -2), ("I8", [0x80], -128), ("U64", Array(repeating: 0, count: 7) + [0x80], 0x1p63),
    ("U32", [0, 0, 0, 0x80], 0x1p31), ("U16", [0xFF, 0xFF], 65535), ("U8", [200], 200),
  ]

  @Test(arguments: wholeNumbers) func wholeNumbersMakeAMatrix(type: String, data: [UInt8], value: Double) throws {
    let bytes = file("{\(entry("y", type, [1, 1], 0, data.count))}") + data
    #expect(try ModelFile.read(bytes, file: "m").matrix() == Matrix([[value]]))
  }

  @Test(arguments: ["BOOL", "F8_E4M3", "F8_E5M2"]) func otherTypesAreRefused(type: String) throws {
    let bytes = file("{\(entry("y", type, [2], 0, 2))}", data: 2)
    let said = try #require(ModelsTests.complaint { try ModelFile.read(bytes, file: "m").matrix() })
    #expect(
      said == "m: byte \(bytes.count - 2): tensor y is of type \(type)\n"
        + "hint: read are F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8")
  }

  @Test func aMatrixWithoutNumbersIsRefused() {
    for shape in [[1 << 40, 0], [0]] {
      let array = Tensor(name: "", shape: shape, numbers: []).npy(.double)
      let text = shape.map(String.init).joined(separator: "×")
      #expect(
        ModelsTests.complaint { try ModelFile.read(array, file: "m").matrix() }
          == "m: an array of shape \(text) holds no numbers")
    }
  }

  @Test func tensorsMayBeListedInAnyOrder() throws {
    let header =
      "{\(entry("b", "U8", [3], 8, 11)),\(entry("a", "F32", [2], 0, 8)),\(entry("none", "F64", [0, 5], 8, 8))}"
    #expect(try Safetensors.read(file(header, data: 11), file: "m").tensors.map(\.name) == ["a", "none", "b"])
  }
}
