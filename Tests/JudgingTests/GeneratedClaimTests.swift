import Foundation
import Testing

/// Claims drawn at random, whose truth is known without the judge.
///
/// `CHAINRULE_CLAIMS` sets their number, 1,000 by default, `CHAINRULE_CLAIMS_SEED` the first network. What failed is
/// written to the file that `CHAINRULE_CLAIMS_REPORT` names, else to a temporary one.
struct GeneratedClaimTests {
  private static let claimsPerNetwork = 20

  @Test func noVerdictIsFalseAndMistakesAreNamed() async throws {
    let statistics = await Self.statistics(
      networks: max(Self.setting("CHAINRULE_CLAIMS", 1000) / Self.claimsPerNetwork, 1),
      from: Self.setting("CHAINRULE_CLAIMS_SEED", 1))
    let report = Self.reportFile
    try (statistics.summary + "\n" + statistics.failures + "\n").write(to: report, atomically: true, encoding: .utf8)
    let comment = Comment(rawValue: statistics.summary + "\nsee \(report.path)")
    #expect(statistics.falseVerdicts == 0, comment)
    #expect(statistics.count(.rightUndecided) == 0, comment)
    #expect(statistics.count(.rightRefused) == 0, comment)
    #expect(statistics.share(.all, ofSlips: 1) >= 0.97, comment)
    #expect(statistics.share(.wrong, ofSlips: 1) <= 0.003, comment)
    #expect(statistics.share(.all, ofSlips: 2) >= 0.6, comment)
  }

  @Test func aSeedGivesTheSameClaims() throws {
    var (first, second) = (try #require(ClaimGenerator(seed: 7)), try #require(ClaimGenerator(seed: 7)))
    #expect(first.network.cells == second.network.cells)
    #expect(first.claims(10).map(\.ask) == second.claims(10).map(\.ask))
  }

  private static func statistics(networks: Int, from first: Int) async -> ClaimStatistics {
    await withTaskGroup(of: (Int, [ClaimStatistics.Record]).self) { group in
      for seed in first..<first + networks {
        group.addTask { (seed, ClaimTrial.records(seed: seed, claims: claimsPerNetwork)) }
      }
      var results: [Int: [ClaimStatistics.Record]] = [:]
      for await (seed, records) in group { results[seed] = records }
      var statistics = ClaimStatistics()
      for (_, records) in results.sorted(by: { $0.key < $1.key }) { statistics.add(records) }
      return statistics
    }
  }

  private static func setting(_ name: String, _ fallback: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? fallback
  }

  private static var reportFile: URL {
    if let path = ProcessInfo.processInfo.environment["CHAINRULE_CLAIMS_REPORT"] { return URL(fileURLWithPath: path) }
    return FileManager.default.temporaryDirectory.appendingPathComponent("chainrule-claims.txt")
  }
}
