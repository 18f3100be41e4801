import Files

/// A kind of data file: how it is recognised, what help calls it, and how it becomes samples.
///
/// A new one is a file with its own type, and an entry in `DataFormats.all`.
protocol DataFormat {
  /// What help and messages call it: `CSV`.
  static var names: [String] { get }
  /// One of its files in a message: `an array`.
  static var noun: String { get }
  /// How the names of its files end, without `.gz`: they decide if the bytes do not, and data sets are named without.
  static var endings: [String] { get }
  /// The options of `data` that only such files take.
  static var options: [DataOption] { get }
  /// What `data` says of it in its help; empty if nothing.
  static var help: String { get }

  /// Whether a file with these bytes is of this format, whatever its name.
  static func recognises(_ bytes: [UInt8]) -> Bool

  /// - Throws: `FileError` with the byte, or the line and column, of what is wrong.
  static func dataset(_ file: DataFile, options: LoadOptions) throws(FileError) -> Dataset
}

extension DataFormat {
  static var options: [DataOption] { [] }
  static var help: String { "" }
}

/// A file that was read, and the store that its companions are in.
struct DataFile {
  var path: String
  /// Unpacked.
  var bytes: [UInt8]
  var files: FileStore

  /// A file as it is named, or beside this one.
  func beside(_ name: String) -> String {
    files.kind(of: name) == .file ? name : FilePath.join(FilePath.folder(of: path), name)
  }

  /// The name of the data set: the file's without its endings.
  var stem: String {
    FilePath.stem(of: path, endings: DataFormats.all.flatMap { $0.endings }.filter { $0.hasPrefix(".") })
  }
}

/// An option of `data` that one format has: a word after its name.
public struct DataOption: Sendable {
  public var name: String
  public var meaning: String
  /// What applies without it.
  public var fallback: String
}

/// The formats that are read.
public enum DataFormats {
  static var all: [any DataFormat.Type] { [DelimitedText.self, IDX.self, NumPyDataset.self, NPZDataset.self] }

  public static var options: [DataOption] { all.flatMap { $0.options } }

  /// What help says of particular formats.
  public static var help: String { all.map { $0.help }.filter { !$0.isEmpty }.joined(separator: " ") }

  /// `CSV, TSV, IDX, .npy or .npz`.
  public static func list(_ conjunction: String) -> String {
    let names = all.flatMap { $0.names }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) " + (names.last ?? "")
  }

  /// The format that the bytes show, otherwise the name, otherwise text.
  static func format(of file: DataFile) -> any DataFormat.Type {
    func isNamed(_ format: any DataFormat.Type) -> Bool {
      format.endings.contains { file.path.hasSuffix($0) || file.path.hasSuffix($0 + ".gz") }
    }
    return all.first { $0.recognises(file.bytes) } ?? all.first(where: isNamed) ?? DelimitedText.self
  }
}

extension Dataset {
  /// The samples in a file or folder; its bytes decide how they are read, then its name.
  ///
  /// Known are a folder with the four files of MNIST and the formats of `DataFormats`, each plain or gzipped.
  /// - Throws: `FileError` with the byte, or the line and column, of what is wrong.
  public static func load(
    path: String, options: LoadOptions = LoadOptions(), in files: FileStore
  ) throws(FileError) -> Dataset {
    guard files.kind(of: path) == .folder else {
      let file = DataFile(path: path, bytes: try files.data(at: path), files: files)
      let format = DataFormats.format(of: file)
      try options.refuseSpecial(except: format.options.map(\.name), of: format.noun, file: path)
      return try format.dataset(file, options: options)
    }
    let folder = ImageFolder(path: path, files: files)
    guard folder.isPresent else {
      throw FileError(
        file: path, "the folder holds no train-images-idx3-ubyte",
        hint: "name the file to read, or a folder with MNIST's")
    }
    try options.refuse([.label, .numbers, .first, .header], of: "a folder of images", file: path)
    try options.refuseSpecial(of: "a folder of images", file: path)
    return try folder.load(name: FilePath.name(of: path), classNames: [], classes: options.classes, credit: path)
  }
}
