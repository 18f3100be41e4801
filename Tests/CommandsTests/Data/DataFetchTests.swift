import CommandKit
import Datasets
import Language
import ShellFixtures
import Testing
import Views

@testable import Commands

struct DataFetchTests {
  /// A host that may ask servers, in a home that is not there.
  private final class OpenHost: Host {
    let mayDownload = true
    let isInterrupted = false
    let seconds = 0.0
    let dataEnvironment: Catalog.Environment

    init(_ variables: [String: String] = [:]) { dataEnvironment = Catalog.Environment(variables: variables) }

    func show(_ view: View) {}
  }

  private func failure(of cell: String, host: any Host) -> Diagnostic? {
    var interpreter = Interpreter(commands: .standard)
    guard case .failure(let diagnostic) = interpreter.run(cell, host: host).result else { return nil }
    return diagnostic
  }

  @Test func aReplayAsksNoServer() {
    let diagnostic = failure(of: "data fetch mnist from http://127.0.0.1:1", host: SilentHost())
    #expect(diagnostic?.message == "nothing is downloaded here: data fetch works in the shell and in scripts")
  }

  @Test func namesThatCannotBeFetched() {
    #expect(failure(of: "data fetch", host: OpenHost())?.message == "fetch needs a name: mnist or fashion-mnist")
    let misspelled = failure(of: "data fetch minst", host: OpenHost())
    #expect(misspelled?.message == "minst: cannot be fetched")
    #expect(misspelled?.hint == "did you mean mnist?")
    #expect(misspelled?.span == SourceSpan(11, 16))
  }

  @Test func noHomeToKeepItIn() {
    let diagnostic = failure(of: "data fetch mnist", host: OpenHost())
    #expect(diagnostic?.message == "mnist: no folder to keep it in")
    #expect(diagnostic?.hint == "set HOME or XDG_DATA_HOME")
  }

  @Test func onlyFetchTakesAnAddressAndASecondName() {
    for cell in ["data digits from http://a", "data digits mnist"] {
      #expect(failure(of: cell, host: OpenHost())?.message == "data takes one source", "\(cell)")
    }
  }

  @Test func framesSayHowFarItIs() {
    let host = SilentHost()
    let monitor = FetchMonitor(host: host)
    let part = Fetch.Progress(file: "a-idx1.gz", received: 1_000_000, total: 4_000_000, fraction: 0.25, isDone: false)
    #expect(monitor.report(part))
    #expect(monitor.report(part), "a second frame at once is not shown")
    host.isInterrupted = true
    #expect(!monitor.report(Fetch.Progress(file: "a-idx1.gz", received: 4, total: nil, fraction: 1, isDone: true)))
    let frames = host.shown.compactMap { if case .progress(let frame) = $0 { frame } else { nil } }
    #expect(frames.map(\.fraction) == [0.25, 1])
    #expect(frames.map(\.title) == ["a", "a"])
    #expect(frames.first?.fields.map(\.value) == [1])
    #expect(frames.map(\.isMilestone) == [false, true])
  }
}
