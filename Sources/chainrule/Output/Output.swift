import Files
import Glibc
import Renderers
import Views

/// Buffered output to a descriptor.
///
/// A class: all parts of the program share one buffer.
final class Output {
  private let descriptor: Int32
  private let name: String
  private var buffer: [UInt8] = []

  // Only the main thread writes.
  nonisolated(unsafe) static let standard = Output(descriptor: STDOUT_FILENO, name: "the output")
  nonisolated(unsafe) static let errors = Output(descriptor: STDERR_FILENO, name: "the error output")

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  func write(_ text: String) { write(bytes: text.utf8) }

  func write(bytes: some Sequence<UInt8>) {
    buffer += bytes
    if buffer.count >= 1 << 16 { flush() }
  }

  func writeLine(_ text: String) { write(text + "\n") }

  /// Writes a message at once, without control characters, which a path or an argument in it may have.
  func writeMessage(_ text: String) {
    let style = RenderStyle(width: .max, unicode: !Locale.isASCII)
    writeLine(PlainTextRenderer(style).render(.text(text)))
    flush()
  }

  func flush() {
    if let failure = writeAll(buffer, to: descriptor) { give(up: failure) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// A reader that stops reading is not an error: the program ends as with SIGPIPE. Anything else is, such as a full disk.
  private func give(up error: Int32) -> Never {
    if error == EPIPE { exit(128 + SIGPIPE) }
    if descriptor == STDERR_FILENO { exit(1) }
    Output.errors.writeMessage("chainrule: cannot write \(name): \(systemMessage(error))")
    exit(1)
  }
}
