import Foundation

/// A session of 100,000 cells: `history` and `diff` in it, and its last cells against its first.
let sessionBenchmark = Benchmark(names: ["history-100000", "diff-100000", "cells-linear"]) {
  guard let program = program(for: "history-100000"), let session = PipedSession(program) else { return [] }
  defer { session.end() }
  func cells(_ numbers: Range<Int>) -> Double {
    seconds { session.run(numbers.map { "x = \($0);" }.joined(separator: "\n") + "\n1/8", until: "0.125\n") }
  }
  let first = cells(1..<10_000)
  _ = cells(10_000..<90_000)
  let last = cells(90_000..<100_000)
  let history = seconds { session.run("history; 1/16", until: "0.0625\n") }
  let diff = seconds { session.run("diff 5 50000; 1/32", until: "0.03125\n") }
  return [
    Measurement(name: "history-100000", value: history, unit: "s"),
    Measurement(name: "diff-100000", value: diff, unit: "s"),
    Measurement(name: "cells-linear", value: last / first, unit: "×"),
  ]
}

/// Ten times as many epochs against ten times the time: 1 if training is linear in its epochs.
let epochsBenchmark = Benchmark(names: ["train-epochs-linear"]) {
  guard let program = program(for: "train-epochs-linear"), let session = PipedSession(program) else { return [] }
  defer { session.end() }
  session.run("data xor; network 2 4 1 hidden tanh; seed 1; init xavier; 1/8", until: "0.125\n")
  func train(_ epochs: Int) -> Double {
    seconds { session.run("train epochs \(epochs) batch 4 rate 0.5; 1/8", until: "0.125\n") }
  }
  let few = train(100_000)
  let many = train(1_000_000)
  return [Measurement(name: "train-epochs-linear", value: many / (10 * few), unit: "×")]
}

/// `chainrule` with pipes for its input and output.
private final class PipedSession {
  // A class: it owns a process.
  private let process = Process()
  private let (input, output) = (Pipe(), Pipe())

  /// `nil` if the program does not start.
  init?(_ program: URL) {
    process.executableURL = program
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
  }

  /// Types lines and waits until the output ends in a text, or the program ends.
  func run(_ lines: String, until end: String) {
    try? input.fileHandleForWriting.write(contentsOf: Data((lines + "\n").utf8))
    let wanted = Data(end.utf8)
    var tail = Data()
    while !tail.hasSuffix(wanted) {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return }
      tail = (tail + more).suffix(wanted.count)
    }
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}

extension Data {
  fileprivate func hasSuffix(_ other: Data) -> Bool { suffix(other.count) == other }
}
