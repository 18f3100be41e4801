import CommandKit
import Commands
import Foundation
import Renderers
import SessionCore
import Testing
import Views

@testable import Notebook

/// The pictures in README.md are what the program draws today.
@Suite struct ReadmeScreensTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../.github/screens").standardized.path
  static let sessions =
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { $0.hasSuffix(".md") } ?? []

  @Test func thereAreThreeInREADME() throws {
    #expect(Self.sessions.count == 3)
    let readme = try String(contentsOfFile: Self.folder + "/../../README.md", encoding: .utf8)
    for session in Self.sessions {
      for theme in Background.known {
        #expect(readme.contains(".github/screens/\(session.dropLast(3))-\(theme.rawValue).svg"))
      }
    }
  }

  @Test(arguments: sessions, Background.known) func aPictureIsUpToDate(session: String, theme: Background) throws {
    var exporter = Exporter(to: .svg) { InterpreterRunner(Interpreter(commands: .standard)) }
    exporter.screen = ScreenRenderer(background: theme, title: "chainrule")
    let file = try exporter.export(file: "\(Self.folder)/\(session)")
    let path = "\(Self.folder)/\(session.dropLast(3))-\(theme.rawValue).svg"
    let isSame = FileManager.default.contents(atPath: path) == Data(file.bytes)
    #expect(isSame, "\(path) is not what the program draws: renew it with .github/screens/renew")
  }
}
