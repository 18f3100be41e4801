import CMD5

/// MD5, by which published files are known; it tells damage, not malice.
///
/// - Source: RFC 1321.
enum MD5 {
  /// The digest as 32 lower-case hexadecimal digits.
  static func digest(_ bytes: [UInt8]) -> String {
    var context = MD5_CTX()
    MD5Init(&context)
    bytes.withUnsafeBufferPointer { MD5Update(&context, $0.baseAddress, $0.count) }
    var digest = [UInt8](repeating: 0, count: Int(MD5_DIGEST_LENGTH))
    MD5Final(&digest, &context)
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
