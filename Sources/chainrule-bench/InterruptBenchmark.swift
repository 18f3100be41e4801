import Foundation

/// The seconds from Ctrl-C to the message that the work was stopped, in the middle of commands on a large network: the
/// longest of several times.
let interruptBenchmark = Benchmark(names: InterruptCase.all.map(\.name)) {
  guard let program = program(for: "interrupt-latency") else { return [] }
  return InterruptCase.all.compactMap { test in
    let times = test.delays.compactMap { test.latency(of: program, after: $0) }
    return times.max().map { Measurement(name: test.name, value: $0, unit: "s") }
  }
}

/// A command that takes longer than the delays after which it is stopped.
private struct InterruptCase {
  let command: String
  let cells: [String]
  /// The milliseconds from Enter to Ctrl-C.
  let delays: [Int]

  var name: String { "interrupt-latency-" + (command.split(separator: " ").first ?? "") }

  private static let digits = [
    "data digits", "network 64 256 256 10 loss cross-entropy", "seed 1", "init kaiming", "batch 0:1797", "backward;",
  ]
  private static let large = ["data digits", "network 64 3000 3000 3000 10", "seed 1", "init kaiming;"]

  static let all = [
    InterruptCase(command: "gradcheck", cells: digits, delays: [100, 400, 900]),
    InterruptCase(command: "numeric mean((a[3] - Y)^2) by W[2][0:2, :]", cells: digits, delays: [100, 400]),
    InterruptCase(command: "rates batch 1024 batches 1000", cells: large, delays: [400, 900]),
    InterruptCase(command: "check (delta[3] @ W[3]) * sigmoid'(z[2]) == dW[1]", cells: digits, delays: [30, 60]),
    InterruptCase(command: "export onnx to ~/network.onnx", cells: large, delays: [30, 100]),
    InterruptCase(
      command: "load ~/network.safetensors", cells: large + ["save ~/network.safetensors"], delays: [30, 60]),
    InterruptCase(command: "evaluate", cells: large, delays: [100, 300]),
  ]

  /// `nil` if the command was done before Ctrl-C, or does not stop.
  func latency(of program: URL, after delay: Int) -> Double? {
    withHome(historyLines: 1) { home in
      guard let shell = ShellOnTerminal(program, home: home), shell.wait(for: "In [1]:") else { return nil }
      for (index, cell) in cells.enumerated() {
        shell.type(cell + "\r")
        guard shell.wait(for: "In [\(index + 2)]:") else { return nil }
      }
      shell.type(command + "\r")
      Thread.sleep(forTimeInterval: Double(delay) / 1_000)
      var isStopped = false
      let time = seconds {
        shell.type("\u{03}")
        isStopped = shell.wait(for: "stopped")
      }
      return isStopped ? time : nil
    }
  }
}
