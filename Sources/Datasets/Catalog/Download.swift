import CMD5
import Files
import Glibc

/// One file of a set: downloaded under a temporary name, and renamed once its checksum is right.
struct Download {
  enum End: Equatable {
    case done
    case stopped
    case failed(String)
  }

  let file: RemoteSet.File
  let folder: String
  let report: Fetch.Report

  private var path: String { FilePath.join(folder, file.name) }
  private var partial: String { path + ".part" }
  /// The most bytes of the file, packed or not: stored blocks make gzip data a little longer than what is packed.
  private var limit: Int { file.size + file.size / 100 + 4096 }

  /// Whether the right file exists.
  var isComplete: Bool { FileStore.disk.kind(of: path) == .file && mistake(in: path) == nil }

  var partialSize: Int {
    var status = stat()
    return stat(partial, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Resumes what was downloaded; if the parts do not fit together, downloads once more from the start.
  func run(_ mirror: String) throws(FileError) -> End {
    let resumed = partialSize > 0
    let end = try attempt(mirror)
    if resumed, case .failed = end, partialSize == 0 { return try attempt(mirror) }
    return end
  }

  private func attempt(_ mirror: String) throws(FileError) -> End {
    let transfer = try Transfer(to: partial, limit: limit) { [report] in
      report($0.received, $0.total, false)
    }
    switch transfer.run(FilePath.join(mirror, file.name)) {
    case .stopped: return .stopped
    case .failed(let reason):
      if partialSize == 0 { unlink(partial) }
      return .failed(reason)
    case .done, .nothingMore: return try finish(received: transfer.received)
    }
  }

  /// Checks what was downloaded. A wrong file is removed: it could not be resumed.
  private func finish(received: Int) throws(FileError) -> End {
    if let mistake = mistake(in: partial) {
      unlink(partial)
      return .failed(mistake)
    }
    guard rename(partial, path) == 0 else {
      throw FileError(file: path, "cannot be written: \(systemMessage(errno).lowercased())")
    }
    return report(received, received, true) ? .done : .stopped
  }

  /// What is wrong with a file; nil if it is the right one.
  private func mistake(in path: String) -> String? {
    do throws(FileError) {
      let digest = MD5.digest(try FileStore.disk.data(at: path, limit: limit))
      return digest == file.md5 ? nil : "the MD5 of the unpacked file is \(digest), it should be \(file.md5)"
    } catch {
      return error.message
    }
  }
}

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
