import Foundation
import PseudoTerminals

/// The median time from starting `chainrule` to the end of its first answer, through a pipe.
let startupBenchmark = Benchmark(names: ["startup"]) {
  guard let program = program(for: "startup") else { return [] }
  let times = (0..<21).compactMap { _ in firstAnswer(of: program) }
  return times.isEmpty ? [] : [Measurement(name: "startup", value: times.median, unit: "s")]
}

/// `chainrule` in the folder of this program; without it the benchmark is reported as left out.
func program(for benchmark: String) -> URL? {
  let url = Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("chainrule")
  if let url, FileManager.default.isExecutableFile(atPath: url.path) { return url }
  FileHandle.standardError.write(Data("\(benchmark): no program chainrule beside chainrule-bench; left out\n".utf8))
  return nil
}

/// The seconds until `1+1` is answered, or `nil` if it is not.
private func firstAnswer(of program: URL) -> Double? {
  let process = Process()
  let (input, output) = (Pipe(), Pipe())
  process.executableURL = program
  process.standardInput = input
  process.standardOutput = output
  var answer = Data()
  let time = seconds {
    guard (try? process.run()) != nil else { return }
    try? input.fileHandleForWriting.write(contentsOf: Data("1+1\n".utf8))
    try? input.fileHandleForWriting.close()
    answer = output.fileHandleForReading.availableData
  }
  guard process.processIdentifier > 0 else { return nil }
  process.waitUntilExit()
  return process.terminationStatus == 0 && String(decoding: answer, as: UTF8.self).contains("2") ? time : nil
}

/// What a user waits for at the prompt: its first appearance with a history of 100,000 lines, and the answer to a key
/// in a session of 1,000 cells with a history of 10,000.
let shellBenchmark = Benchmark(names: ["startup-prompt", "startup-prompt-max", "key-latency", "key-latency-max"]) {
  guard let program = program(for: "startup-prompt") else { return [] }
  let starts = (0..<21).compactMap { _ in promptTime(of: program) }
  let keys = keyTimes(of: program)
  return [
    ("startup-prompt", starts.median), ("startup-prompt-max", starts.max()),
    ("key-latency", keys.median), ("key-latency-max", keys.max()),
  ].compactMap { name, value in value.map { Measurement(name: name, value: $0, unit: "s") } }.filter { !$0.value.isNaN }
}

/// The seconds from starting the program to its prompt.
private func promptTime(of program: URL) -> Double? {
  withHome(historyLines: 100_000) { home in
    var isThere = false
    let time = seconds { isThere = ShellOnTerminal(program, home: home)?.wait(for: "In [1]:") ?? false }
    return isThere ? time : nil
  }
}

/// The seconds from each of 500 keys to what it draws: letters, arrows, deletions, Up and Tab, with colours, matching
/// brackets and the rest of an earlier cell.
private func keyTimes(of program: URL) -> [Double] {
  withHome(historyLines: 10_000) { home in
    guard let shell = ShellOnTerminal(program, home: home), shell.wait(for: "In [1]:") else { return [] }
    for cell in 1...1_000 {
      shell.type("x\(cell) = \(cell)\r")
      guard shell.wait(for: "In [\(cell + 1)]:") else { return [] }
    }
    shell.settle()
    let (up, left, right) = ("\u{1B}[A", "\u{1B}[D", "\u{1B}[C")
    let round = [
      up, up, "\u{15}", "x", "5", " ", "+", left, "\u{7F}", right, "n", "e", "t", "\t", "\u{15}", "W", "[", "1", "]",
      "(", ")",
    ]
    return (0..<500).compactMap { number in
      var answer: Data?
      let time = seconds {
        shell.type(round[number % round.count])
        answer = shell.output(within: 1_000)
      }
      shell.settle()
      return answer.map { _ in time }
    }
  }
}

/// A temporary home with a history in it.
func withHome<Result>(historyLines count: Int, _ body: (URL) -> Result) -> Result {
  let home = FileManager.default.temporaryDirectory.appendingPathComponent("chainrule-bench-\(UUID().uuidString)")
  let folder = home.appendingPathComponent(".local/state/chainrule")
  defer { try? FileManager.default.removeItem(at: home) }
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let lines = (0..<count).map { "W[1][\($0 % 100),\\0400]\\040=\\040\($0)\n" }
  try? Data(("_HiStOrY_V2_\n" + lines.joined()).utf8).write(to: folder.appendingPathComponent("history"))
  return body(home)
}

/// The program on a pseudo terminal, for measuring what a user waits for.
struct ShellOnTerminal {
  private let terminal: ProcessOnTerminal

  /// - Parameter home: has the program's history.
  init?(_ program: URL, home: URL) {
    let environment = ["HOME=\(home.path)", "TERM=xterm-256color", "LANG=C.UTF-8"]
    guard let terminal = ProcessOnTerminal([program.path], environment: environment) else { return nil }
    self.terminal = terminal
  }

  func type(_ text: String) { terminal.type(bytes: Array(text.utf8)) }

  /// Reads on until the program has written a text; returns whether it has.
  func wait(for text: String) -> Bool {
    let pattern = Data(text.utf8)
    var seen = Data()
    while let more = output(within: 10_000) {
      seen += more
      if seen.range(of: pattern) != nil { return true }
    }
    return false
  }

  /// What the program writes next, `nil` if it writes nothing.
  func output(within milliseconds: Int32) -> Data? {
    guard let bytes = terminal.output(within: milliseconds), !bytes.isEmpty else { return nil }
    return Data(bytes)
  }

  /// Reads until the program waits.
  func settle() { while output(within: 20) != nil {} }
}
