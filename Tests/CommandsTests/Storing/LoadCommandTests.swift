import CommandKit
import Datasets
import Engine
import Files
import Renderers
import SessionCore
import ShellFixtures
import Testing
import Views

@testable import Commands

@Suite struct LoadCommandTests {
  private func trained() throws -> Shell {
    try Shell(
      "data digits", "network 64 9 10 hidden gelu output softmax loss cross-entropy", "set l2 0.001", "seed 1",
      "init kaiming", "train epochs 1 batch 64;", "batch 0:32", "forward")
  }

  @Test func whatIsLoadedPredictsTheSameToTheBit() throws {
    var shell = try trained()
    let (network, a, loss) = (
      shell.interpreter.session.network, shell.interpreter.session[.activation(2)], shell.interpreter.session[.loss]
    )
    for cell in ["save m.safetensors", "network 2 1", "set l2 0", "load m.safetensors", "batch 0:32", "forward"] {
      try shell.run(cell)
    }
    #expect(shell.interpreter.session.network == network)
    #expect(shell.interpreter.session[.activation(2)] == a)
    #expect(shell.interpreter.session[.loss] == loss)
  }

  /// The parts of layers and the running statistics, in evaluation.
  @Test func partsOfLayersAreBackToTheBit() throws {
    var shell = try Shell(
      "data digits", "network 64 9 10 batchnorm dropout 0.3 loss cross-entropy", "set label-smoothing 0.1",
      "layer 2 l1 0.001", "seed 1", "init kaiming", "train epochs 1 batch 64;", "set mode evaluation", "batch 0:32",
      "forward")
    let (network, a, loss) = (
      shell.interpreter.session.network, shell.interpreter.session[.activation(2)], shell.interpreter.session[.loss]
    )
    for cell in ["save m.safetensors", "network 2 1", "load m.safetensors", "batch 0:32", "forward"] {
      try shell.run(cell)
    }
    #expect(shell.interpreter.session.network == network)
    #expect(shell.interpreter.session[.activation(2)] == a)
    #expect(shell.interpreter.session[.loss] == loss)
    try shell.run("layer 1 plain")
    let diagnostic = try shell.failure(of: "load weights from m.safetensors")
    #expect(diagnostic.message.hasSuffix("layers with batch normalisation: 1 in the file, 0 in the network"))
  }

