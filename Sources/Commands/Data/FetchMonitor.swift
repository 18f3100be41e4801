import CommandKit
import Datasets
import Views

/// Reports the progress of a download to the program, at most ten times a second.
final class FetchMonitor {
  // A class: the download calls it while the command waits.
  private let host: any Host
  private var lastShown = -1.0
  private var fileStarted = 0.0
  private var file = ""
  /// Bytes of the file that an earlier download had brought.
  private var resumedAt = 0

  init(host: any Host) { self.host = host }

  /// Shows a frame if it is time; returns whether to continue.
  func report(_ progress: Fetch.Progress) -> Bool {
    let now = host.seconds
    if progress.file != file {
      file = progress.file
      fileStarted = now
      resumedAt = progress.received
    }
    if progress.isDone || now - lastShown > 0.1 {
      lastShown = now
      host.show(.progress(frame(progress, elapsed: now - fileStarted)))
    }
    return !host.isInterrupted
  }

  private func frame(_ progress: Fetch.Progress, elapsed: Double) -> ProgressFrame {
    let speed = elapsed > 0.2 ? Double(progress.received - resumedAt) / elapsed : 0
    var fields = [ProgressFrame.Field("received", Double(progress.received) / 1e6, digits: 3, unit: "MB")]
    if let total = progress.total, speed > 0, !progress.isDone {
      fields.append(.timeLeft(Double(total - progress.received) / speed))
    }
    if speed > 0 { fields.append(.init("speed", speed / 1e6, digits: 3, unit: "MB/s")) }
    return ProgressFrame(
      title: title(progress.file), fraction: progress.fraction, fields: fields, isMilestone: progress.isDone)
  }

  /// `train-images` of `train-images-idx3-ubyte.gz`, so that the numbers fit beside it.
  private func title(_ file: String) -> String {
    file.firstRange(of: "-idx").map { String(file[..<$0.lowerBound]) } ?? file
  }
}
