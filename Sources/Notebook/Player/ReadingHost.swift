import Commands
import Datasets
import Views

/// The host of cells that nobody ran: they may take their time and be interrupted, but they write no file.
public final class ReadingHost: Host {
  private let host: any Host

  public init(_ host: any Host) { self.host = host }

  public func show(_ view: View) { host.show(view) }
  public var isInterrupted: Bool { host.isInterrupted }
  public var seconds: Double { host.seconds }
  public var dataEnvironment: Catalog.Environment { host.dataEnvironment }
}
