import Interruption
import ShellFixtures
import Testing
import Views

@testable import CommandKit

@Suite struct HostMonitorTests {
  @Test func `work that was stopped stays stopped`() {
    let host = SilentHost()
    let monitor = HostMonitor(host: host, title: "gradcheck")
    #expect(!monitor.work.isStopped)
    #expect(!monitor.wasStopped)
    host.isInterrupted = true
    #expect(!monitor.wasStopped, "nobody has asked")
    #expect(monitor.work.isStopped)
    host.isInterrupted = false
    #expect(monitor.work.isStopped)
    #expect(monitor.wasStopped)
  }

  @Test func `short work shows nothing`() {
    let host = SilentHost()
    let monitor = HostMonitor(host: host, title: "gradcheck")
    for share in [0, 0.5, 1] { monitor.work.report(share) }
    #expect(host.shown.isEmpty)
  }

  @Test func `long work shows its share and the time left`() throws {
    let host = SilentHost()
    let monitor = HostMonitor(host: host, title: "gradcheck")
    let start = ContinuousClock.now
    var share = 0.0
    while ContinuousClock.now - start < .milliseconds(450) {
      monitor.work.report(share)
      share = min(share + 1e-9, 0.5)
    }
    guard case .progress(let frame)? = host.shown.first else {
      Issue.record("no frame")
      return
    }
    #expect(frame.title == "gradcheck")
    #expect(frame.fields.map(\.name) == ["left"])
    #expect(!frame.isMilestone, "a pipe gets no frames")
    #expect(host.shown.count < 10)
  }

  @Test func `the time left follows from the speed so far`() {
    #expect(HostMonitor.left(from: (0, 0), to: (0.25, 2)) == 6)
    #expect(HostMonitor.left(from: (0.5, 1), to: (0.75, 3)) == 2)
    #expect(HostMonitor.left(from: (0.5, 1), to: (0.5, 3)) == nil)
  }
}
