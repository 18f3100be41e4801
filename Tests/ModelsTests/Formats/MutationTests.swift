import Engine
import Files
import Testing

@testable import Models

/// Damaged files: whatever bytes a file has, it is read or refused.
@Suite struct MutationTests {
  private static let files = [
    "torch-f32.safetensors", "keras.safetensors", "named.safetensors", "bn-named.safetensors",
    "bn-sequential.safetensors", "stored.npz", "deflated.npz", "fortran.npz", "torch.pt", "weights.pkl",
  ]

  /// The tensors' names, and the numbers if a reader gets that far.
  private func read(_ bytes: [UInt8]) {
    do throws(FileError) {
      let file = try ModelFile.read(bytes, file: "m")
      _ = try file.model()
      for tensor in file.tensors { _ = try tensor.read() }
      _ = try WeightMatching(file, to: Fixture.empty).network()
    } catch {
      #expect(!error.message.isEmpty)
    }
  }

  @Test(arguments: files) func damagedFilesAreReadOrRefused(name: String) throws {
    let original = try Fixture.bytes(name)
    var generator = NumPyGenerator(seed: 7)
    func draw(_ limit: Int) -> Int { min(Int(generator.uniform() * Double(limit)), limit - 1) }
    for _ in 0..<400 {
      var bytes = original
      for _ in 0...draw(4) {
        let place = draw(bytes.count)
        switch draw(5) {
        case 0: bytes[place] = UInt8(draw(256))
        case 1: bytes[place] ^= UInt8(1 << draw(8))
        case 2: bytes.removeSubrange(place..<min(place + 1 + draw(9), bytes.count))
        case 3: bytes.insert(contentsOf: bytes[place..<min(place + draw(20), bytes.count)], at: draw(bytes.count))
        default: bytes.replaceSubrange(place..<min(place + 8, bytes.count), with: repeatElement(0xFF, count: 8))
        }
        if bytes.isEmpty { break }
      }
      read(bytes)
    }
  }

  @Test(arguments: files) func filesThatWereCutOffAreRefused(name: String) throws {
    let original = try Fixture.bytes(name)
    for count in stride(from: 0, to: original.count, by: 3) {
      let cut = Array(original[..<count])
      #expect(throws: FileError.self, "\(count) bytes") {
        let file = try ModelFile.read(cut, file: "m")
        for tensor in file.tensors { _ = try tensor.read() }
      }
    }
  }
}
