import Glibc

/// The lines of a file, read as they arrive.
struct InputLines {
  private let descriptor: Int32
  private let name: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var isFirst = true

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// The next line without its end and without a byte order mark; `nil` after the last one.
  mutating func next() throws -> String? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) { return line(to: end, skipping: 1) }
      searched = buffer.count
      if isAtEnd { return position < buffer.count ? line(to: buffer.count, skipping: 0) : nil }
      searched -= try fill()
    }
  }

  private mutating func line(to end: Int, skipping newline: Int) -> String {
    var bytes = buffer[position..<end]
    position = end + newline
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    isFirst = false
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads more bytes; returns the number of used ones that were dropped from the start of the buffer.
  private mutating func fill() throws -> Int {
    let dropped = position
    buffer.removeFirst(dropped)
    position = 0
    let count = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
    let result = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: count), 1 << 16) }
    let error = errno
    buffer.removeLast((1 << 16) - max(result, 0))
    if result < 0, error == EINTR, Interrupt.isPending { Interrupt.die() }
    if result < 0, error != EINTR { throw ProgramError("cannot read \(name)", error: error) }
    isAtEnd = result == 0
    return dropped
  }
}
