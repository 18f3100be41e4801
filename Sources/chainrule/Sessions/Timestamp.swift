import Glibc

/// A point in time, as it is written where the reader is.
struct Timestamp: Comparable {
  private let seconds: time_t

  init(_ seconds: time_t) { self.seconds = seconds }

  /// - Parameter format: as for `strftime`.
  func text(_ format: String) -> String {
    var seconds = seconds
    var parts = tm()
    localtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    let count = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}
