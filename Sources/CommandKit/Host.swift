import Datasets
import Files
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

  /// Where files are read and written.
  var files: FileStore { get set }

  /// The bytes of a file with the first picture of a view, in the format that the file's name ends in.
  func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8]
}

extension Host {
  /// Only what lies beside the session and in the system's place.
  public var dataEnvironment: Catalog.Environment { Catalog.Environment(variables: [:]) }

  /// A lesson that is replayed asks no server.
  public var mayDownload: Bool { false }

  /// A host that was not made for it writes nothing.
  public var files: FileStore {
    get { .readOnly(.disk, reason: "files are not written here: save works in the shell and in scripts") }
    set {}
  }

  /// A host that writes no files makes none.
  public func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] { throw .noFilesHere }
}
