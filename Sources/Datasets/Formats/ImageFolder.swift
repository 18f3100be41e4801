import Engine
import Files

/// A folder with the four files of MNIST, its relatives and what is made in their image.
struct ImageFolder {
  let path: String
  let files: FileStore

  /// Training or test part: the first word of a file's name.
  private enum Part: String {
    case training = "train"
    case test = "t10k"
  }

  /// Whether the folder has the training images.
  var isPresent: Bool { find(.training, "images-idx3") != nil }

  /// Both parts, or the training part if no file of a test part exists.
  /// - Parameters:
  ///   - classes: as many as there must be; by default one more than the largest label.
  func load(name: String, classNames: [String], classes: Int?, credit: String) throws(FileError) -> Dataset {
    let training = try pair(.training)
    let hasTest = find(.test, "images-idx3") != nil || find(.test, "labels-idx1") != nil
    let test = hasTest ? try pair(.test) : nil
    if let test, (test.images.rows, test.images.columns) != (training.images.rows, training.images.columns) {
      throw FileError(
        file: test.imageFile, place: .byte(8),
        "test images are \(test.images.columns)×\(test.images.rows), training images "
          + "\(training.images.columns)×\(training.images.rows)")
    }
    if let classes { try LoadOptions.check(classes: classes, file: path) }
    let count = classes ?? max(training.largestLabel, test?.largestLabel ?? 0) + 1
    return Dataset(
      name: name, training: try training.samples(classes: count), test: try test?.samples(classes: count),
      image: training.size, classNames: classNames.isEmpty ? (0..<count).map(String.init) : classNames, credit: credit)
  }

  /// The file in any of its spellings: `train-images-idx3-ubyte`, `train-images.idx3-ubyte`, each plain or gzipped.
  private func find(_ part: Part, _ what: String) -> String? {
    [what, what.replacing("-", with: ".")].flatMap { what in ["", ".gz"].map { "\(part.rawValue)-\(what)-ubyte\($0)" } }
      .map { FilePath.join(path, $0) }
      .first { files.kind(of: $0) == .file }
  }

  private func need(_ part: Part, _ what: String) throws(FileError) -> String {
    if let found = find(part, what) { return found }
    let name = "\(part.rawValue)-\(what)-ubyte"
    throw FileError(
      file: FilePath.join(path, name), "no such file",
      hint: "\(name) or \(part.rawValue)-\(what.replacing("-", with: "."))-ubyte, plain or with .gz")
  }

  private func pair(_ part: Part) throws(FileError) -> ImagePair {
    let (imageFile, labelFile) = (try need(part, "images-idx3"), try need(part, "labels-idx1"))
    let images = try IDX.images(files.data(at: imageFile), file: imageFile)
    return try ImagePair(images, from: imageFile, labels: labelFile, in: files)
  }
}

/// An image file and its label file, of the same length.
struct ImagePair {
  let imageFile: String
  let labelFile: String
  let images: IDX.Images
  let labels: [UInt8]

  /// Images that were read from their file, and a label file.
  init(
    _ images: IDX.Images, from imageFile: String, labels labelFile: String, in files: FileStore
  ) throws(FileError) {
    self.images = images
    labels = try IDX.labels(files.data(at: labelFile), file: labelFile)
    self.imageFile = imageFile
    self.labelFile = labelFile
    if labels.count != images.count {
      throw FileError(
        file: labelFile, place: .byte(4), "\(labels.count) labels for the \(images.count) images of \(imageFile)")
    }
  }

  var size: Dataset.ImageSize { Dataset.ImageSize(width: images.columns, height: images.rows) }
  var largestLabel: Int { Int(labels.max() ?? 0) }

  /// A pixel p of 0…255 means 2p/255 − 1.
  func samples(classes: Int) throws(FileError) -> Samples {
    if let index = labels.firstIndex(where: { Int($0) >= classes }) {
      let fromOne = !labels.contains(0) && largestLabel == classes
      throw FileError(
        file: labelFile, place: .byte(IDX.labelHeader + index),
        "label \(labels[index]) of sample \(index) is not in 0…\(classes - 1)",
        hint: fromOne ? "labels seem to start at 1" : nil)
    }
    return Samples(
      count: images.count, features: images.rows * images.columns,
      inputs: .bytes(images.pixels, scale: 2.0 / 255, offset: -1),
      targets: .labels(labels.map(Int32.init), classes: classes))
  }
}
