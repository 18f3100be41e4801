import Files

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
