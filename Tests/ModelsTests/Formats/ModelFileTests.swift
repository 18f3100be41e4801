import Engine
import Testing

@testable import Models

@Suite struct NPZTests {
  @Test(arguments: ["stored.npz", "deflated.npz", "fortran.npz"]) func readsWhatNumPyWrote(name: String) throws {
    let file = try Fixture.file(name)
    #expect(file.tensors.map(\.name) == ["W1", "b1", "W2", "b2"])
    #expect(file.tensors.map(\.shape) == [[3, 2], [3], [1, 3], [1]])
    #expect(try file.tensors[0].read() == [0.5, -0.25, 1.5, 2, -3, 0.125])
    #expect(try WeightMatching(file, to: Fixture.empty).network() == Fixture.network)
  }

  @Test(arguments: Precision.allCases) func anArchiveIsReadBackToTheBit(precision: Precision) throws {
    let numbers = [0.1, -0.0, .leastNonzeroMagnitude, 5e300, 1.0 / 3, 2]
    let tensors = [
      Tensor(name: "0.weight", shape: [2, 3], numbers: numbers), Tensor(name: "n", shape: [], numbers: [7]),
    ]
    let bytes = try tensors.npz(precision, file: "m")
    let file = try ModelFile.read(bytes, file: "m")
    #expect(file.tensors.map(\.name) == ["0.weight", "n"])
    #expect(file.tensors.map(\.shape) == [[2, 3], []])
    #expect(try file.tensors[0].read().map(\.bitPattern) == numbers.map { precision.rounded($0).bitPattern })
    #expect(try tensors.npz(precision, file: "m") == bytes, "equal parts make equal archives")
  }

  /// The central directory states 4 GB for an entry of 176 packed bytes.
  @Test func sizesThatDeflateCannotReachAreRefused() throws {
    var bytes = try Fixture.bytes("deflated.npz")
    let directory = try #require(bytes.firstRange(of: Array("PK\u{1}\u{2}".utf8))).lowerBound
    bytes.replaceSubrange(directory + 24..<directory + 28, with: [0xFE, 0xFF, 0xFF, 0xFF])
    #expect(complaint { try ModelFile.read(bytes, file: "m") } != nil)
  }

  @Test func aDamagedArrayFailsItsChecksum() throws {
    var bytes = try Fixture.bytes("stored.npz")
    let header = try #require(bytes.firstRange(of: Array("NUMPY".utf8))).lowerBound
    bytes[header + 123] ^= 1
    #expect(complaint { try ModelFile.read(bytes, file: "m") } == "m: W1.npy: crc error")
  }

  @Test func anArchiveOfSomethingElseIsRefused() throws {
    let bytes = try [Tensor(name: "a", shape: [1], numbers: [1])].npz(.double, file: "m")
    let other = replacing("a.npy", by: "a.txt", in: bytes)
    #expect(
      complaint { try ModelFile.read(other, file: "m") }
        == "m: a.txt: is not an array: numpy.savez did not make the archive\nhint: numpy.savez, or safetensors")
  }

  private func replacing(_ word: String, by other: String, in bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    result.replace(Array(word.utf8), with: Array(other.utf8))
    return result
  }
}

@Suite struct ModelFileTests {
  private func complaint(_ bytes: [UInt8]) -> String? {
    ModelsTests.complaint { try ModelFile.read(bytes, file: "m") }
  }

  @Test(arguments: [
    (
      "torch.pt",
      "a PyTorch file: its torch/data.pkl is a pickle, which is a program; nothing that a file says is run here"
    ),
    ("weights.pkl", "a Python pickle, which is a program; nothing that a file says is run here"),
  ])
  func picklesAreNeverRun(name: String, message: String) throws {
    let said = try #require(complaint(try Fixture.bytes(name)))
    #expect(said.hasPrefix("m: byte 0: \(message)\nhint: python3 -c \"import torch, safetensors.torch as s; "))
    #expect(said.contains("torch.load('m', weights_only=True)"))
  }

  /// PyTorch's older files: a pickle, then others, then raw numbers.
  @Test func olderPyTorchFilesAreNamed() {
    let start: [UInt8] = [0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
    #expect(complaint(start + [0, 0, 0x80, 0x3F])?.contains("a Python pickle, which is a program") == true)
  }

  /// The length 640 of a header has the bytes that a pickle starts with.
  @Test func aHeaderOfTheLengthOfAPickleIsRead() throws {
    let note = ["n": String(repeating: "a", count: 640 - 81)]
    let bytes = Safetensors.bytes([Tensor(name: "w", shape: [1], numbers: [7])], metadata: note, precision: .double)
    #expect(Array(bytes.prefix(3)) == [0x80, 2, 0])
    #expect(try ModelFile.read(bytes, file: "m").matrix() == Matrix([[7]]))
  }

  @Test func aSingleArrayIsRead() throws {
    let file = try ModelFile.read(Model.npy(Matrix([[1, 2, 3], [4, 5, 6.5]]), precision: .double), file: "w")
    #expect(try file.matrix() == Matrix([[1, 2, 3], [4, 5, 6.5]]))
    let single = try ModelFile.read(Model.npy(Matrix([[0.1]]), precision: .single), file: "w")
    #expect(try single.matrix() == Matrix([[Double(Float(0.1))]]))
  }

  @Test func otherFormatsAreNamed() throws {
    #expect(complaint([0x89] + Array("HDF\r\n\u{1A}\n".utf8))?.contains("an HDF5 file, which is not read") == true)
    let onnx = try Model(Fixture.network).onnx(precision: .single)
    #expect(complaint(onnx)?.hasPrefix("m: byte 0: an ONNX model, which is written here and not read\n") == true)
    #expect(complaint([0x1F, 0x8B, 8, 0]) == "m: byte 0: the file is gzipped\nhint: gunzip m")
  }
}
