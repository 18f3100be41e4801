/// What is wrong with a data file, and where: `train-images-idx3-ubyte: byte 16: …`.
public struct DataError: Error, Equatable, Sendable {
  /// The place of a mistake in a file.
  public enum Place: Equatable, Sendable {
    /// Offset in the file, after unpacking, from 0.
    case byte(Int)
    /// Line and column of a text, from 1.
    case line(Int, column: Int)
  }

  public var file: String
  public var place: Place?
  public var message: String
  public var hint: String?

  public init(file: String, place: Place? = nil, _ message: String, hint: String? = nil) {
    self.file = file
    self.place = place
    self.message = message
    self.hint = hint
  }
}

extension DataError: CustomStringConvertible {
  /// File, place and message on one line, the hint on a second.
  public var description: String {
    let line =
      switch place {
      case .byte(let offset): "\(file): byte \(offset): \(message)"
      case .line(let line, let column): "\(file):\(line):\(column): \(message)"
      case nil: "\(file): \(message)"
      }
    return hint.map { "\(line)\nhint: \($0)" } ?? line
  }
}
