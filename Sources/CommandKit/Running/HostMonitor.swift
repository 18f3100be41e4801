import Interruption
import Synchronization
import Views

/// Connects work with the host of a cell: notices Ctrl-C, and shows how far long work is and the time left.
///
/// A class, because the threads of a command share it. The host is asked by one of them at a time.
public final class HostMonitor: WorkMonitor {
  private struct State {
    var isStopped = false
    var shown = -1.0
    /// The share and the time from which the time left is estimated.
    var first: (share: Double, seconds: Double)?
    var last = 0.0
  }

  // Only used under the lock.
  nonisolated(unsafe) private let host: any Host
  private let title: String
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Short work shows nothing; frames follow each other at this distance.
  private static let (silence, pause) = (0.3, 0.1)

  /// - Parameter title: what is running, for the frames.
  public init(host: any Host, title: String) {
    self.host = host
    self.title = title
  }

  public var work: Work { Work(monitor: self) }

  /// Whether the work has learnt that it is to end, so that its result is worth nothing.
  public var wasStopped: Bool { state.withLock { $0.isStopped } }

  public var isStopped: Bool {
    state.withLock { state in
      if !state.isStopped, host.isInterrupted { state.isStopped = true }
      return state.isStopped
    }
  }

  public func report(_ share: Double) {
    state.withLock { state in
      let now = (ContinuousClock.now - start) / .seconds(1)
      if share < state.last || state.first == nil { state.first = (share, now) }
      state.last = share
      guard now > Self.silence, now - state.shown >= Self.pause, let first = state.first else { return }
      state.shown = now
      host.show(.progress(frame(share, left: Self.left(from: first, to: (share, now)))))
    }
  }

  private func frame(_ share: Double, left: Double?) -> ProgressFrame {
    ProgressFrame(
      title: title, fraction: share, fields: left.map { [.timeLeft($0)] } ?? [], isMilestone: false)
  }

  /// The seconds to the end at the speed so far; `nil` before there is one.
  static func left(
    from first: (share: Double, seconds: Double), to now: (share: Double, seconds: Double)
  ) -> Double? {
    guard now.share > first.share else { return nil }
    return (now.seconds - first.seconds) / (now.share - first.share) * (1 - now.share)
  }
}
