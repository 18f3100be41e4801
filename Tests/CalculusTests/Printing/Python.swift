import Foundation

/// A Python with the packages that a test needs, if this machine has one: `$CHAINRULE_PYTHON`, else python3.
enum PythonInterpreter {
  private static let name = ProcessInfo.processInfo.environment["CHAINRULE_PYTHON"] ?? "python3"

  static let hasNumPy = has("numpy")
  static let hasPyTorch = has("torch")

  private static func has(_ module: String) -> Bool { (try? run("import \(module)"))?.status == 0 }

  /// Runs a program that it reads from a file; gives what it printed and its exit status.
  static func run(_ program: String) throws -> (output: String, status: Int32) {
    let file = FileManager.default.temporaryDirectory.appending(path: "chainrule-\(UUID().uuidString).py")
    try Data(program.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name, file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }
}
