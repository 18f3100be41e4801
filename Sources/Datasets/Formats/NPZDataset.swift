import Files

/// An archive of arrays: inputs and targets, of a training and perhaps a test part, found by their names.
struct NPZDataset: DataFormat {
  static let names = [".npz"]
  static let noun = "an archive of arrays"
  static let endings = [".npz"]
  static let options = [
    DataOption(name: "inputs", meaning: "the array of a .npz archive with the inputs", fallback: "x or x_train")
  ]
  static let help = """
    A .npz archive has its inputs in x or x_train and its targets in y or y_train, those for testing in x_test and \
    y_test; inputs a label b names others.
    """

  /// A text may also start with PK.
  static func recognises(_ bytes: [UInt8]) -> Bool { bytes.starts(with: NPZ.magic + [3, 4]) }

  static func dataset(_ file: DataFile, options: LoadOptions) throws(FileError) -> Dataset {
    try options.refuse([.header], of: noun, file: file.path)
    let archive = try NPZ(file.bytes, file: file.path) { pickle in
      FileError(
        file: file.path, place: .byte(0), "\(pickle) is a pickle, which is a program and never run",
        hint: "numpy.savez keeps arrays")
    }
    return try NPZDataset(file: file, archive: archive, options: options).dataset()
  }

  private let file: DataFile
  private let archive: NPZ
  private let options: LoadOptions

  private static let inputNames = ["x_train", "train_images", "x", "inputs", "input", "images", "data", "features"]
  private static let targetNames = ["y_train", "train_labels", "y", "labels", "label", "targets", "target"]

  private func dataset() throws(FileError) -> Dataset {
    if archive.entries.count == 1, options.label.isColumn, options.special["inputs"] == nil {
      return try samples(archive.entries[0]).datasetOfColumns(named: file.stem, credit: file.path)
    }
    guard let inputs = try given(options.special["inputs"]) ?? find(Self.inputNames) else { throw unclear(nil) }
    if case .number = options.label {
      return try samples(inputs).datasetOfColumns(named: file.stem, credit: file.path)
    }
    var label: String?
    if case .name(let name) = options.label { label = name }
    guard let targets = try given(label) ?? find(Self.targetNames) else { throw unclear(inputs) }
    let training = try samples(inputs)
    var parts = [try training.part(targets: archive.array(targets), file: archive.place(of: targets))]
    if let testInputs = testPart(of: inputs), let testTargets = testPart(of: targets) {
      let test = try samples(testInputs)
      parts.append(try test.part(targets: archive.array(testTargets), file: archive.place(of: testTargets)))
    }
    return try training.dataset(parts, named: file.stem, credit: file.path)
  }

  private func samples(_ entry: NPZ.Entry) throws(FileError) -> ArraySamples {
    try ArraySamples(archive.array(entry), file: archive.place(of: entry), options: options)
  }

  private func find(_ names: [String]) -> NPZ.Entry? {
    for name in names {
      if let entry = archive.entries.first(where: { $0.name.lowercased() == name }) { return entry }
    }
    return nil
  }

  /// The array that an option names.
  private func given(_ name: String?) throws(FileError) -> NPZ.Entry? {
    guard let name else { return nil }
    if let entry = archive.entries.first(where: { $0.name == name }) { return entry }
    throw FileError(file: file.path, "no array is named \(name)", hint: "it has \(contents)")
  }

  /// `x_test` for `x_train`.
  private func testPart(of entry: NPZ.Entry) -> NPZ.Entry? {
    guard let range = entry.name.firstRange(of: "train") else { return nil }
    let name = entry.name[..<range.lowerBound] + "test" + entry.name[range.upperBound...]
    return archive.entries.first { $0.name == name }
  }

  private var contents: String {
    archive.entries.map { "\($0.name) (\($0.header.shape.map(String.init).joined(separator: "×")))" }
      .joined(separator: ", ")
  }

  /// Says which arrays there are, and the line to type, with a guess.
  private func unclear(_ inputs: NPZ.Entry?) -> FileError {
    let inputs = inputs ?? archive.entries.first { $0.header.shape.count > 1 }
    let targets = archive.entries.first {
      $0.name != inputs?.name && $0.header.shape.first == inputs?.header.shape.first
    }
    return FileError(
      file: file.path, "which arrays hold inputs and targets? it has \(contents)",
      hint: "data \(file.path) inputs \(inputs?.name ?? "NAME") label \(targets?.name ?? "NAME")")
  }
}
