import CZlib

/// Gzip as zlib reads it (RFC 1952): one member or several, checked to the last byte.
public enum Gzip {
  /// The first two bytes of every gzip file; its name says nothing.
  public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The bytes that were packed.
  /// - Parameter limit: the most bytes that are unpacked.
  /// - Throws: `FileError` where the data ends early, is damaged, too large, or followed by something else.
  public static func decompress(
    _ packed: [UInt8], file: String, limit: Int = FileStore.largest
  ) throws(FileError) -> [UInt8] {
    let inflater = Inflater(file: file, packedCount: packed.count, limit: limit)
    guard inflater.isOpen else { throw FileError(file: file, "cannot start zlib") }
    var output: [UInt8] = []
    output.reserveCapacity(sizeHint(packed))
    var offset = 0
    repeat {
      offset = try inflater.member(packed, from: offset, into: &output)
    } while isGzip(packed[offset...])
    if packed[offset...].contains(where: { $0 != 0 }) {
      throw FileError(file: file, place: .byte(offset), "\(packed.count - offset) bytes after the end of the gzip data")
    }
    return output
  }

  /// The unpacked size that the last four bytes state, as far as deflate could reach it: 1,032 times the packed size.
  private static func sizeHint(_ packed: [UInt8]) -> Int {
    let stated = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return min(stated, packed.count * 1032, 1 << 28)
  }
}

/// A zlib stream set to the gzip format. A class, since zlib keeps the address of its stream.
private final class Inflater {
  let isOpen: Bool
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let file: String
  private let packedCount: Int
  private let limit: Int
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)

  init(file: String, packedCount: Int, limit: Int) {
    self.file = file
    self.packedCount = packedCount
    self.limit = limit
    stream.initialize(to: z_stream())
    // 15 window bits, plus 16 for the gzip wrapper.
    isOpen = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks one member that starts at `start` and returns where it ends.
  func member(_ packed: [UInt8], from start: Int, into output: inout [UInt8]) throws(FileError) -> Int {
    inflateReset(stream)
    var offset = start
    while true {
      let (status, written) = fillChunk(packed, from: &offset)
      guard written <= limit - output.count else {
        throw FileError(file: file, place: .byte(offset), "the gzip data unpacks to more than \(limit) bytes")
      }
      output.append(contentsOf: chunk[..<written])
      switch status {
      case Z_STREAM_END: return offset
      case Z_OK: continue
      case Z_BUF_ERROR where offset == packedCount:
        throw FileError(
          file: file, place: .byte(packedCount), "the gzip data ends early: \(output.count) bytes unpacked so far",
          hint: "the download was cut off; fetch the file again")
      default: throw FileError(file: file, place: .byte(offset), "the gzip data is damaged: \(reason(status))")
      }
    }
  }

  /// Unpacks up to a chunk; gives zlib's status and the number of bytes in the chunk.
  private func fillChunk(_ packed: [UInt8], from offset: inout Int) -> (status: Int32, written: Int) {
    packed.withUnsafeBufferPointer { source in
      chunk.withUnsafeMutableBufferPointer { target in
        let available = min(source.count - offset, Int(Int32.max))
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + offset })
        stream.pointee.avail_in = uInt(available)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = uInt(target.count)
        let status = inflate(stream, Z_NO_FLUSH)
        offset += available - Int(stream.pointee.avail_in)
        return (status, target.count - Int(stream.pointee.avail_out))
      }
    }
  }

  private func reason(_ status: Int32) -> String {
    stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)"
  }
}
