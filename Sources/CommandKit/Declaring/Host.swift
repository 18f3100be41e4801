import Datasets
import Files
import SessionCore
import Views

/// What a command may ask of the program around it while it runs.
public protocol Host: AnyObject {
  /// Shows a view at once: a frame of progress. The result of the cell is returned, not shown.
  func show(_ view: View)

  /// Whether the user has pressed Ctrl-C since the start of the cell.
  var isInterrupted: Bool { get }

  /// Seconds on a clock that only runs forward.
  var seconds: Double { get }

  /// Where data sets are searched for.
  var dataEnvironment: Catalog.Environment { get }

  /// Whether commands may fetch data sets from the network.
  var mayDownload: Bool { get }

  /// Where files are read and written.
  var files: FileStore { get set }

  /// The bytes of a file with the first picture of a view, in the format that the file's name ends in.
  func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8]
}

extension Host {
  /// Only the current folder and the system's folder.
  public var dataEnvironment: Catalog.Environment { Catalog.Environment(variables: [:]) }

  /// A replay downloads nothing.
  public var mayDownload: Bool { false }

  /// By default a host writes nothing.
  public var files: FileStore {
    get { .readOnly(.disk, reason: "files are not written here: save works in the shell and in scripts") }
    set {}
  }

  /// By default a host makes no pictures.
  public func pictureFile(of view: View, named file: String) throws(PictureError) -> [UInt8] { throw .noFilesHere }
}
