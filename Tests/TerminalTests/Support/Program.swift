import Foundation

/// The program under test, and what a test may do with it without a terminal.
enum Program {
  /// The debug binary next to the test bundle.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    var folder = URL(fileURLWithPath: tests).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("chainrule").path
      if isProgram(candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return "chainrule"
  }()

  /// The folder of lessons in this package.
  static let lessons = URL(fileURLWithPath: #filePath + "/../../../../Lessons").standardized.path

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  struct Result: Equatable {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs a line of bash, in which `$chainrule` is the program.
  static func bash(
    _ line: String, input: String = "", environment: [String: String] = [:], home: TemporaryFolder
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.environment = standardEnvironment(home: home).merging(["chainrule": path]) { $1 }
      .merging(environment) { $1 }
    let files = ["in", "out", "err"].map { home.url.appendingPathComponent($0) }
    try Data(input.utf8).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let texts = try files[1...].map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  static func standardEnvironment(home: TemporaryFolder) -> [String: String] {
    ["PATH": "/usr/bin:/bin", "HOME": home.path, "TERM": "xterm-256color", "LANG": "C.UTF-8", "CHAINRULE_PAGER": "cat"]
  }
}
