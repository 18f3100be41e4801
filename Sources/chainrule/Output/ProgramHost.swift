import CommandKit
import SessionCore
import Datasets
import Files
import Renderers
import Views

/// The program around a running cell: shows progress, hears Ctrl-C, knows the time.
final class ProgramHost: Host {
  // A class: `Host` is one, because a command keeps it while its session changes.
  private let output: Output
  private let makeStyle: () -> RenderStyle
  private let redraws: Bool
  private let isPlain: Bool
  private let start = ContinuousClock.now
  private var frameWidth = 0
  /// What the person wishes to see.
  var display = DisplaySettings()
  private var lastFrame = -1.0
  private var lastFraction = 1.0

  /// - Parameter output: where progress goes.
  init(output: Output, redraws: Bool, style: @escaping () -> RenderStyle) {
    self.output = output
    self.redraws = redraws
    self.isPlain = style().colour == .none
    makeStyle = style
  }

  var isInterrupted: Bool { Interrupt.isPending }

  let dataEnvironment = Catalog.Environment.process

  let mayDownload = true

  var files = FileStore.disk

  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    try PictureFile.bytes(of: view, named: file)
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

  private var style: RenderStyle { makeStyle().with(display) }

  /// Removes the last frame: the result of the cell says the same and more.
  func clearFrame() {
    if frameWidth > 0 { output.write(isPlain ? "\r" + blanks(min(frameWidth, style.width - 1)) + "\r" : Self.clear) }
    frameWidth = 0
    output.flush()
  }

  /// From the start of the line to the end of the screen: there is nothing but the frame, and a terminal that became
  /// narrower may have broken it into several lines.
  private static let clear = "\r\u{1B}[J"

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func showLine(_ view: View) {
    clearFrame()
    output.writeLine(style.text(of: view))
    output.flush()
  }

  private func showInPlace(_ view: View) {
    var style = style
    style.width -= 1
    let line = style.text(of: view)
    let width = style.plainText(of: view).displayWidth
    // The cursor waits at the start: where the terminal breaks the line anew, it stays there.
    output.write(isPlain ? "\r" + line + blanks(min(frameWidth, style.width) - width) + "\r" : Self.clear + line + "\r")
    frameWidth = width
    output.flush()
  }
}
