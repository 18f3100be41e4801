import CZlib
import Foundation

@testable import Datasets

/// A folder that goes away with its value's last use.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("chainrule-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders on the way to it; gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}

/// One gzip member, as zlib writes it.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  let size = Int32(MemoryLayout<z_stream>.size)
  deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + 1024)
  let count = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = uInt(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = uInt(target.count)
      deflate(&stream, Z_FINISH)
      return target.count - Int(stream.avail_out)
    }
  }
  return Array(output[..<count])
}

/// Words of four bytes, the most significant first.
func bigEndian(_ words: UInt32...) -> [UInt8] {
  words.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
}

/// The error that a body throws, where it throws a `DataError`.
func dataError(_ body: () throws -> some Any) -> DataError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? DataError
  }
}

/// The shared test data: `$CHAINRULE_SHARED`, else a folder `shared` beside the package or above it.
enum SharedData {
  static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment["CHAINRULE_SHARED"]
    var candidates = [environment].compactMap { $0 }
    var url = URL(fileURLWithPath: #filePath)
    while url.path != "/" {
      url.deleteLastPathComponent()
      candidates.append(url.appendingPathComponent("shared").path)
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/data/mnist") }
  }()

  static let fashionFolder = "/usr/share/datasets/fashion-mnist"
  static let hasFashion = FileManager.default.fileExists(atPath: fashionFolder)
}
