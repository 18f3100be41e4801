import CCurl
import Files
import Glibc

/// One address read into one file, which keeps what arrived however the transfer ends.
final class Transfer {
  // A class: libcurl calls back with its address.
  enum End: Equatable {
    case done
    case stopped
    /// The server has no more of the file: it is complete, or another one.
    case nothingMore
    case failed(String)
  }

  /// Bytes in the file.
  private(set) var received: Int
  /// Bytes that the file will have, if the server says.
  private(set) var total: Int?
  /// Bytes from an earlier download.
  private var start: Int
  private let limit: Int
  private let descriptor: Int32
  private let mayContinue: (Transfer) -> Bool
  private var failure: String?

  /// Opens the file, which may hold the start from an earlier download.
  /// - Parameters:
  ///   - limit: bytes that the file cannot exceed.
  ///   - mayContinue: told of progress; says whether to continue.
  init(to path: String, limit: Int, mayContinue: @escaping (Transfer) -> Bool) throws(FileError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(file: path, systemMessage(errno).lowercased()) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw FileError(file: path, "another download of it is under way")
    }
    start = Int(lseek(descriptor, 0, SEEK_END))
    received = start
    self.limit = limit
    self.mayContinue = mayContinue
  }

  deinit { close(descriptor) }

  /// Downloads what is missing; everything if the server cannot resume.
  func run(_ address: String) -> End {
    var receiver = CCurlReceiver(
      context: Unmanaged.passUnretained(self).toOpaque(),
      body: { context, continues, length, bytes, count in
        Transfer.from(context).take(
          UnsafeBufferPointer(start: bytes, count: count), continues: continues, length: length)
      },
      may_continue: { context in
        let transfer = Transfer.from(context)
        return transfer.mayContinue(transfer)
      })
    var result = CCurlResult()
    ccurl_get(address, start, &receiver, &result)
    return withExtendedLifetime(self) { end(result) }
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
    guard let context else { preconditionFailure("libcurl lost the transfer") }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  private func end(_ result: CCurlResult) -> End {
    if let failure { return .failed(failure) }
    switch result.end {
    case CCurlEndDone: return .done
    case CCurlEndStopped: return .stopped
    case CCurlEndUnavailable: return .failed("libcurl is not installed")
    case CCurlEndRefused where result.status == 416: return .nothingMore
    case CCurlEndRefused: return .failed("the server answers \(result.status)\(Self.meaning(result.status))")
    default: return .failed(Self.text(result).lowercasedFirst)
    }
  }

  private func take(_ bytes: UnsafeBufferPointer<UInt8>, continues: Bool, length: Int) -> Bool {
    if !continues, received == start, start > 0 { restart() }
    guard length <= limit - start, received + bytes.count <= limit else {
      return fail("the server sends more than the file can hold")
    }
    if length > 0 { total = start + length }
    if let failure = writeAll(Array(bytes), to: descriptor) {
      return fail("cannot write the file: \(systemMessage(failure).lowercased())")
    }
    received += bytes.count
    return mayContinue(self)
  }

  /// The server sends the complete file, not only the rest.
  private func restart() {
    ftruncate(descriptor, 0)
    lseek(descriptor, 0, SEEK_SET)
    start = 0
    received = 0
  }

  private func fail(_ reason: String) -> Bool {
    failure = reason
    return false
  }

  private static func meaning(_ status: Int) -> String {
    [401: " (it wants a password)", 403: " (not allowed)", 404: " (no such file)"][status] ?? ""
  }

  private static func text(_ result: CCurlResult) -> String {
    withUnsafeBytes(of: result.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

extension String {
  /// A library's message as the middle of a sentence; abbreviations such as SSL stay.
  fileprivate var lowercasedFirst: String {
    guard count > 1, dropFirst().first?.isLowercase == true else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
