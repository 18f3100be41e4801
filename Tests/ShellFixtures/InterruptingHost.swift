import CommandKit
import Files
import Renderers
import Views

/// A program whose user presses Ctrl-C when it has been asked for it a number of times.
public final class InterruptingHost: Host {
  private let limit: Int
  public private(set) var polls = 0
  public private(set) var shown: [View] = []
  public var files: FileStore

  /// - Parameter limit: the questions that are answered with no.
  public init(after limit: Int = .max, files: FileStore = FileStore.disk.overlaid) {
    (self.limit, self.files) = (limit, files)
  }

  public var isInterrupted: Bool {
    polls += 1
    return polls > limit
  }

  public func show(_ view: View) { shown.append(view) }
  public let seconds = 0.0

  public func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    try PictureFile.bytes(of: view, named: file)
  }
}