  /// The program reproduces the pass that is on the screen, its masks included.
  @Test func aProgramHasTheMasksOfTheBatch() throws {
    var shell = try Shell(
      "network 2 3 1 dropout 0.5", "seed 2", "init kaiming", "data xor", "forward", "backward", "export numpy to n.py")
    let text = String(decoding: try #require(shell.host.files.written["n.py"]), as: UTF8.self)
    for quantity in [Quantity.mask(1), .activation(2), .weightGradient(1)] {
      let numbers = try #require(shell.interpreter.session[quantity]).rowArrays[0].map { "\($0)" }
      #expect(text.contains("[\(numbers.joined(separator: ", "))]"), "\(quantity.name)")
    }
    try shell.run("batch 0:1")
    #expect(shell.interpreter.session[.mask(1)]?.rows != 1)
    guard case .text(let said) = try shell.run("export pytorch to p.py") else { throw Shell.Missing() }
    #expect(said.plain == "wrote p.py: python3 p.py computes and compares", "a mask of another batch is drawn anew")
    for cell in ["layer 1 batchnorm", "batch 0:1", "set mode evaluation"] { try shell.run(cell) }
    guard case .text(let drawn) = try shell.run("export pytorch to p.py") else { throw Shell.Missing() }
    #expect(drawn.plain.hasSuffix("computes and compares, on drawn samples"))
  }

  @Test func whatIsLoadedIsSaid() throws {
    var shell = try trained()
    try shell.run("save m.safetensors precision single")
    guard case .stack(let views) = try shell.run("load m.safetensors"), case .table(let table) = views[1],
      case .text(let origin) = views[2]
    else { throw Shell.Missing() }
    #expect(table.columns == ["tensor", "shape", "type", "becomes"])
    #expect(table.rows[0] == [.text("0.weight", .name), .text("9×64"), .text("F32"), .text("W[1]")])
    #expect(origin.plain == "trained on digits")
  }

  @Test func anotherScaleOfPixelsIsWarnedOf() throws {
    var shell = try trained()
    for cell in ["save m.safetensors", "data xor"] { try shell.run(cell) }
    guard case .stack(let views) = try shell.run("load m.safetensors"), case .text(let note) = views[2] else {
      throw Shell.Missing()
    }
    #expect(note.plain.contains("those of xor are not"))
  }

  @Test func undoTakesTheLoadBack() throws {
    var shell = try trained()
    try shell.run("save m.safetensors")
    try shell.run("network 2 1")
    let before = shell.interpreter.session
    try shell.run("load m.safetensors")
    #expect(shell.interpreter.session.network?.sizes == [64, 9, 10])
    try shell.run("undo")
    #expect(shell.interpreter.session == before)
  }

  /// What the file said of the data goes on into the next file.
  @Test func theOriginIsKept() throws {
    var shell = try trained()
    for cell in ["save a.safetensors", "data none", "load a.safetensors", "save b.safetensors"] { try shell.run(cell) }
    #expect(shell.host.files.written["a.safetensors"] == shell.host.files.written["b.safetensors"])
    for cell in ["network 64 9 10", "save c.safetensors"] { try shell.run(cell) }
    let c = String(decoding: try #require(shell.host.files.written["c.safetensors"]), as: UTF8.self)
    #expect(!c.contains("chainrule.data"), "a new network was trained on nothing")
  }

  @Test func weightsReplaceThoseThatAreThere() throws {
    var shell = try trained()
    let network = shell.interpreter.session.network
    for cell in ["save w.npz", "zero", "init zeros", "load weights from w.npz"] { try shell.run(cell) }
    #expect(shell.interpreter.session.network == network)
    guard case .matrix(let z) = try shell.run("z[1]") else { throw Shell.Missing() }
    #expect(z.note?.contains("out of date") == true)
  }

  @Test func oneMatrixGoesOutAndIn() throws {
    var shell = try trained()
    let weights = shell.interpreter.session[.weights(1)]
    for cell in ["save W[1] * 2 to w.npy", "load W[1] from w.npy", "W[1] = W[1] / 2", "load v from w.npy"] {
      try shell.run(cell)
    }
    #expect(shell.interpreter.session[.weights(1)] == weights)
    guard case .number(let ratio) = try shell.run("v[0, 0] / W[1][0, 0]") else { throw Shell.Missing() }
    #expect(ratio.value == 2)
  }

  /// Columns one after the other.
  @Test func aMatrixInColumnMajorOrderIsTurned() throws {
    var shell = try Shell()
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    let header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n"
    bytes += [UInt8(header.utf8.count), 0] + Array(header.utf8)
    for x in [Float(0), 3, 1, 4, 2, 5] { withUnsafeBytes(of: x.bitPattern.littleEndian) { bytes += Array($0) } }
    try shell.host.files.write(bytes, to: "w.npy")
    try shell.run("load w from w.npy")
    #expect(try shell.matrix("w").data == [0, 1, 2, 3, 4, 5])
  }

  @Test(arguments: [
    ("load", "load needs what: a file, or weights or a quantity"),
    ("load weights", "from which file?"), ("load weights from", "from which file?"),
    ("load nowhere.safetensors", "nowhere.safetensors: no such file"),
    ("load w.npz", "w.npz holds numbers alone: it does not say what network they are of"),
    ("load weights from w.npy", "w.npy: the file has one matrix (array 9×64), the network 2 layers with weights"),
    ("load W[2] from w.npy", "w[2] is 10×9, the value is 9×64"),
    ("load W[3] from w.npy", "there is no w[3]"),
    ("load W[1] from w.npz", "w.npz: 4 arrays, and one is needed"),
    ("load page.safetensors", "page.safetensors: byte 0: the file looks like a web page (22 bytes), not data"),
    ("load pointer.npz", "pointer.npz: byte 0: the file is a git lfs pointer (42 bytes), not the data"),
    ("load eta from w.npy", "the learning rate is a number above 0"),
  ])
  func whatCannotBeLoadedIsNamed(cell: String, message: String) throws {
    var shell = try trained()
    for cell in ["save w.npz", "save W[1] to w.npy"] { try shell.run(cell) }
    try shell.host.files.write(Array("<!DOCTYPE html><html>\n\n".utf8.prefix(22)), to: "page.safetensors")
    try shell.host.files.write(Array("version https://git-lfs.github.com/spec/v1".utf8), to: "pointer.npz")
    let diagnostic = try shell.failure(of: cell)
    #expect(diagnostic.message.lowercased().hasPrefix(message))
    #expect(diagnostic.span.end <= cell.utf8.count)
  }
}

@Suite struct ModelSavingTests {
  @Test(arguments: [
    ("save m.safetensors", "there is no network yet"), ("save X to x.npy", "there is no batch yet"),
    ("save [[1]] to m.npz", "a matrix goes into a file whose name ends in .npy"),
    ("save m.npy", "there is no network yet"),
    ("save m.npz precision half", "precision is double or single, not half"),
    ("export numpy to net.py", "there is no network yet"),
  ])
  func whatCannotBeSavedIsNamed(cell: String, message: String) throws {
    var shell = try Shell()
    #expect(try shell.failure(of: cell).message == message)
    #expect(shell.host.files.written.isEmpty)
  }

  @Test func namesMayHaveBlanks() throws {
    var shell = try Shell("network 2 3 1")
    for cell in ["save \"my model.safetensors\"", "save W[1] to \"a to b.npy\" precision single"] {
      try shell.run(cell)
    }
    #expect(shell.host.files.written.keys.sorted() == ["a to b.npy", "my model.safetensors"])
  }

  @Test func pagesAreAskedOfTheProgramAround() throws {
    var shell = try Shell()
    for (cell, request) in [
      ("export a.html", FileRequest.export("a.html", replaces: false)),
      ("export \"a b.html\" replace", .export("a b.html", replaces: true)),
      ("save m.safetensors.md", .save("m.safetensors.md", replaces: false)),
    ] {
      #expect(shell.interpreter.run(cell, host: shell.host).sequel == .ask(.file(request)))
    }
  }

  @Test func theHomeFolderIsKnown() throws {
    final class Resident: Host {
      var paths: [String] = []
      let dataEnvironment = Catalog.Environment(variables: ["HOME": "/home/ada"])
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
    var interpreter = Interpreter(commands: .standard)
    let host = Resident()
    let cells = [
      "network 2 1", "save ~/m.safetensors", "save W[1] to \"~/w 1.npy\"", "save heatmap W[1] to ~/w.svg",
      "export onnx to ~/m.onnx",
    ]
    for cell in cells { #expect(throws: Never.self) { try interpreter.run(cell, host: host).result.get() } }
    #expect(
      host.paths == ["/home/ada/m.safetensors", "/home/ada/w 1.npy", "/home/ada/w.svg", "/home/ada/m.onnx"])
    let request = interpreter.run("save ~/s.md replace", host: host).sequel
    #expect(request == .ask(.file(.save("/home/ada/s.md", replaces: true))))
  }

  @Test func programsAndModelsAreWritten() throws {
    var shell = try Shell("data digits", "network 64 20 10", "seed 1", "init kaiming")
    for cell in ["export numpy to out/n.py", "export pytorch to p.py", "export onnx to o.onnx precision single pixels"]
    {
      try shell.run(cell)
    }
    #expect(shell.host.files.written.keys.sorted() == ["o.onnx", "out/n.py", "out/n.py.npz", "p.py", "p.py.npz"])
    #expect(
      String(decoding: shell.host.files.written["out/n.py"] ?? [], as: UTF8.self).contains("with_name(\"n.py.npz\")"))
  }

  @Test(arguments: [
    ("export numpy", "to which file?"), ("export numpy to", "to which file?"),
    ("export numpy to net.txt", "the name of a program ends in .py"),
    ("export numpy to net.py pixels", "pixels is for onnx"),
    ("export onnx to net.onnx pixels", "no data set of images is loaded"),
    ("export keras to net.py", "unknown system keras"), ("export numpi", "unknown system numpi"),
    ("export net.onnx", "for which system is net.onnx?"),
    ("export onnx to net.py", "the name of a model ends in .onnx"),
    ("export session.html pixels", "pixels is for onnx"),
    ("export session.html to net.html", "unknown system session.html"),
    ("export session.html again", "export does not take again"),
  ])
  func whatCannotBeExportedIsNamed(cell: String, message: String) throws {
    var shell = try Shell("network 2 3 1")
    #expect(try shell.failure(of: cell).message == message)
    #expect(shell.host.files.written.isEmpty)
  }
}
