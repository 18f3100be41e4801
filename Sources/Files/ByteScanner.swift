/// Reads the text header of a binary file token by token, each error with its byte.
///
/// Foundation's decoders do not say at which byte they failed, and read a large header completely before anything in it
/// can be refused.
public struct ByteScanner {
  public let bytes: ArraySlice<UInt8>
  /// The offset in the file of the next byte.
  public var position: Int
  private let file: String

  public init(_ bytes: ArraySlice<UInt8>, file: String) {
    (self.bytes, self.file, position) = (bytes, file, bytes.startIndex)
  }

  /// Skips blanks and gives the offset of what follows.
  public mutating func skipBlanks() -> Int {
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    return position
  }

  /// Whether a word comes next, which is then read.
  public mutating func take(_ word: String) -> Bool {
    guard bytes[skipBlanks()...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  public mutating func expect(_ word: String) throws(FileError) {
    if !take(word) { throw error("expected \(word)", at: position) }
  }

  public mutating func wholeNumber() throws(FileError) -> Int {
    let digits = bytes[skipBlanks()...].prefix { (0x30...0x39).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
      throw error("expected a whole number from 0 to 9,223,372,036,854,775,807", at: position)
    }
    position += digits.count
    return number
  }

  public func error(_ message: String, at offset: Int) -> FileError {
    FileError(file: file, place: .byte(offset), message)
  }
}
