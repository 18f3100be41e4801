import Foundation
import Testing

/// Networks in files, from one run of the program to the next.
@Suite struct ModelFileTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func run(_ line: String, _ cells: String...) throws -> Program.Result {
    try Program.bash(
      "cd \(home.path); " + line, input: cells.map { $0 + "\n" }.joined(), environment: [:], home: home)
  }

  @Test(arguments: ["m.safetensors", "\"my model.safetensors\"", "~/m.safetensors"])
  func theNextRunComputesTheSame(file: String) throws {
    let look = "set digits 17\nforward;\nC\na[2]"
    let first = try run(
      "$chainrule", "network 2 5 1 hidden silu", "data xor", "seed 4", "init kaiming", "train epochs 20;",
      "save \(file)", "batch 0:4", look)
    #expect(first.status == 0, "\(first.errors)")
    let second = try run("$chainrule", "load \(file)", "data xor", look)
    #expect(second.status == 0, "\(second.errors)")
    let numbers = first.output.components(separatedBy: "\n").suffix(6)
    #expect(numbers.count == 6 && numbers == second.output.components(separatedBy: "\n").suffix(6))
  }

  /// Later cells read back what a cell saved, even if the file has changed since.
  @Test func aTranscriptThatSavesAndLoadsIsChecked() throws {
    let session = try run(
      "$chainrule", "network 2 1", "W[1] = [[3, 4]]", "save m.safetensors", "W[1] = [[0, 0]]", "load m.safetensors",
      "W[1]", "save W[1] to w.npy", "export numpy to n.py", "load v from w.npy", "save s.md")
    #expect(session.status == 0, "\(session.errors)")
    let files = "m.safetensors w.npy n.py"
    let check = try run("rm \(files); $chainrule check s.md; echo $?; ls \(files) 2> /dev/null")
    #expect(check.output.hasSuffix("\n0\n"), "\(check.output)")
    let opened = try run("$chainrule open s.md", "v @ W[1].T")
    #expect(!opened.output.contains("another way") && opened.output.contains("25"), "\(opened.output)")
  }

  @Test func aFileThatCannotBeWrittenIsNamed() throws {
    let result = try run(
      "mkdir d.npz; $chainrule --keep-going", "network 2 1", "save no/m.safetensors", "save d.npz", "load d.npz")
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot write no/m.safetensors: No such file or directory"))
    #expect(result.errors.contains("d.npz exists and is not a file"))
    #expect(result.errors.contains("d.npz: "), "a folder is not read")
  }
}
