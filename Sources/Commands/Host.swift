import Datasets
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
}

extension Host {
  /// Only what lies beside the session and in the system's place.
  public var dataEnvironment: Catalog.Environment { Catalog.Environment(variables: [:]) }
}
