import CommandKit
import Commands
import Datasets
import Files
import Renderers
import SessionCore
import Views

@testable import Notebook

/// A user who types in an open lesson.
struct Learner {
  var player: Player
  private var runner = SessionRunner(Interpreter(commands: .standard))
  private var reply = Reply()
  private let host: any Host

  init(
    _ text: String, resuming entry: LessonProgress.Entry? = nil,
    host: any Host = SilentHost(Catalog.Environment(variables: [:]))
  ) throws {
    self.host = host
    player = Player(Lesson(try Document.parse(text), name: "lesson"), commands: .standard)
    reply = player.open(resuming: entry, on: &runner, host: host)
  }

  mutating func type(_ line: String, times: Int = 1) {
    for _ in 0..<times {
      reply = runner.run(line, host: host, asking: &player)
    }
  }

  /// Runs the text in the input line.
  mutating func enter() { type(draft ?? "") }

  var draft: String? { reply.draft }

  /// Everything shown for the last line.
  var said: String {
    let renderer = PlainTextRenderer(RenderStyle(width: 80))
    return reply.parts.compactMap { part in
      switch part {
      case .view(let view): renderer.render(view)
      case .outcome(let outcome): (try? outcome.result.get()).map(renderer.render)
      }
    }.joined(separator: "\n")
  }

  var hasFailed: Bool {
    reply.parts.contains { if case .outcome(let outcome) = $0, case .failure = outcome.result { true } else { false } }
  }

  /// What an expression shows in the session as it is.
  func value(_ expression: String) -> String {
    var copy = runner.interpreter
    return CellOutput(copy.run(expression, host: host)).text
  }
}

/// Notes which files were written.
final class WritingHost: Host {
  private(set) var paths: [String] = []
  let isInterrupted = false
  let seconds = 0.0

  func show(_ view: View) {}
  func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    try PictureFile.bytes(of: view, named: file)
  }
  var files = FileStore.empty {
    didSet { paths += files.written.keys.filter { oldValue.written[$0] == nil } }
  }
}
