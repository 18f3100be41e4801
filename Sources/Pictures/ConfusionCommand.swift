import CommandKit
import Engine
import Language
import SessionCore
import Views

struct ConfusionCommand: Command {
  static let name = "confusion"
  static let abstract = "which class is taken for which, with precision and recall: confusion test"
  static let discussion = """
    A row is a true class, a column a predicted one. Recall is the share of a row on the diagonal, precision the share \
    of a column. The picture shows each row as shares.
    """
  static let topic = Topic.pictures
  static let parameters = [SampleSet.parameter(fallback: "test, else validation, else training")]
  static let examples = [
    Example(
      "data digits", "network 64 16 10 output softmax loss cross-entropy", "seed 1", "init kaiming",
      "train epochs 5 batch 32 rate 0.1;", "confusion training", shows: "ten classes of digits",
      gives: "most often: 8 taken for 1, 37 times")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let set = try SampleSet.wanted(arguments, in: context)
    let predictions = try Predictions(network, on: set, arguments)
    let counts = predictions.confusion
    let names = counts.indices.map(context.session.className)
    let title = "confusion, \(Description.count(predictions.samples.count, "\(set.name) sample"))"
    guard !context.isForFile else { return .shown(.heatMap(shares(counts, names, title: title))) }
    return .shown(
      .stack([.table(matrix(counts, names, title: title)), .table(scores(counts, names)), worst(counts, names)]))
  }

  private static func matrix(_ counts: [[Int]], _ names: [String], title: String) -> Table {
    Table(
      title: title, columns: ["true class"] + counts.indices.map { "→\($0)" } + ["recall"],
      rows: counts.enumerated().map { label, row in
        [.text(caption(label, names), .name)] + row.map { .integer($0) } + [share(row[label], of: row.reduce(0, +))]
      })
  }

  private static func scores(_ counts: [[Int]], _ names: [String]) -> Table {
    Table(
      columns: ["class", "samples", "precision", "recall", "F1"],
      rows: counts.indices.map { label in
        let hits = counts[label][label]
        let (actual, predicted) = (counts[label].reduce(0, +), counts.reduce(0) { $0 + $1[label] })
        return [
          .text(caption(label, names), .name), .integer(actual), share(hits, of: predicted), share(hits, of: actual),
          share(2 * hits, of: actual + predicted),
        ]
      })
  }

  /// `3 Dress`; the number alone if the class has no other name.
  private static func caption(_ label: Int, _ names: [String]) -> String {
    names[label] == "\(label)" ? names[label] : "\(label) \(names[label])"
  }

  private static func share(_ part: Int, of whole: Int) -> Table.Cell {
    whole > 0 ? .percent(Double(part) / Double(whole)) : .text("none", .faint)
  }

  /// The pair of classes that is mixed up most.
  private static func worst(_ counts: [[Int]], _ names: [String]) -> View {
    let pairs = counts.indices.flatMap { row in
      counts.indices.filter { $0 != row }.map { (row: row, column: $0, count: counts[row][$0]) }
    }
    guard let worst = pairs.max(by: { $0.count < $1.count }), worst.count > 0 else {
      return .text(StyledText("no sample is taken for another class", .good))
    }
    return .text(
      "most often: \(names[worst.row]) taken for \(names[worst.column]), \(Description.count(worst.count, "time"))")
  }

  private static func shares(_ counts: [[Int]], _ names: [String], title: String) -> HeatMap {
    let data = counts.flatMap { row in
      let sum = Double(max(row.reduce(0, +), 1))
      return row.map { Double($0) / sum }
    }
    return HeatMap(
      title: title, rows: counts.count, columns: counts.count, data: data, palette: .sequential, range: 0...1,
      note: "rows: true class; columns: predicted class; a row sums to 1",
      rowNames: counts.indices.map { caption($0, names) }, columnNames: counts.indices.map(String.init))
  }
}
