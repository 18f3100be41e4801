import Engine
import SessionCore
import Views

/// A column of the tables that compare runs.
struct RunColumn: Sendable {
  let name: String
  /// Empty text if a run has nothing to show.
  let cell: @Sendable (RunRecord) -> Table.Cell

  static let settings = [
    RunColumn(name: "data") { .text($0.dataName) },
    RunColumn(name: "sizes") { .text($0.sizes.map(String.init).joined(separator: "-")) },
    RunColumn(name: "epochs") { .integer($0.settings.epochs) },
    RunColumn(name: "batch") { .integer($0.settings.batchSize) },
    RunColumn(name: "rate") { .number($0.settings.rate) },
    extras,
    RunColumn(name: "precision") { .text($0.settings.precision.rawValue) },
    RunColumn(name: "seed") { .integer(Int($0.seed)) },
  ]

  /// Optimiser, schedule and what else a run may have.
  static let extras = RunColumn(name: "with") {
    .text(Description.extras(of: $0.settings).joined(separator: ", "))
  }

  /// Of the last epoch.
  static let results = [
    number("loss") { $0.trainingLoss }, percent("accuracy") { $0.trainingAccuracy },
    number("valid. loss") { $0.validationLoss }, percent("valid. accuracy") { $0.validationAccuracy },
  ]

  private static func number(_ name: String, _ value: @escaping @Sendable (EpochReport) -> Double?) -> RunColumn {
    RunColumn(name: name) { $0.reports.last.flatMap(value).map { .number($0) } ?? .text("") }
  }

  private static func percent(_ name: String, _ value: @escaping @Sendable (EpochReport) -> Double?) -> RunColumn {
    RunColumn(name: name) { $0.reports.last.flatMap(value).map { .percent($0) } ?? .text("") }
  }

  /// A row for each run: its number in the list, then the columns.
  static func table(of runs: [(number: Int, record: RunRecord)], _ columns: [RunColumn], note: String? = nil) -> Table {
    Table(
      columns: ["run"] + columns.map(\.name),
      rows: runs.map { number, record in [.integer(number)] + columns.map { $0.cell(record) } }, note: note)
  }
}
