import Glibc

/// Writes all bytes, whatever signals come meanwhile; the number of the error where that fails.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 { done += count } else if errno != EINTR { return errno }
  }
  return nil
}
