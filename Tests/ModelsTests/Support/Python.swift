import Foundation
import Testing

/// A Python with the packages that a test needs, if this machine has one: `$CHAINRULE_PYTHON`, else python3.
enum Python {
  private static let name = ProcessInfo.processInfo.environment["CHAINRULE_PYTHON"] ?? "python3"

  static let hasNumPy = has("numpy")
  static let hasPyTorch = has("numpy", "torch", "safetensors")
  static let hasONNX = has("numpy", "onnx", "onnxruntime")

  private static func has(_ modules: String...) -> Bool {
    (try? run("import \(modules.joined(separator: ", "))", in: nil))?.status == 0
  }

  /// Runs a program in a folder; gives what it printed and its exit status.
  static func run(_ program: String, in folder: URL?) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name, "-c", program]
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  /// Runs a program on the files that a body writes into a new folder; it must end with status 0.
  static func check(
    _ program: String, writing body: ((_ name: String, _ bytes: [UInt8]) throws -> Void) throws -> Void,
    reading result: (URL) throws -> Void = { _ in }
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chainrule-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body { name, bytes in try Data(bytes).write(to: folder.appending(path: name)) }
    let (output, status) = try run(program, in: folder)
    #expect(status == 0, "\(output)")
    try result(folder)
  }

  /// Runs every program in its folder and prints what the failing ones say.
  static let runsAll = """
    import contextlib, glob, io, runpy, sys
    failed, count = 0, 0
    for name in sorted(glob.glob("*.py")):
        output, count = io.StringIO(), count + 1
        try:
            with contextlib.redirect_stdout(output):
                runpy.run_path(name, run_name="__main__")
        except SystemExit as end:
            if end.code:
                failed += 1
                print(name, output.getvalue())
    sys.exit(1 if failed or not count else 0)
    """
}
