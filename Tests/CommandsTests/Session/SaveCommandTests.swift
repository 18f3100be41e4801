import CommandKit
import SessionCore
import ShellFixtures
import Testing
import Views

@testable import Commands

@Suite struct SaveCommandTests {
  private func shell() throws -> Shell {
    try Shell("data digits", "network 64 13 10", "seed 1", "init kaiming", "train epochs 2 batch 64;")
  }

  @Test func aNameThatEndsInPNGGetsPixels() throws {
    var shell = try shell()
    guard case .text(let text) = try shell.run("save weights to out/w.png") else { throw Shell.Missing() }
    let bytes = try #require(shell.host.files.written["out/w.png"])
    #expect(text.plain.hasPrefix("wrote out/w.png, "))
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
  }

  @Test func aNameThatEndsInSVGGetsADrawing() throws {
    var shell = try shell()
    for picture in ["plot loss log", "confusion training", "mistakes 3", "graph", "sample 1 2", "histogram W[1]"] {
      try shell.run("save \(picture) to \"a b.svg\"")
      let text = String(decoding: try #require(shell.host.files.written["a b.svg"]), as: UTF8.self)
      #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"), "\(picture)")
    }
  }

  @Test func everyPictureIsAlsoHadAsPixels() throws {
    var shell = try shell()
    for picture in ["plot loss log", "confusion training", "mistakes 3", "sample 1 2", "histogram W[1]"] {
      try shell.run("save \(picture) to p.png")
      #expect(try #require(shell.host.files.written["p.png"]).starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(picture)")
    }
  }

  @Test func savingChangesNothing() throws {
    var shell = try shell()
    let before = shell.interpreter.session
    try shell.run("save histogram to h.svg")
    #expect(shell.interpreter.session == before)
  }

  @Test(arguments: [
    ("save weights w.png", "save needs a picture and a file"),
    ("save W[1]", "to which file?"), ("save W[1] w.npy", "to which file?"), ("save w.png", "of which picture?"),
    ("save m.pt", "the name does not say what goes into m.pt"), ("save m.onnx", "a model for ONNX is exported"),
    ("save train epochs 3 to w.png", "train shows no picture"),
    ("save save plot to a.svg to b.svg", "save shows no picture"),
    ("save weights to w.jpg", "the name of a picture ends in .svg or .png"),
    ("save weights 7 to w.png", "there is no layer 7"),
  ])
  func whatCannotBeSavedIsNamed(cell: String, message: String) throws {
    var shell = try shell()
    let diagnostic = try shell.failure(of: cell)
    #expect(diagnostic.message.lowercased() == message.lowercased())
    #expect(diagnostic.span.end <= cell.utf8.count)
    #expect(shell.host.files.written.isEmpty)
  }

  @Test func aHostThatWritesNothingRefuses() throws {
    final class Reader: Host {
      func show(_ view: View) {}
      var isInterrupted: Bool { false }
      var seconds: Double { 0 }
    }
    var interpreter = Interpreter(commands: .standard)
    _ = interpreter.run("network 4 2", host: Reader())
    guard case .failure(let diagnostic) = interpreter.run("save heatmap W[1] to w.png", host: Reader()).result else {
      throw Shell.Missing()
    }
    #expect(diagnostic.message == "files are not written here: save works in the shell and in scripts")
    #expect(diagnostic.span.start == 21)
  }
}
