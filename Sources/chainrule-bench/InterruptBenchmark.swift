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
  let topic: String
  let cells: [String]
  let command: String
  /// The milliseconds from Enter to Ctrl-C.
  let delays: [Int]

  var name: String { "interrupt-latency-" + topic }

  private init(_ topic: String, _ cells: [String], _ command: String, after delays: Int...) {
    (self.topic, self.cells, self.command, self.delays) = (topic, cells, command, delays)
  }

  private static let digits = [
    "data digits", "network 64 256 256 10 loss cross-entropy", "seed 1", "init kaiming", "batch 0:1797", "backward;",
  ]
  private static let large = [
    "data digits", "network 64 2048 2048 2048 10 loss cross-entropy", "seed 1", "init kaiming;", "batch 0:512",
  ]
  private static let own = ["f(x) = x^2 * sin(x)", "A = ones(3000, 3000);"]

  static let all = [
    InterruptCase("gradcheck", digits, "gradcheck", after: 100, 400, 900),
    InterruptCase("gradcheck-complex", large + ["backward;"], "gradcheck method complex", after: 700),
    InterruptCase("numeric", digits, "numeric mean((a[3] - Y)^2) by W[2][0:2, :]", after: 100, 400),
    InterruptCase("rates", large, "rates batch 512 batches 1000", after: 400, 900),
    InterruptCase("train", large, "train batch 512 epochs 100", after: 400, 900),
    InterruptCase("check-formula", digits, "check (delta[3] @ W[3]) * sigmoid'(z[2]) == dW[1]", after: 30, 60, 700),
    InterruptCase("check-number", large + ["backward;"], "check dW[1][0, 1] == 0.123456", after: 100, 700),
    InterruptCase("own-function", own, "f'(A)", after: 400, 900),
    InterruptCase("own-sum", own, "f(A) + f(2 * A) + f(3 * A) + f(4 * A)", after: 100, 400),
    InterruptCase("export-numpy", large, "export numpy to ~/network.py", after: 100, 700),
    InterruptCase("export-pytorch", large, "export pytorch to ~/network.py", after: 100, 700),
    InterruptCase("export-onnx", large, "export onnx to ~/network.onnx", after: 30, 100),
    InterruptCase("save", large, "save ~/network.safetensors", after: 30, 100),
    InterruptCase("load", large + ["save ~/network.safetensors"], "load ~/network.safetensors", after: 30, 60),
    InterruptCase("forward", Array(large.prefix(4)) + ["batch 0:1797"], "backward", after: 100, 400),
    InterruptCase("evaluate", large, "evaluate", after: 100, 300),
    InterruptCase("confusion", large, "confusion", after: 100, 300),
    InterruptCase("explain", digits, "explain dW[1][0, 1] deep", after: 400, 900),
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
