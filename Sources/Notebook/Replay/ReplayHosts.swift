import CommandKit
import Interruption
import SessionCore
import Datasets
import Files
import Renderers
import Views

/// The host of cells that the user did not type, or that ran before. They may take time and be interrupted, but they
/// write no files on the disk, which may have changed since; their files are kept in memory for the cells after them.
public final class ReadingHost: Host {
  private let host: any Host
  public var files: FileStore

  /// - Parameter written: the files of earlier cells, by path.
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

/// The host of a replay: progress is not shown, and it stops with the work that it is part of.
final class SilentHost: Host {
  private let start = ContinuousClock.now
  private let work = Work.current

  let dataEnvironment: Catalog.Environment

  var files: FileStore

  init(_ environment: Catalog.Environment, files: FileStore = FileStore.disk.overlaid) {
    dataEnvironment = environment
    self.files = files
  }

  func show(_ view: View) {}
  var isInterrupted: Bool { work.isStopped }
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    try PictureFile.bytes(of: view, named: file)
  }
}
