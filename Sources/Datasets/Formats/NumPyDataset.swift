import Files

/// One array: a row a sample, with the target in a column or in an array of its own.
enum NumPyDataset: DataFormat {
  static let names = [".npy"]
  static let noun = "an array"
  static let endings = [".npy"]

  static func recognises(_ bytes: [UInt8]) -> Bool { bytes.starts(with: NumPyHeader.magic) }

  static func dataset(_ file: DataFile, options: LoadOptions) throws(FileError) -> Dataset {
    try options.refuse([.header], of: noun, file: file.path)
    let inputs = try ArraySamples(NumPyArray(file.bytes, file: file.path), file: file.path, options: options)
    if case .name(let name) = options.label, name.hasSuffix(".npy") || name.hasSuffix(".npy.gz") {
      let labels = file.beside(name)
      let array = try NumPyArray(file.files.data(at: labels), file: labels)
      return try inputs.dataset([inputs.part(targets: array, file: labels)], named: file.stem, credit: file.path)
    }
    guard inputs.isTable else {
      throw FileError(
        file: file.path, "images need their labels", hint: "label NAME.npy, an array with a label an image")
    }
    return try inputs.datasetOfColumns(named: file.stem, credit: file.path)
  }
}
