import CommandKit
import Datasets
import Foundation
import Language
import SessionCore
import ShellFixtures
import Testing

@testable import Commands

struct DataCommandTests {
  /// What `data` makes of a file with such a text.
  private func dataset(_ text: String, _ arguments: String = "") throws -> Dataset {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("chainrule-\(UUID().uuidString).csv")
    try text.write(to: url, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: url) }
    var interpreter = Interpreter(commands: .standard)
    _ = try interpreter.run("data \(url.path) \(arguments)", host: SilentHost()).result.get()
    return try #require(interpreter.session.dataset)
  }

  /// A first line in which a number is missing looks like names.
  @Test func theFirstLineIsWhatIsSaid() throws {
    let unknown = "?,1,0\n2,3,1\n"
    #expect(try dataset(unknown).training.count == 1)
    #expect(try dataset(unknown, "header yes").training.count == 1)
    let error = #expect(throws: Diagnostic.self) { try dataset(unknown, "header no") }
    #expect(error?.message.hasSuffix(".csv:1:1: column 0: ? is not a number") == true)
    #expect(try dataset("1,2\n3,4\n").training.count == 2)
    #expect(try dataset("1,2\n3,4\n", "header yes").training.count == 1)
  }

  @Test func labelsCountFromWhatIsSaid() throws {
    let text = "0.5,1\n0.5,2\n"
    #expect(try dataset(text).classNames == ["1", "2"])
    #expect(try dataset(text, "first 0").classNames == ["0", "1", "2"])
    #expect(try dataset(text, "first 1 classes 3").classNames == ["1", "2", "3"])
  }
}
