import CommandKit
import SessionCore
import Datasets
import Files
import Views

/// The host of a lesson's cells that nobody ran, and of those that ran before: they may take their time and be
/// interrupted, but they write no file, since the one on the disk may have become another. What they would have written
/// is kept for the cells behind them.
public final class ReadingHost: Host {
  private let host: any Host
  public var files: FileStore

  /// - Parameter written: what cells before would have written, by path.
  init(_ host: any Host, written: [String: [UInt8]] = [:]) {
    self.host = host
    files = .overlay(written, over: host.files)
  }

  public func show(_ view: View) { host.show(view) }
  public var isInterrupted: Bool { host.isInterrupted }
  public var seconds: Double { host.seconds }
  public var dataEnvironment: Catalog.Environment { host.dataEnvironment }

  public func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    try host.pictureFile(of: view, named: file)
  }
}
