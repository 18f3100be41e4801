import CLineEditor
import Files
import Glibc

/// The user's editor: `$VISUAL`, else `$EDITOR`, else vi.
struct ExternalEditor {
  private let command = environmentVariable("VISUAL") ?? environmentVariable("EDITOR") ?? "vi"

  /// The text as the editor leaves it.
  func edit(_ text: String) throws(ProgramError) -> String {
    let path = try Self.temporaryFile(with: text)
    defer { unlink(path) }
    let status = try run(on: path)
    if status == 127 { throw ProgramError("the editor \(command) was not found: set VISUAL or EDITOR") }
    if status != 0 { throw ProgramError("the editor \(command) failed, the text is unchanged") }
    guard let bytes = FileStore.disk.contents(of: path) else {
      throw ProgramError("the editor \(command) left no text")
    }
    return PastedText.withoutCarriageReturns(String(decoding: bytes, as: UTF8.self))
  }

  private static func temporaryFile(with text: String) throws(ProgramError) -> String {
    let folder = environmentVariable("TMPDIR") ?? "/tmp"
    var name = Array("\(folder)/chainrule-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&name, 4)
    if descriptor < 0 { throw ProgramError("cannot write to \(folder)", error: errno) }
    defer { close(descriptor) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let failure = writeAll(Array((text + "\n").utf8), to: descriptor) {
      unlink(path)
      throw ProgramError("cannot write to \(folder)", error: failure)
    }
    return path
  }

  /// Runs the editor with the terminal's original modes; returns its exit status.
  private func run(on path: String) throws(ProgramError) -> Int32 {
    // The variable may include arguments, which the shell reads.
    let words = ["sh", "-c", command + " \"$@\"", command, path]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let hasLeft = terminal_modes_leave()
    defer { if hasLeft { terminal_modes_return() } }
    var process = pid_t()
    let failure = posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ)
    if failure != 0 { throw ProgramError("cannot start \(command)", error: failure) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    signals_clear_interrupts()
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 1
  }
}
