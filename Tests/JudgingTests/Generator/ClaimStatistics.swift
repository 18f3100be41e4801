/// What a judge said of generated claims, counted.
struct ClaimStatistics: Sendable {
  /// What became of a claim.
  enum Outcome: String, CaseIterable, Sendable {
    /// False verdicts.
    case rightCalledWrong = "right, called differs", wrongCalledRight = "wrong, called right"
    /// Not false, but no verdict where there is one.
    case rightUndecided = "right, cannot say", rightRefused = "right, refused", wrongUndecided = "wrong, cannot say"
    case wrongRefused = "wrong, refused"
    case rightAccepted = "right, accepted", zeroUndecided = "0 = 0 or one digit, cannot say", wrongFound =
      "wrong, differs"

    var isFalse: Bool { self == .rightCalledWrong || self == .wrongCalledRight }
    var isFailure: Bool { isFalse || self == .rightUndecided || self == .rightRefused || self == .wrongRefused }
  }

  /// What was said about the mistakes of a wrong claim.
  enum Naming: String, CaseIterable, Sendable { case all, some, wrong, none }

  /// One claim with its reply, as text.
  struct Record: Sendable {
    var form: GeneratedClaim.Form
    var outcome: Outcome
    var naming: Naming?
    /// The planted mistakes.
    var planted: [String]
    var text: String

    var slips: Int { planted.count }
  }

  private(set) var records: [Record] = []

  mutating func add(_ new: [Record]) { records += new }

  func count(_ outcome: Outcome) -> Int { records.count { $0.outcome == outcome } }

  var falseVerdicts: Int { records.count(where: \.outcome.isFalse) }

  /// The share of claims with so many planted mistakes about which this was said; numbers count apart from formulas.
  func share(_ naming: Naming, ofSlips slips: Int, numbers: Bool = false) -> Double {
    let asked = records.filter { $0.naming != nil && $0.slips == slips && ($0.form == .number) == numbers }
    return asked.isEmpty ? 0 : Double(asked.count { $0.naming == naming }) / Double(asked.count)
  }

  /// The counts as lines.
  var summary: String {
    var lines = ["\(records.count) claims, \(falseVerdicts) false verdicts"]
    for outcome in Outcome.allCases {
      let parts = GeneratedClaim.Form.allCases.map { form in
        "\(form.rawValue) \(records.count { $0.outcome == outcome && $0.form == form })"
      }
      lines.append("  \(outcome.rawValue): \(count(outcome)) (\(parts.joined(separator: ", ")))")
    }
    for (title, slips, numbers) in [("one slip", 1, false), ("two slips", 2, false), ("numbers, one slip", 1, true)] {
      let shares = Naming.allCases.map { "\($0.rawValue) \(Self.percent(share($0, ofSlips: slips, numbers: numbers)))" }
      lines.append("  \(title), named: \(shares.joined(separator: ", "))")
    }
    return lines.joined(separator: "\n")
  }

  /// How often each planted mistake was named where it was the only one, the least named first.
  private var table: [String] {
    let singles = records.filter { $0.slips == 1 && $0.naming != nil && $0.form != .number }
    let counts = Dictionary(grouping: singles) { $0.planted[0] }.mapValues { group in
      (group.count { $0.naming == .all }, group.count { $0.naming == .wrong }, group.count)
    }
    return counts.sorted { ($1.value.2 - $1.value.0, $0.key) < ($0.value.2 - $0.value.0, $1.key) }.map { name, count in
      "  \(name): \(count.0) of \(count.2)" + (count.1 == 0 ? "" : ", \(count.1) wrong")
    }
  }

  /// The claims to look at, the worst first.
  var failures: String {
    func lines(_ title: String, _ isListed: (Record) -> Bool) -> [String] {
      let listed = records.filter(isListed)
      return listed.isEmpty ? [] : ["\n# \(title): \(listed.count)"] + listed.map(\.text)
    }
    let outcomes = Outcome.allCases.filter(\.isFailure).flatMap { outcome in
      lines(outcome.rawValue) { $0.outcome == outcome }
    }
    let namings: [(String, Naming, Int)] = [
      ("one slip, wrong name", .wrong, 1), ("one slip, no name", .none, 1), ("two slips, wrong name", .wrong, 2),
      ("two slips, no name", .none, 2), ("two slips, one named", .some, 2),
    ]
    let unnamed = namings.flatMap { title, naming, slips in
      lines(title) { $0.naming == naming && $0.slips == slips }
    }
    return (["\n# one slip, by its kind"] + table + outcomes + unnamed).joined(separator: "\n")
  }

  private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
