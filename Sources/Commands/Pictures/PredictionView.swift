import CommandKit
import Engine
import SessionCore
import Views

/// Samples with their predictions: pictures where they are images, else a table.
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

  /// `7: 4 (58 %), is 9`: sample, prediction, confidence and, where that is wrong, the truth.
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
