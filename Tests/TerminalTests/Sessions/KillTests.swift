import Foundation
import Testing

/// SIGKILL at any moment: nothing that finished is lost, and no file is torn.
@Suite struct KillTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// A generator with a fixed seed: the moments are the same in every run.
  private struct Moments {
    var state: UInt64
    mutating func next(below bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
  }

  @Test func twentyMoments() throws {
    var moments = Moments(state: 7)
    let file = home.path + "/s.md"
    var counts: Set<Int> = []
    for moment in 0..<20 {
      let terminal = try PseudoTerminal(home: home)
      try terminal.wait(for: "In [1]: ")
      var script = ["data xor", "network 2 3 1", "seed \(moment)", "init kaiming", "save \(file) replace"]
      for epochs in 1...12 { script += ["train epochs \(epochs * 20) batch 4 rate 0.1", "loss", "save"] }
      let stop = Date().addingTimeInterval(Double(moments.next(below: 900)) / 1000)
      terminal.type(script.joined(separator: "\r") + "\r")
      while Date() < stop { terminal.look() }
      try terminal.killNow()
      let finished = Self.finishedCells(in: terminal.plain)
      counts.insert(finished)
      try checkWhatIsLeft(finished: finished, file: file)
      for journal in home.journals {
        try FileManager.default.removeItem(at: home.sessions.appendingPathComponent(journal))
      }
    }
    #expect(counts.count > 1, "the moments are spread over the session: \(counts.sorted())")
  }

  /// The highest number that a prompt had, less one: the cells that had finished.
  private static func finishedCells(in text: String) -> Int {
    (text.components(separatedBy: "In [").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }.max() ?? 1) - 1
  }

  private func checkWhatIsLeft(finished: Int, file: String) throws {
    if FileManager.default.fileExists(atPath: file) {
      let check = try Program.bash("$chainrule check \(file)", home: home)
      #expect(check.status == 0, "\(check.output)")
    }
    if finished == 0 { return }
    let recovered = try Program.bash("COLUMNS=400 $chainrule", input: "recover\nhistory\n", home: home)
    #expect(recovered.status == 0, "\(recovered.errors)")
    let cells = recovered.output.split(separator: "\n").last.flatMap { line in
      line.split(separator: " ").first.flatMap { Int($0) }
    }
    #expect(try #require(cells) >= finished)
    #expect(!recovered.output.contains("comes out another way"), "\(recovered.output)")
  }
}
