import FileFixtures
import Foundation

/// A server for tests: answers GET on 127.0.0.1, one request a connection.
final class LoopbackServer: @unchecked Sendable {
  // A class with a thread; a lock guards what it shares with the test.

  /// What the server does with a path.
  enum Answer: Sendable {
    /// The file; the rest of it if the request has a range and `ranges` says so.
    case file([UInt8], ranges: Bool = true)
    /// States the full length and closes after some bytes.
    case cut([UInt8], after: Int)
    /// States a length that is not the body's; for a range, as the rest of a file.
    case stated(length: Int, [UInt8])
    case status(Int)
    case redirect(String)
  }

  struct Request: Equatable, Sendable {
    var path: String
    /// The first byte of a requested range.
    var start: Int?
  }

  let port: UInt16
  private let listener: Int32
  private let lock = NSLock()
  private var answers: [String: Answer] = [:]
  private var seen: [Request] = []

  var address: String { "http://127.0.0.1:\(port)" }
  var requests: [Request] { lock.withLock { seen } }

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    let isOpen = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 16) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isOpen else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: name.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0, let server = self else { return }
        server.serve(connection)
        close(connection)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  func answer(_ path: String, with answer: Answer) { lock.withLock { answers[path] = answer } }

  private func serve(_ connection: Int32) {
    let request = Self.request(connection)
    let answer = lock.withLock {
      seen.append(request)
      return answers[request.path] ?? .status(404)
    }
    switch answer {
    case .status(let status): reply(connection, status, [], headers: "Content-Length: 0")
    case .redirect(let place): reply(connection, 302, [], headers: "Location: \(place)\r\nContent-Length: 0")
    case .cut(let bytes, let count):
      reply(connection, 200, Array(bytes.prefix(count)), headers: "Content-Length: \(bytes.count)")
    case .stated(let length, let bytes):
      reply(connection, request.start == nil ? 200 : 206, bytes, headers: "Content-Length: \(length)")
    case .file(let bytes, let ranges):
      guard ranges, let start = request.start else {
        return reply(connection, 200, bytes, headers: "Content-Length: \(bytes.count)")
      }
      guard start < bytes.count else { return reply(connection, 416, [], headers: "Content-Length: 0") }
      reply(
        connection, 206, Array(bytes[start...]),
        headers: "Content-Length: \(bytes.count - start)\r\n"
          + "Content-Range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)")
    }
  }

  private static func request(_ connection: Int32) -> Request {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !text.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { break }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    let lines = text.split(separator: "\r\n")
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    return Request(
      path: lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? "",
      start: range.flatMap { Int($0.drop { $0 != "=" }.dropFirst().prefix { $0 != "-" }) })
  }

  private func reply(_ connection: Int32, _ status: Int, _ body: [UInt8], headers: String) {
    let head = "HTTP/1.1 \(status) Answer\r\n\(headers)\r\nConnection: close\r\n\r\n"
    let bytes = Array(head.utf8) + body
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        send(connection, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      sent += count
    }
  }
}
