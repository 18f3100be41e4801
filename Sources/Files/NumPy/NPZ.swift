/// Arrays in a zip archive, as `numpy.savez` and `numpy.savez_compressed` keep them.
public struct NPZ {
  /// An array of which the header was read; the numbers wait.
  public struct Entry {
    /// Without `.npy`.
    public var name: String
    public var header: NumPyHeader
    fileprivate var part: ZipArchive.Entry
  }

  public let entries: [Entry]
  private let archive: ZipArchive
  private let file: String

  /// The first bytes of every zip archive.
  public static let magic = Array("PK".utf8)

  /// Reads the header of each array.
  /// - Throws: `FileError` for a damaged archive, parts that are not arrays, and sizes that do not agree; `pickle` with
  ///   the name of a pickle.
  public init(_ bytes: [UInt8], file: String, pickle: (String) -> FileError) throws(FileError) {
    let archive = try ZipArchive(bytes, file: file)
    if let found = archive.entries.first(where: { $0.name.hasSuffix(".pkl") }) { throw pickle(found.name) }
    entries = try archive.entries.map { part throws(FileError) in try Self.entry(part, of: archive, in: file) }
    (self.archive, self.file) = (archive, file)
  }

  private static func entry(
    _ part: ZipArchive.Entry, of archive: ZipArchive, in file: String
  ) throws(FileError) -> Entry {
    let place = "\(file): \(part.name)"
    guard part.name.hasSuffix(".npy") else {
      throw FileError(
        file: place, "is not an array: numpy.savez did not make the archive", hint: "numpy.savez, or safetensors")
    }
    let header = try NumPyHeader(archive.contents(part, prefix: NumPyHeader.longest + 12), file: place)
    let size = try NumPyArray.size(header, file: place)
    guard size == part.size else {
      throw FileError(
        file: place,
        "an array of \(header.shape.shapeText) has \(size) bytes with its header, and the archive has \(part.size)")
    }
    return Entry(name: String(part.name.dropLast(4)), header: header, part: part)
  }

  /// How messages name an array: `mnist.npz: x_train.npy`.
  public func place(of entry: Entry) -> String { "\(file): \(entry.part.name)" }

  /// The numbers of an array.
  public func array(_ entry: Entry) throws(FileError) -> NumPyArray {
    try NumPyArray(archive.contents(entry.part), file: place(of: entry))
  }

  /// The bytes of an archive, its arrays not packed.
  /// - Parameter arrays: the contents of `.npy` files, by their names without the ending.
  /// - Throws: `FileError` if libzip is not installed.
  public static func bytes(_ arrays: [(name: String, npy: [UInt8])], file: String) throws(FileError) -> [UInt8] {
    try ZipArchive.bytes(arrays.map { ("\($0.name).npy", $0.npy) }, file: file)
  }
}
