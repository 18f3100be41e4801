/// What is wrong with a file that was read, and at which place: `train-images-idx3-ubyte: byte 16: …`.
public struct FileError: Error, Equatable, Sendable {
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
    (self.file, self.place, self.message, self.hint) = (file, place, message, hint)
  }
}

extension FileError: CustomStringConvertible {
  /// File, place and message on one line, the hint on a second.
  public var description: String { withoutHint + (hint.map { "\nhint: \($0)" } ?? "") }

  /// The description without its hint, which a diagnostic shows by itself.
  public var withoutHint: String {
    switch place {
    case .byte(let offset): "\(file): byte \(offset): \(message)"
    case .line(let line, let column): "\(file):\(line):\(column): \(message)"
    case nil: "\(file): \(message)"
    }
  }
}

extension FileError {
  /// The user stopped the work before the file was read.
  public static func stopped(_ path: String) -> FileError { FileError(file: path, "stopped") }

  static func tooLarge(_ path: String, limit: Int) -> FileError {
    FileError(file: path, place: .byte(limit), "the file is longer; the most read is \(limit) bytes")
  }

  /// Why an array in a file cannot have such a name: people read it in tables and messages.
  public static func refusal(ofName name: String) -> String? {
    name.utf8.count > 500 ? "a name of \(name.utf8.count) bytes; the most read is 500" : nil
  }
}

/// Why a file was not written.
public struct FileRefusal: Error, Equatable, Sendable {
  public var message: String

  public init(_ message: String) { self.message = message }
}
