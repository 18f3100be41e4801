import CLineEditor
import Glibc
import Renderers

/// Shows a text page by page: Enter or Space shows the next page, after the last one the prompt follows; `q` and Ctrl-C
/// leave the rest out. Any other key ends it as well, and is kept for the input line.
///
/// The terminal sends keys at once and does not show them, as it does while a cell runs.
struct ScreenPager {
  private enum Answer: Equatable {
    case next
    case end
    /// The bytes belong to the input line.
    case typed([UInt8])
  }

  private let output: Output
  private let style: RenderStyle
  private let height: Int

  init(output: Output, style: RenderStyle, height: Int) {
    self.output = output
    self.style = style
    self.height = max(height, 2)
  }

  /// - Returns: keys that were typed for the input line.
  func show(_ text: String) -> [UInt8] {
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while true {
      let page = Self.page(of: rest, rows: height - 1, columns: style.width)
      output.writeLine(page.joined(separator: "\n"))
      rest = rest.dropFirst(page.count)
      if rest.isEmpty {
        output.flush()
        return []
      }
      ask(rest.count)
      let answer = answer()
      output.write(style.redraws ? "\r\u{1B}[K" : "\n")
      switch answer {
      case .next: continue
      case .end:
        output.flush()
        return []
      case .typed(let keys):
        output.flush()
        return keys
      }
    }
  }

  private func ask(_ count: Int) {
    let rest = count == 1 ? "1 more line" : "\(count) more lines"
    var line = style
    line.width = .max
    output.write(line.text(of: .text(.init("\(rest): Enter shows more, q ends", .faint))))
    output.flush()
  }

  /// The first lines of a text that fill the rows; at least one.
  static func page(of lines: ArraySlice<Substring>, rows: Int, columns: Int) -> ArraySlice<Substring> {
    var left = rows
    let count = lines.prefix { line in
      left -= Self.rows(of: line, columns: columns)
      return left >= 0
    }.count
    return lines.prefix(max(count, 1))
  }

  /// The rows of the screen that a line takes.
  static func rows(of line: Substring, columns: Int) -> Int {
    let width = ANSIEscapes.removed(from: String(line)).displayWidth
    return max((width + columns - 1) / max(columns, 1), 1)
  }

  // MARK: Keys

  private func answer() -> Answer {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while !Interrupt.isPending {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, -1) > 0 else { continue }
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Self.answer(to: Array(bytes[..<count])) : .end
    }
    Interrupt.clear()
    return .end
  }

  /// What the first key means; those after Enter or `q` are typed for the input line, unless they repeat it.
  private static func answer(to bytes: [UInt8]) -> Answer {
    switch bytes {
    case [0x0D], [0x0A], [0x20], Array("\u{1B}[B".utf8), Array("\u{1B}OB".utf8), Array("\u{1B}[6~".utf8): return .next
    case Array("q".utf8), Array("Q".utf8), [0x04], [0x1B]: return .end
    default: return .typed(bytes)
    }
  }
}
