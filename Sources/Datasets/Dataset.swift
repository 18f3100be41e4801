import Engine
import Files

/// A named data set: training samples, perhaps test samples, and what is known of them.
public struct Dataset: Equatable, Sendable {
  public var name: String
  public var training: Samples
  public var test: Samples?
  /// Width and height where a sample is an image.
  public var image: ImageSize?
  /// One name a class; empty where targets are not classes.
  public var classNames: [String]
  /// Where it came from and under which licence.
  public var credit: String

  public struct ImageSize: Equatable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  public init(
    name: String, training: Samples, test: Samples? = nil, image: ImageSize? = nil, classNames: [String] = [],
    credit: String
  ) {
    self.name = name
    self.training = training
    self.test = test
    self.image = image
    self.classNames = classNames
    self.credit = credit
  }
}

extension Dataset {
  /// The samples in a file or folder; what the bytes are decides how they are read, then the name.
  ///
  /// Known are a folder with the four files of MNIST and the formats of `DataFormats`, each plain or gzipped.
  /// - Throws: `FileError` with the byte, or the line and column, of what is wrong.
  public static func load(
    path: String, options: LoadOptions = LoadOptions(), in files: FileStore = .disk
  ) throws(FileError) -> Dataset {
    if files.kind(of: path) == .folder { return try loadFolder(path, options: options, in: files) }
    let file = DataFile(path: path, bytes: try files.data(at: path), files: files)
    let format = DataFormats.format(of: file)
    try options.refuseSpecial(except: format.options.map(\.name), of: format.noun, file: path)
    return try format.dataset(file, options: options)
  }

  private static func loadFolder(
    _ path: String, options: LoadOptions, in files: FileStore
  ) throws(FileError) -> Dataset {
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
