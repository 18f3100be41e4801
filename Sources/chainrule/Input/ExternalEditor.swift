import CLineEditor
import Files
import Glibc

/// The person's own editor: `$VISUAL`, else `$EDITOR`, else vi.
struct ExternalEditor {
  struct Failure: Error, Equatable {
    let message: String
  }

  private let command = environmentVariable("VISUAL") ?? environmentVariable("EDITOR") ?? "vi"

  /// The text as the editor leaves it.
  func edit(_ text: String) throws(Failure) -> String {
    let path = try Self.temporaryFile(with: text)
    defer { unlink(path) }
    let status = try run(on: path)
    if status == 127 { throw Failure(message: "there is no editor \(command): set VISUAL or EDITOR") }
    if status != 0 { throw Failure(message: "the editor \(command) failed, the text stays as it was") }
    guard let edited = Self.contents(of: path) else { throw Failure(message: "the editor \(command) left no text") }
    return edited
  }

  private static func temporaryFile(with text: String) throws(Failure) -> String {
    let folder = environmentVariable("TMPDIR") ?? "/tmp"
    var name = Array("\(folder)/chainrule-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&name, 4)
    if descriptor < 0 { throw Failure(message: "cannot write to \(folder): \(systemMessage(errno))") }
    defer { close(descriptor) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let failure = writeAll(Array((text + "\n").utf8), to: descriptor) {
      unlink(path)
      throw Failure(message: "cannot write to \(folder): \(systemMessage(failure))")
    }
    return path
  }

  /// Runs the editor with the terminal as it was found; returns its exit status.
  private func run(on path: String) throws(Failure) -> Int32 {
    // The variable may have arguments in it, as the shell reads them.
    let words = ["sh", "-c", command + " \"$@\"", command, path]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let hasLeft = terminal_modes_leave()
    defer { if hasLeft { terminal_modes_return() } }
    var process = pid_t()
    let failure = posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ)
    if failure != 0 { throw Failure(message: "cannot start \(command): \(systemMessage(failure))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    signals_clear_interrupts()
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 1
  }

  private static func contents(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return PastedText.withoutCarriageReturns(String(decoding: bytes, as: UTF8.self))
  }
}
