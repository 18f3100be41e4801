import CommandKit
import Engine
import Language
import SessionCore
import Views

/// A network's predictions for samples whose targets are classes.
struct Predictions {
  struct Sample {
    /// The sample's number in its set.
    var row: Int
    var label: Int
    var predicted: Int
    /// The share of the outputs that speaks for the predicted class, 0…1.
    var confidence: Double
    var isRight: Bool { label == predicted }
  }

  var samples: [Sample]
  var classes: Int

  init(
    _ network: Network<Double>, on set: SampleSet, rows: [Int]? = nil, _ arguments: Arguments
  ) throws(Diagnostic) {
    try arguments.requireFit(set.samples, network)
    guard let reading = set.samples.classReading else {
      throw arguments.failure("the targets are numbers, not classes", hint: "evaluate measures the loss on them")
    }
    let rows = rows ?? set.numbers
    let outputs = predict(network, on: set.samples, rows: rows)
    let targets: Matrix<Double> = set.samples.targetMatrix(at: rows)
    samples = rows.indices.map { index in
      let output = outputs.row(index)
      let predicted = reading.label(output)
      return Sample(
        row: rows[index], label: reading.label(targets.row(index)), predicted: predicted,
        confidence: Self.confidence(output, reading, predicted))
    }
    classes = reading == .threshold ? 2 : set.samples.outputs
  }

  /// The output of the predicted class over the sum of all; of one output p or 1 − p. Negative outputs count as 0.
  private static func confidence(_ output: some Collection<Double>, _ reading: ClassReading, _ predicted: Int) -> Double
  {
    switch reading {
    case .threshold:
      let p = min(max(output.first ?? 0, 0), 1)
      return predicted == 1 ? p : 1 - p
    case .largest:
      let sum = output.reduce(0) { $0 + max($1, 0) }
      guard sum > 0, sum.isFinite else { return 1 / Double(max(output.count, 1)) }
      return max(output.max() ?? 0, 0) / sum
    }
  }

  /// How often each class was taken for each: one row a true class, one column a predicted one.
  /// - Shapes: classes×classes.
  var confusion: [[Int]] {
    var counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    for sample in samples { counts[sample.label][sample.predicted] += 1 }
    return counts
  }
}

/// Samples with their predictions: pictures if they are images, else a table.
enum PredictionView {
  static func view(
    _ samples: [Predictions.Sample], _ set: SampleSet, _ session: Session, title: String, marksMistakes: Bool = true
  ) -> View {
    let captions = samples.map { caption($0, session) }
    if var grid = session.images(of: samples.map(\.row), in: set.samples, captions: captions, title: title) {
      for index in samples.indices where marksMistakes { grid.images[index].isMarked = !samples[index].isRight }
      return .imageGrid(grid)
    }
    return .table(table(samples, session, title: title))
  }

  /// `7: 4 (58 %), is 9`: sample, prediction, confidence and, if it is wrong, the truth.
  private static func caption(_ sample: Predictions.Sample, _ session: Session) -> String {
    let percent = NumberFormat(digits: 3).text((1000 * sample.confidence).rounded() / 10)
    let truth = sample.isRight ? "" : ", is \(session.className(sample.label))"
    return "\(sample.row): \(session.className(sample.predicted)) (\(percent) %)\(truth)"
  }

  private static func table(_ samples: [Predictions.Sample], _ session: Session, title: String) -> Table {
    Table(
      title: title, columns: ["sample", "true", "predicted", "confidence", "verdict"],
      rows: samples.map { sample in
        [
          .integer(sample.row), .text(session.className(sample.label)), .text(session.className(sample.predicted)),
          .percent(sample.confidence), sample.isRight ? .text("right", .good) : .text("wrong", .bad),
        ]
      })
  }
}
