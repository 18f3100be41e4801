import CommandKit
import Engine
import Explaining
import SessionCore
import Views

/// Reports the progress of a run to the program: ten times a second, and after epochs, at most two hundred times.
final class ProgressMonitor {
  // A class: the training loop calls it while the command's context is borrowed.
  private let host: any Host
  private let settings: TrainingSettings
  private let started: Double
  private let limit: Int?
  /// The batches that are done.
  private(set) var batches = 0
  private var lastShown = -1.0
  private var reportsShown = 0

  /// The most milestones, and points of the curve, that a run shows.
  private static let mostMilestones = 200

  /// - Parameter limit: the batches after which the run stops.
  init(host: any Host, settings: TrainingSettings, limit: Int? = nil) {
    self.limit = limit
    self.host = host
    self.settings = settings
    started = host.seconds
  }

  /// Shows a frame if it is time; returns whether to continue.
  func report(_ progress: TrainingProgress) -> Bool {
    batches += 1
    let now = host.seconds
    let isMilestone = isMilestone(progress)
    if isMilestone || now - lastShown > 0.1 {
      lastShown = now
      reportsShown = progress.reports.count
      host.show(.progress(frame(progress, now: now, isMilestone: isMilestone)))
    }
    return !host.isInterrupted && batches != limit
  }

  /// Whether an epoch has ended that is worth a line.
  private func isMilestone(_ progress: TrainingProgress) -> Bool {
    let count = progress.reports.count
    let step = max(1, progress.epochs / Self.mostMilestones)
    return count >= reportsShown + step || count > reportsShown && count == progress.epochs
  }

  private func frame(_ progress: TrainingProgress, now: Double, isMilestone: Bool) -> ProgressFrame {
    // After the last batch of an epoch its report exists.
    let isBetween = progress.reports.count == progress.epoch
    let done =
      Double(progress.reports.count) + (isBetween ? 0 : Double(progress.batch) / Double(max(progress.batches, 1)))
    let fraction = min(done / Double(max(progress.epochs, 1)), 1)
    var fields: [ProgressFrame.Field] = []
    // What matters most comes first: a narrow terminal leaves the last ones out.
    if let last = progress.reports.last { fields.append(.init("loss", last.trainingLoss, digits: 4)) }
    if fraction > 0, fraction < 1 { fields.append(.timeLeft((now - started) / fraction * (1 - fraction))) }
    if let last = progress.reports.last {
      if let accuracy = last.trainingAccuracy { fields.append(.init("acc", 100 * accuracy, digits: 4, unit: "%")) }
      if let accuracy = last.validationAccuracy {
        fields.append(.init("val acc", 100 * accuracy, digits: 4, unit: "%"))
      }
      if let loss = last.validationLoss { fields.append(.init("val loss", loss, digits: 4)) }
      if settings.schedule != Schedule() { fields.append(.init("rate", last.rate, digits: 3)) }
      fields.append(.init("speed", last.samplesPerSecond.rounded(), digits: 3, unit: "samples/s"))
    }
    return ProgressFrame(
      title: "epoch \(min(progress.reports.count + (isBetween ? 0 : 1), progress.epochs))/\(progress.epochs)",
      fraction: fraction, fields: fields, curve: curve(progress.reports), isMilestone: isMilestone)
  }

  /// The losses so far; of many epochs some.
  private func curve(_ reports: [EpochReport]) -> [Double] {
    stride(from: 0, to: reports.count, by: max(1, reports.count / Self.mostMilestones)).map {
      reports[$0].trainingLoss
    }
  }
}

/// The result of a run.
enum TrainingView {
  /// - Parameter standstill: why it did not learn; empty if it did.
  static func summary(of run: TrainingRun, seconds: Double, standstill: [String]) -> View {
    var views: [View] = [.text(headline(run, seconds))]
    if let last = run.reports.last { views.append(.table(table(last))) }
    var warnings = Diagnosis.identicalUnits(in: run.network)
    if case .diverged = run.end {
      warnings.append("the learning rate \(run.settings.rate) is too large: undo, then a tenth of it")
    }
    views += (warnings + standstill).map { .text(StyledText($0, .warning)) }
    return .stack(views)
  }

  private static func headline(_ run: TrainingRun, _ seconds: Double) -> StyledText {
    let epochs = Description.count(run.reports.count, "epoch")
    let time = StyledText("\((seconds * 100).rounded() / 100)", .measured)
    let how =
      (["batch \(run.settings.batchSize)", "rate \(run.settings.rate)"]
      + Description.extras(of: run.settings) + [run.settings.precision.summary]).joined(separator: ", ")
    let best = run.bestEpoch.map { "the weights are those of epoch \($0)" }
    switch run.end {
    case .finished:
      let isLast = run.bestEpoch == run.reports.last?.epoch
      return StyledText("trained \(epochs) in ") + time
        + StyledText(" s: \(how)" + (isLast ? "" : best.map { "; \($0)" } ?? ""))
    case .interrupted:
      return StyledText("stopped after \(epochs) in ", .warning) + time
        + StyledText(" s: \(how); \(best ?? "the weights are kept"), train continues", .warning)
    case .stoppedEarly:
      return StyledText("stopped early after \(epochs) in ") + time
        + StyledText(" s: \(how)" + (best.map { "; \($0)" } ?? ""))
    case .diverged(let divergence):
      return StyledText(
        "stopped in epoch \(divergence.epoch), batch \(divergence.batch): the loss is no longer finite; "
          + (best ?? "the last finite weights are kept"), .bad)
    }
  }

  private static func table(_ report: EpochReport) -> Table {
    func row(_ name: String, _ loss: Double, _ accuracy: Double?) -> [Table.Cell] {
      [.text(name), .number(loss)] + (accuracy.map { [.percent($0)] } ?? [])
    }
    var rows = [row("training", report.trainingLoss, report.trainingAccuracy)]
    if let loss = report.validationLoss { rows.append(row("validation", loss, report.validationAccuracy)) }
    return Table(
      columns: ["set", "loss"] + (report.trainingAccuracy == nil ? [] : ["accuracy"]), rows: rows,
      note: "training: mean over the last epoch's batches")
  }
}
