import Foundation

/// What a person waits for at the prompt: its first appearance with a history of 100,000 lines, and the answer to a key
/// in a session of 1,000 cells with a history of 10,000.
let shellBenchmark = Benchmark(names: ["startup-prompt", "startup-prompt-max", "key-latency", "key-latency-max"]) {
  guard let program = sibling("chainrule") else {
    FileHandle.standardError.write(Data("startup-prompt: no program chainrule beside chainrule-bench; left out\n".utf8))
    return []
  }
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

/// The seconds from each of 500 keys to what it draws: letters, arrows, deletions, Up and Tab.
private func keyTimes(of program: URL) -> [Double] {
  withHome(historyLines: 10_000) { home in
    guard let shell = ShellOnTerminal(program, home: home), shell.wait(for: "In [1]:") else { return [] }
    for cell in 1...1_000 {
      shell.type("x\(cell) = \(cell)\r")
      guard shell.wait(for: "In [\(cell + 1)]:") else { return [] }
    }
    shell.settle()
    let (up, left, right) = ("\u{1B}[A", "\u{1B}[D", "\u{1B}[C")
    let round = [up, up, "\u{15}", "x", "5", " ", "+", left, "\u{7F}", right, "n", "e", "t", "\t"]
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
private func withHome<Result>(historyLines count: Int, _ body: (URL) -> Result) -> Result {
  let home = FileManager.default.temporaryDirectory.appendingPathComponent("chainrule-bench-\(UUID().uuidString)")
  let folder = home.appendingPathComponent(".local/state/chainrule")
  defer { try? FileManager.default.removeItem(at: home) }
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let lines = (0..<count).map { "W[1][\($0 % 100),\\0400]\\040=\\040\($0)\n" }
  try? Data(("_HiStOrY_V2_\n" + lines.joined()).utf8).write(to: folder.appendingPathComponent("history"))
  return body(home)
}
