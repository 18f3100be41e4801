import Commands
import Datasets
import Renderers
import Views

@testable import Notebook

/// Somebody who types at an open lesson.
struct Person {
  var player: Player
  private(set) var shell = Interpreter()
  private var reply = Player.Reply()
  private let host = SilentHost(Catalog.Environment(variables: [:]))

  init(_ text: String, resuming entry: LessonProgress.Entry? = nil) throws {
    player = Player(Lesson(try Document.parse(text), name: "lesson"))
    reply = player.open(resuming: entry, on: &shell, host: host)
  }

  mutating func type(_ line: String, times: Int = 1) {
    for _ in 0..<times {
      reply = player.run(line, on: &shell, host: host)
      guard case .outcome(let outcome)? = reply.parts.last, let request = outcome.request else { continue }
      reply = player.reply(to: request, on: &shell, host: host) ?? Player.Reply()
    }
  }

  /// Runs what stands in the input line.
  mutating func enter() { type(draft ?? "") }

  var draft: String? { reply.draft }

  /// Everything that came of the last line.
  var said: String {
    let renderer = PlainTextRenderer(style: RenderStyle(width: 80))
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
    var copy = shell
    return InterpreterRunner.output(of: copy.run(expression, host: host), digits: 6).text
  }
}
