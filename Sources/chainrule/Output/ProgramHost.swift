import Commands
import Datasets
import Renderers
import Views

/// The program around a running cell: shows progress, hears Ctrl-C, knows the time.
final class ProgramHost: Host {
  // A class: `Host` is one, because a command keeps it while its session changes.
  private let output: Output
  private let style: () -> RenderStyle
  private let redraws: Bool
  private let start = ContinuousClock.now
  private var frameWidth = 0
  private var lastFrame = -1.0
  private var lastFraction = 1.0

  /// - Parameter output: where progress goes.
  init(output: Output, redraws: Bool, style: @escaping () -> RenderStyle) {
    self.output = output
    self.redraws = redraws
    self.style = style
  }

  var isInterrupted: Bool { Interrupt.isPending }

  let dataEnvironment = Catalog.Environment.process

  let mayDownload = true

  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    try AtomicFile.write(bytes, to: path)
  }

  /// A frame takes the place of the one before, not more often than it can be read. Where lines cannot be drawn again
  /// milestones are shown, at most twenty of a run: a log of 100,000 epochs is read by nobody.
  func show(_ view: View) {
    guard case .progress(let frame) = view else { return showLine(view) }
    if redraws {
      if seconds - lastFrame < 0.05 { return }
      lastFrame = seconds
      showInPlace(view)
    } else if frame.isMilestone, isDue(frame) {
      lastFraction = frame.fraction
      showLine(view)
    }
  }

  private func isDue(_ frame: ProgressFrame) -> Bool {
    let isNewRun = frame.fraction <= lastFraction
    return isNewRun || frame.fraction >= 1 || frame.fraction - lastFraction > 0.0499
  }

  /// Removes the last frame: the result of the cell says the same and more.
  func clearFrame() {
    // A terminal that got narrower meanwhile would go on in the next row.
    let width = min(frameWidth, style().width - 1)
    if width > 0 { output.write("\r" + String(repeating: " ", count: width) + "\r") }
    frameWidth = 0
    output.flush()
  }

  private func showLine(_ view: View) {
    clearFrame()
    output.writeLine(style().text(of: view))
    output.flush()
  }

  private func showInPlace(_ view: View) {
    var style = style()
    style.width -= 1
    let line = style.text(of: view)
    let width = style.plainText(of: view).count
    output.write("\r" + line + String(repeating: " ", count: max(0, min(frameWidth, style.width) - width)))
    frameWidth = width
    output.flush()
  }
}
