import CommandKit
import SessionCore
import Datasets
import Files
import Renderers
import Views

/// The program around a running cell: shows progress, notices Ctrl-C, has the time.
final class ProgramHost: Host {
  // A class: `Host` is one, because a command keeps it while its session changes.
  private let output: Output
  private let makeStyle: () -> RenderStyle
  private let redraws: Bool
  private let isPlain: Bool
  private let start = ContinuousClock.now
  private var frameWidth = 0
  /// The user's display settings.
  var display = DisplaySettings()
  private var lastFrame = -1.0
  private var lastFraction = 1.0

  /// - Parameter output: for progress.
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

  /// A frame replaces the one before, at most twenty times a second. If lines cannot be redrawn only milestones are shown,
  /// at most twenty in a run: nobody reads a log of 100,000 epochs.
  func show(_ view: View) {
    guard case .progress(let frame) = view else { return showLine(view) }
    if redraws {
      if seconds - lastFrame < 0.05 { return }
      lastFrame = seconds
      showInPlace(view)
    } else if frame.isMilestone,
      frame.fraction <= lastFraction || frame.fraction >= 1 || frame.fraction - lastFraction > 0.0499
    {
      lastFraction = frame.fraction
      showLine(view)
    }
  }

  /// Runs long work outside the shell: a terminal shows how far it is, and Ctrl-C ends the program.
  static func runStoppable<Result, Failure: Error>(
    _ title: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    Interrupt.install(secondEnds: true)
    let terminal = Terminal(colour: .auto)
    var style = RenderStyle(terminal, isError: true)
    style.redraws = terminal.redraws && terminal.isErrors
    let host = ProgramHost(output: .errors, redraws: style.redraws) { [style] in style }
    let monitor = HostMonitor(host: host, title: title)
    defer {
      host.clearFrame()
      if monitor.wasStopped { Interrupt.die() }
    }
    return try monitor.work.run(body)
  }

  private var style: RenderStyle { makeStyle().with(display) }

  /// Removes the last frame: the result of the cell says more.
  func clearFrame() {
    if frameWidth > 0 { output.write(isPlain ? "\r" + blanks(min(frameWidth, style.width - 1)) + "\r" : Self.clear) }
    frameWidth = 0
    output.flush()
  }

  /// Clears from the start of the line to the end of the screen: a terminal that became narrower may have broken the frame
  /// into several lines.
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
    // The cursor waits at the start: if the terminal breaks the line again, it stays there.
    output.write(isPlain ? "\r" + line + blanks(min(frameWidth, style.width) - width) + "\r" : Self.clear + line + "\r")
    frameWidth = width
    output.flush()
  }
}
