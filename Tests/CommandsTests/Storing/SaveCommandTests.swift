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
    ("save m.pt", "save does not write m.pt"), ("save m.onnx", "save does not write m.onnx"),
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

  /// The words before `to`, a bare name with blanks, and names of arguments that are also variables or words of a name.
  @Test(arguments: [
    ("save", FileRequest.save(nil, replaces: false)), ("save notes.md replace", .save("notes.md", replaces: true)),
    ("save to notes.md replace", .save("notes.md", replaces: true)),
    ("save my  notes.md", .save("my  notes.md", replaces: false)),
    ("save \"my notes.md\" replace", .save("my notes.md", replaces: true)),
    ("save my replace notes.md", .save("my replace notes.md", replaces: false)),
    ("save to notes.md", .save("notes.md", replaces: false)),
    ("open my notes.md", .open("my notes.md", replaces: false)),
    ("open my notes.md replace", .open("my notes.md", replaces: true)),
    ("open replace my notes.md", .open("my notes.md", replaces: true)),
  ])
  func aFileMayHaveBlanks(cell: String, request: FileRequest) throws {
    var shell = try Shell()
    #expect(shell.interpreter.run(cell, host: shell.host).sequel == .ask(.file(request)))
  }

  @Test(arguments: [
    ("save precision * 2 to x.npy", "x.npy"), ("save precision to x.npy precision single", "x.npy"),
    ("save heatmap precision to my to do.svg", "my to do.svg"),
    ("save histogram precision to h.svg replace", "h.svg"), ("save (precision) to = x.npy", "x.npy"),
  ])
  func whatIsBeforeToIsSaved(cell: String, file: String) throws {
    var shell = try Shell("precision = [[1, 2]]")
    try shell.run(cell)
    #expect(Array(shell.host.files.written.keys) == [file])
  }

  @Test(arguments: [
    ("save W[1] to", "to which file?", 10), ("save my model.npz", "to which file?", 5),
    ("save notes.md precision single", "precision is for numbers", 24),
    ("save w.npz precision", "precision needs a value", 11), ("save replace", "to which file?", 5),
    ("save replace notes.md", "replace comes after the file", 5),
    ("save replace to notes.md", "replace comes after the file", 5),
    ("save transcript replace notes.md", "replace comes after the file", 16),
    ("open", "open needs FILE: a file that save wrote, or a lesson", 0),
  ])
  func whatIsMissingIsNamedAtItsPlace(cell: String, message: String, start: Int) throws {
    var shell = try Shell()
    let diagnostic = try shell.failure(of: cell)
    #expect(diagnostic.message == message)
    #expect(diagnostic.span.start == start)
  }

  @Test func usageFollowsFromTheDeclaration() {
    #expect(SaveCommand.usage == "save [WHAT] [to FILE] [precision double|single] [replace] [transcript]")
    #expect(LoadCommand.usage == "load WHAT [from FILE]")
    #expect(OpenCommand.usage == "open FILE [replace]")
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
