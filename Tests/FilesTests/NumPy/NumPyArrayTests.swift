import FileFixtures
import Testing

@testable import Files

struct NumPyArrayTests {
  private func array(_ bytes: [UInt8]) throws -> NumPyArray { try NumPyArray(bytes, file: "x.npy") }

  private func message(_ bytes: [UInt8]) -> String? { dataError { try array(bytes) }?.description }

  /// Rogersce/cnpy#7.
  @Test func readsColumnMajorOrder() throws {
    let found = try array(
      npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", littleEndian([Float(0), 3, 1, 4, 2, 5])))
    #expect(found.shape == [2, 3])
    #expect(found.elements == .numbers([0, 1, 2, 3, 4, 5]))
  }

  /// Fortran-lang/stdlib#581, a file of 402 bytes whose data start at 82.
  @Test func readsVersionTwo() throws {
    let file = npy(
      "{'descr': '<f8', 'fortran_order': True, 'shape': (10,4,)}", version: 2, padding: 70,
      littleEndian((0..<40).map(Double.init)))
    #expect(file.count == 402)
    let found = try array(file)
    #expect(Array(found.numbers[..<8]) == [0, 10, 20, 30, 1, 11, 21, 31])
    #expect(found.place(1) == .byte(82 + 10 * 8))
  }

  @Test func readsThreeDimensionsInColumnMajorOrder() throws {
    // Element (i, j, k) is 100i + 10j + k; in the file i varies fastest.
    let data = [0, 100, 10, 110, 1, 101, 11, 111].map { UInt8($0) }
    let found = try array(npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2, 2)}", data))
    #expect(found.elements == .bytes([0, 1, 10, 11, 100, 101, 110, 111]))
  }

  static let types: [(String, [UInt8], Double)] = [
    ("|b1", [2], 1), ("|i1", [0xFE], -2), ("<i2", [0xFE, 0xFF], -2), (">i2", [1, 2], 258),
    ("<i4", [1, 0, 0, 0x80], -2_147_483_647), (">i8", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFB], -5),
    ("<u2", [0xFF, 0xFF], 65535), (">u4", [0x80, 0, 0, 1], 2_147_483_649),
    ("<u8", [1, 0, 0, 0, 0, 0, 0, 0x80], 0x1p63),
    ("<f2", [0, 0x3E], 1.5), (">f4", [0xBF, 0x40, 0, 0], -0.75), (">f8", [0x3F, 0xF8, 0, 0, 0, 0, 0, 0], 1.5),
    ("=f8", [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], 1.5),
  ]

  @Test(arguments: types)
  func readsEveryType(descriptor: String, data: [UInt8], value: Double) throws {
    let found = try array(npy("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (1,)}", version: 3, data))
    #expect(found.numbers == [value])
  }

  @Test func neverLoadsObjects() {
    #expect(
      message(npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", [0x80, 4]))
        == "x.npy: the array holds Python objects, which are never loaded\n"
        + "hint: loading them runs what the file says; save numbers instead")
  }

  @Test(arguments: ["<c16", "<U5", "<M8[ns]", "<f3", "f", "", ">i16"])
  func refusesOtherTypes(descriptor: String) {
    let file = npy("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (1,)}", [0])
    #expect(message(file)?.hasPrefix("x.npy: the element type '\(descriptor)' is not a real number") == true)
  }

  @Test(arguments: [
    "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "{'descr': '<f4'}", "", "{'descr': '<f4",
    "{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}", "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': __import__('os')}", "{'x': '<f4'}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
  ])
  func refusesOtherHeaders(dictionary: String) {
    #expect(dataError { try array(npy(dictionary, [0, 0, 0, 0])) }?.place != nil)
  }

  @Test func sizesMustAgree() {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}"
    #expect(
      message(npy(header, [1, 2, 3])) == "x.npy: byte 131: shape (2, 3) of <f8 needs 48 bytes of data, the file has 3")
    #expect(message(npy(header, Array(repeating: 0, count: 49)))?.hasPrefix("x.npy: byte 176: ") == true)
    let huge = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4)}", [])
    #expect(message(huge)?.hasSuffix("has more elements than can be counted") == true)
  }

  @Test func everyTruncationIsAnError() {
    let file = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}", [1, 2])
    for length in 0..<file.count { #expect(dataError { try array(Array(file[..<length])) } != nil, "\(length)") }
  }

  @Test func headerLengthsAreBounded() {
    let claims: [UInt8] = NumPyHeader.magic + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(message(claims) == "x.npy: byte 8: a header of 4294967295 bytes; the most read is 65536")
    #expect(message(NumPyHeader.magic + [4, 0, 0, 0]) == "x.npy: byte 6: format version 4.0; known are 1 to 3")
  }
}
