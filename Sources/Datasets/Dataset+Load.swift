import Files

extension Dataset {
  /// What a data set's name leaves out of its file's.
  static let endings = [".csv", ".tsv", ".txt", ".npy"]

  /// The samples in a file or folder; what the bytes are decides how they are read, not the name.
  ///
  /// Known are a folder with the four files of MNIST or one of its image files (IDX), `.npy` arrays, and text with
  /// commas, semicolons or tabs; each plain or gzipped.
  /// - Throws: `FileError` with the byte, or the line and column, of what is wrong.
  public static func load(path: String, options: LoadOptions = LoadOptions()) throws(FileError) -> Dataset {
    if FileStore.disk.kind(of: path) == .folder { return try loadFolder(path, options: options) }
    let bytes = try FileStore.disk.data(at: path)
    if bytes.starts(with: NumPyHeader.magic) || isNamed(path, [".npy"]) {
      return try NumPyDataset(bytes, file: path, options: options).dataset()
    }
    if IDX.isIDX(bytes) || isNamed(path, ["-ubyte"]) {
      return try loadImages(path, bytes, options: options)
    }
    return try DelimitedText.dataset(bytes, file: path, options: options)
  }

  private static func isNamed(_ path: String, _ endings: [String]) -> Bool {
    endings.contains { path.hasSuffix($0) || path.hasSuffix($0 + ".gz") }
  }

  private static func loadFolder(_ path: String, options: LoadOptions) throws(FileError) -> Dataset {
    let folder = ImageFolder(path: path)
    guard folder.isPresent else {
      throw FileError(
        file: path, "the folder holds no train-images-idx3-ubyte",
        hint: "name the file to read, or a folder with MNIST's")
    }
    try options.refuse([.label, .numbers, .first, .header], of: "a folder of images", file: path)
    return try folder.load(name: FilePath.name(of: path), classNames: [], classes: options.classes, credit: path)
  }

  /// An image file, with the label file that its name leads to or that `label` names.
  private static func loadImages(_ path: String, _ bytes: [UInt8], options: LoadOptions) throws(FileError) -> Dataset {
    try options.refuse([.numbers, .first, .header], of: "an image file", file: path)
    let images = try IDX.images(bytes, file: path)
    let pair = try ImagePair(images, from: path, labels: labelFile(for: path, options: options))
    if let classes = options.classes { try LoadOptions.check(classes: classes, file: path) }
    let classes = options.classes ?? pair.largestLabel + 1
    return Dataset(
      name: FilePath.stem(of: path, endings: Dataset.endings), training: try pair.samples(classes: classes),
      image: pair.size,
      classNames: (0..<classes).map(String.init), credit: path)
  }

  private static func labelFile(for path: String, options: LoadOptions) throws(FileError) -> String {
    switch options.label {
    case .name(let name):
      return FileStore.disk.kind(of: name) == .file ? name : FilePath.join(FilePath.folder(of: path), name)
    case .number(let number):
      throw FileError(file: path, "label \(number) is a column, and images have none", hint: "label FILE")
    case .last: break
    }
    let name = FilePath.name(of: path)
    let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    let spelled = replace("idx3", by: "idx1", in: replace("images", by: "labels", in: plain))
    let candidates = ["", ".gz"].map { FilePath.join(FilePath.folder(of: path), spelled + $0) }
    if spelled != plain, let found = candidates.first(where: { FileStore.disk.kind(of: $0) == .file }) { return found }
    throw FileError(file: path, "no label file beside it", hint: "name it: label FILE; looked for \(spelled)")
  }

  private static func replace(_ word: String, by other: String, in text: String) -> String {
    guard let range = text.firstRange(of: word) else { return text }
    return text[..<range.lowerBound] + other + text[range.upperBound...]
  }
}
