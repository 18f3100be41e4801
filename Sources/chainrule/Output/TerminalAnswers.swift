import Glibc
import Renderers

/// The answers of a terminal to questions about itself. Everything else that arrives at standard input was typed.
struct TerminalAnswers: Equatable {
  private(set) var takesKitty = false
  private(set) var takesSixels = false
  /// The name that it gives itself: "WezTerm 20240203", "iTerm2 3.5".
  private(set) var name = ""
  private(set) var cell: CellSize?
  /// Whether the last answer has arrived, which every terminal gives.
  private(set) var isComplete = false
  /// Typed ahead.
  private(set) var keys: [UInt8] = []
  /// A sequence whose end has not arrived.
  private var sequence: [UInt8] = []

  /// Whether it takes an image (kitty's protocol), its name (XTVERSION), the size of a character, and its kind (DA1),
  /// which all terminals answer. Then the line is cleared, for a terminal that shows the questions as text.
  static let questions =
    "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\" + "\u{1B}[>q" + "\u{1B}[16t" + "\u{1B}[c" + "\r\u{1B}[K"

  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  /// No more bytes will arrive: an incomplete answer is dropped, a key is kept.
  mutating func end() {
    if !isAnswer { keys += sequence }
    sequence = []
  }

  private mutating func take(_ byte: UInt8) {
    let escape: UInt8 = 0x1B
    if sequence.isEmpty, byte != escape { return keys.append(byte) }
    sequence.append(byte)
    guard sequence.count > 1 else { return }
    switch sequence[1] {
    case UInt8(ascii: "["): if sequence.count > 2, 0x40...0x7E ~= byte { finish() }
    case UInt8(ascii: "_"), UInt8(ascii: "P"):
      if byte == 0x07 || sequence.count > 3 && sequence.suffix(2) == [escape, UInt8(ascii: "\\")] { finish() }
    default: finish()
    }
  }

  /// Whether the incomplete sequence is an answer, not a key.
  private var isAnswer: Bool {
    ["\u{1B}_G", "\u{1B}P>", "\u{1B}[?", "\u{1B}[6;"].contains { sequence.starts(with: $0.utf8) }
  }

  private mutating func finish() {
    let text = String(decoding: sequence.dropFirst(2), as: UTF8.self)
    let last = sequence.last
    switch sequence[1] {
    case UInt8(ascii: "_") where text.hasPrefix("Gi=31;"): takesKitty = text.hasPrefix("Gi=31;OK")
    case UInt8(ascii: "P") where text.hasPrefix(">|"): name = String(text.dropFirst(2).prefix { $0 != "\u{1B}" })
    case UInt8(ascii: "[") where text.hasPrefix("?") && last == UInt8(ascii: "c"):
      takesSixels = text.dropFirst().dropLast().split(separator: ";").contains("4")
      isComplete = true
    case UInt8(ascii: "[") where text.hasPrefix("6;") && last == UInt8(ascii: "t"):
      let sizes = text.dropLast().split(separator: ";").compactMap { Int($0) }
      if sizes.count == 3, 1...200 ~= sizes[1], 1...200 ~= sizes[2] {
        cell = CellSize(width: sizes[2], height: sizes[1])
      }
    default: keys += sequence
    }
    sequence = []
  }
}

extension TerminalAnswers {
  /// Asks the terminal and waits for the answers for at most `patience`, because some terminals do not answer.
  ///
  /// Nothing is echoed, and keys typed in the meantime are in `keys`.
  static func ask(patience: Duration = .milliseconds(200)) -> TerminalAnswers {
    var answers = TerminalAnswers()
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return answers }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &quiet)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    Output.standard.write(questions)
    Output.standard.flush()
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while !answers.isComplete, clock.now < deadline {
      let left = Int32((deadline - clock.now) / .milliseconds(1)) + 1
      guard let bytes = arrived(within: left) else { break }
      answers.take(bytes)
    }
    answers.end()
    return answers
  }

  /// The bytes that arrive within a time; `nil` if no more can arrive.
  private static func arrived(within milliseconds: Int32) -> [UInt8]? {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR { return [] }
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}
