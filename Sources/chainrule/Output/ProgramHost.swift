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

  /// - Parameter output: where progress goes.
  init(output: Output, redraws: Bool, style: @escaping () -> RenderStyle) {
    self.output = output
    self.redraws = redraws
    self.style = style
  }

  var isInterrupted: Bool { Interrupt.isPending }

  let dataEnvironment = Catalog.Environment.process

  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    try AtomicFile.write(bytes, to: path)
  }

  /// A frame takes the place of the one before; where lines cannot be drawn again only milestones are shown.
  func show(_ view: View) {
    guard case .progress(let frame) = view else { return showLine(view) }
    if redraws { showInPlace(view) } else if frame.isMilestone { showLine(view) }
  }

  /// Removes the last frame: the result of the cell says the same and more.
  func clearFrame() {
    if frameWidth > 0 { output.write("\r" + String(repeating: " ", count: frameWidth) + "\r") }
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
    output.write("\r" + line + String(repeating: " ", count: max(0, frameWidth - width)))
    frameWidth = width
    output.flush()
  }
}
