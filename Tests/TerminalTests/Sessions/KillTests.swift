import Foundation
import Testing

/// SIGKILL at any moment loses no finished cell and leaves no incomplete file.
@Suite struct KillTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// A generator with a fixed seed: the moments are the same in every run.
  private struct Generator {
    var state: UInt64
    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  private static func script(seed: Int, file: String) -> [String] {
    let trainings = (1...12).flatMap { ["train epochs \(300 + $0 * 10) batch 4 rate 0.1", "loss", "save"] }
    return ["data xor", "network 2 3 1", "seed \(seed)", "init kaiming", "save \(file) replace"] + trainings
  }

  /// The moments follow the progress of the session, not the clock, so a fast machine and a slow one kill it at the same
  /// cells: a drawn number of cells finish, the others are typed, and the kill comes a few milliseconds after the first
  /// of them has been entered.
  @Test func twentyMoments() throws {
    var generator = Generator(state: 7)
    let file = home.path + "/s.md"
    var counts: Set<Int> = []
    var trainings = 0
    for moment in 0..<20 {
      let script = Self.script(seed: moment, file: file)
      let done = 1 + generator.next(below: script.count - 1)
      let terminal = try PseudoTerminal(home: home)
      try terminal.wait(for: "In [1]: ")
      terminal.type(script[..<done].joined(separator: "\r") + "\r")
      for _ in 0..<done { try terminal.wait(for: "In [") }
      terminal.type(script[done...].joined(separator: "\r") + "\r")
      try terminal.wait(for: "\n")
      let stop = Date().addingTimeInterval(Double(generator.next(below: 12)) / 1000)
      while Date() < stop { terminal.look() }
      try terminal.killNow()
      let finished = Self.finishedCells(in: terminal.plain)
      #expect(finished >= script[..<done].count { !$0.hasPrefix("save") })
      counts.insert(finished)
      if Self.isTraining(terminal.plain) { trainings += 1 }
      try checkWhatIsLeft(finished: finished, file: file)
      for journal in home.journals {
        try FileManager.default.removeItem(at: home.sessions.appendingPathComponent(journal))
      }
    }
    #expect(counts.count >= 10, "the moments are spread over the session: \(counts.sorted())")
    #expect(trainings >= 2, "some of the moments are during a training")
  }

  /// Whether the last cell that was entered is a training without a result.
  private static func isTraining(_ text: String) -> Bool {
    let last = text.components(separatedBy: "In [").last ?? ""
    return last.contains("]: train") && !last.contains("Out[")
  }

  /// The number of finished cells: the highest number in a prompt, less one.
  private static func finishedCells(in text: String) -> Int {
    (text.components(separatedBy: "In [").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }.max() ?? 1) - 1
  }

  private func checkWhatIsLeft(finished: Int, file: String) throws {
    if FileManager.default.fileExists(atPath: file) {
      let check = try Program.bash("$chainrule check \(file)", home: home)
      #expect(check.status == 0, "\(check.output)")
    }
    if finished == 0 { return }
    let recovered = try Program.bash("COLUMNS=400 $chainrule", input: "recover 1\nhistory\n", home: home)
    #expect(recovered.status == 0, "\(recovered.errors)")
    let cells = recovered.output.split(separator: "\n").last.flatMap { line in
      line.split(separator: " ").first.flatMap { Int($0) }
    }
    #expect(try #require(cells) >= finished)
    #expect(!recovered.output.contains("gives another output"), "\(recovered.output)")
  }
}
