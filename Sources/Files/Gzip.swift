import CZlib
import Interruption

/// Gzip as zlib reads it (RFC 1952): one member or several, checked to the last byte.
public enum Gzip {
  /// The first two bytes of every gzip file; its name says nothing.
  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Deflate packs at most 1,032 bytes into one.
  static let bestRatio = 1032

  /// The bytes that were packed.
  /// - Parameter limit: the most bytes that are unpacked.
  /// - Throws: `FileError` if the data ends early, is damaged, too large, or followed by something else.
  public static func decompress(
    _ packed: [UInt8], file: String, limit: Int = FileStore.largest
  ) throws(FileError) -> [UInt8] {
    // On the heap, since zlib keeps the address.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer {
      inflateEnd(stream)
      stream.deallocate()
    }
    // 15 window bits, plus 16 for the gzip wrapper.
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw FileError(file: file, "cannot start zlib")
    }
    var (output, chunk, offset): ([UInt8], [UInt8], Int) = ([], Array(repeating: 0, count: 1 << 18), 0)
    output.reserveCapacity(sizeHint(packed))
    repeat {
      inflateReset(stream)
      var (status, written) = (Z_OK, 0)
      while status == Z_OK {
        (status, written) = inflate(packed, from: &offset, into: &chunk, stream)
        guard written <= limit - output.count else {
          throw FileError(file: file, place: .byte(offset), "the gzip data unpacks to more than \(limit) bytes")
        }
        output.append(contentsOf: chunk[..<written])
        if Work.current.isStopped { throw FileError.stopped(file) }
        Work.current.report(Double(offset) / Double(packed.count))
      }
      if status == Z_BUF_ERROR, offset == packed.count {
        throw FileError(
          file: file, place: .byte(offset), "the gzip data ends early: \(output.count) bytes unpacked so far",
          hint: "the download was cut off; fetch the file again")
      }
      if status != Z_STREAM_END {
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)"
        throw FileError(file: file, place: .byte(offset), "the gzip data is damaged: \(reason)")
      }
    } while isGzip(packed[offset...])
    if packed[offset...].contains(where: { $0 != 0 }) {
      throw FileError(file: file, place: .byte(offset), "\(packed.count - offset) bytes after the end of the gzip data")
    }
    return output
  }

  /// Unpacks up to a chunk; gives zlib's status and the number of bytes in the chunk.
  private static func inflate(
    _ packed: [UInt8], from offset: inout Int, into chunk: inout [UInt8], _ stream: UnsafeMutablePointer<z_stream>
  ) -> (status: Int32, written: Int) {
    packed.withUnsafeBufferPointer { source in
      chunk.withUnsafeMutableBufferPointer { target in
        let available = min(source.count - offset, Int(Int32.max))
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + offset })
        stream.pointee.avail_in = uInt(available)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = uInt(target.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        offset += available - Int(stream.pointee.avail_in)
        return (status, target.count - Int(stream.pointee.avail_out))
      }
    }
  }

  /// The unpacked size that the last four bytes state, as far as deflate can reach it.
  private static func sizeHint(_ packed: [UInt8]) -> Int {
    let stated = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return min(stated, packed.count * bestRatio, 1 << 28)
  }
}
