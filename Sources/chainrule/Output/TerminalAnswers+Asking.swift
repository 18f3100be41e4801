import Glibc

extension TerminalAnswers {
  /// Asks the terminal and waits until it has answered, at most so long: one that knows no questions stays silent.
  ///
  /// Nothing of it is echoed, and what was typed meanwhile is in `keys`.
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

  /// What arrives in so many milliseconds; `nil` where nothing can arrive any more.
  private static func arrived(within milliseconds: Int32) -> [UInt8]? {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR { return [] }
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}
