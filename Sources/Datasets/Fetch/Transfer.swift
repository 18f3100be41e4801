import CCurl
import Files
import Glibc

/// One address read into one file, which keeps what arrived however the transfer ends.
final class Transfer {
  // A class: libcurl calls back with its address.
  enum End: Equatable {
    case done
    case stopped
    /// The file has no more than was asked for: it is complete, or the server has another one.
    case nothingMore
    case failed(String)
  }

  /// Bytes in the file.
  private(set) var received: Int
  /// Bytes that the file will have, where the server says.
  private(set) var total: Int?
  /// Bytes that were there already.
  private var start: Int
  private let limit: Int
  private let descriptor: Int32
  private let goesOn: (Transfer) -> Bool
  private var failure: String?

  /// Opens the file, which may hold the beginning already.
  /// - Parameters:
  ///   - limit: bytes that the file cannot exceed.
  ///   - goesOn: told of progress; answers whether to go on.
  init(to path: String, limit: Int, goesOn: @escaping (Transfer) -> Bool) throws(FileError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(file: path, String(cString: strerror(errno)).lowercased()) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw FileError(file: path, "another download of it is under way")
    }
    start = Int(lseek(descriptor, 0, SEEK_END))
    received = start
    self.limit = limit
    self.goesOn = goesOn
  }

  deinit { close(descriptor) }

  /// Gets what is missing; from the beginning where the server cannot go on.
  func run(_ address: String) -> End {
    var receiver = CCurlReceiver(
      context: Unmanaged.passUnretained(self).toOpaque(),
      body: { context, continues, length, bytes, count in
        Transfer.from(context).take(
          UnsafeBufferPointer(start: bytes, count: count), continues: continues, length: length)
      },
      goes_on: { context in
        let transfer = Transfer.from(context)
        return transfer.goesOn(transfer)
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
    guard write(bytes) else { return fail("cannot write the file: \(String(cString: strerror(errno)).lowercased())") }
    received += bytes.count
    return goesOn(self)
  }

  /// The server sends the whole file, although only the rest was asked for.
  private func restart() {
    ftruncate(descriptor, 0)
    lseek(descriptor, 0, SEEK_SET)
    start = 0
    received = 0
  }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
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
