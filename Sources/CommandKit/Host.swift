import Datasets
import SessionCore
import Views

/// What a command may ask of the program around it while it runs.
public protocol Host: AnyObject {
  /// Shows a view at once: a frame of progress. The result of the cell is returned, not shown.
  func show(_ view: View)

  /// Whether the person pressed Ctrl-C since the cell began.
  var isInterrupted: Bool { get }

  /// Seconds on a clock that only runs forward.
  var seconds: Double { get }

  /// Where data sets are looked for.
  var dataEnvironment: Catalog.Environment { get }

  /// Whether commands may fetch data sets from the network.
  var mayDownload: Bool { get }

  /// The bytes of a file with a model.
  func contents(of path: String) throws(DataError) -> [UInt8]

  /// Writes a file whole or not at all, over one that is there.
  func write(_ bytes: [UInt8], to path: String) throws(FileRefusal)

  /// The bytes of a file with the first picture of a view, in the format that the file's name ends in.
  func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8]
}

/// Why a file was not written.
public struct FileRefusal: Error, Equatable, Sendable {
  public var message: String

  public init(_ message: String) { self.message = message }
}

extension Host {
  /// Only what lies beside the session and in the system's place.
  public var dataEnvironment: Catalog.Environment { Catalog.Environment(variables: [:]) }

  /// A lesson that is replayed asks no server.
  public var mayDownload: Bool { false }

  public func contents(of path: String) throws(DataError) -> [UInt8] { try DataFile.contents(of: path) }

  /// A host that was not made for it writes nothing: a lesson that is replayed leaves no files behind.
  public func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    throw FileRefusal("files are not written here: save works in the shell and in scripts")
  }

  /// A host that writes no files makes none.
  public func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] { throw .noFilesHere }
}
