import Engine
import Files

/// Arrays as samples: a row a sample, with the target in a column or in an array of its own.
struct NumPyDataset {
  let inputs: NumPyArray
  let file: String
  let options: LoadOptions

  init(_ bytes: [UInt8], file: String, options: LoadOptions) throws(FileError) {
    try options.refuse([.header], of: "an array", file: file)
    inputs = try NumPyArray(bytes, file: file)
    self.file = file
    self.options = options
    if inputs.shape.count < 2 || inputs.shape.contains(0) {
      throw FileError(
        file: file, "an array of shape (\(inputs.shape.map(String.init).joined(separator: ", "))) holds no rows",
        hint: "samples are rows of a two-dimensional array, or images of a three-dimensional one")
    }
  }

  func dataset() throws(FileError) -> Dataset {
    if case .name(let name) = options.label, name.hasSuffix(".npy") || name.hasSuffix(".npy.gz") {
      return try withLabels(in: beside(name))
    }
    guard inputs.shape.count == 2 else {
      throw FileError(file: file, "images need their labels", hint: "label NAME.npy, an array with a label an image")
    }
    return try withTargetColumns()
  }

  private var rows: Int { inputs.shape[0] }
  private var width: Int { inputs.shape.dropFirst().reduce(1, *) }

  /// The label file as it is named, or in the folder of the inputs.
  private func beside(_ name: String) -> String {
    FileStore.disk.kind(of: name) == .file ? name : FilePath.join(FilePath.folder(of: file), name)
  }

  private func withLabels(in labelFile: String) throws(FileError) -> Dataset {
    let labels = try NumPyArray(FileStore.disk.data(at: labelFile), file: labelFile)
    let elements = labels.shape.reduce(1, *)
    guard labels.shape.first == rows, elements > 0 else {
      throw FileError(
        file: labelFile,
        "shape (\(labels.shape.map(String.init).joined(separator: ", "))) for \(rows) samples in \(file)")
    }
    if elements != rows { return try dataset(withRows: labels, file: labelFile) }
    let column = TargetColumn(file: labelFile, options: options, place: labels.place)
    return try dataset(reading: column.read(numbers: labels.numbers), inputs: allInputs())
  }

  /// Target rows of several numbers.
  private func dataset(withRows labels: NumPyArray, file: String) throws(FileError) -> Dataset {
    let numbers = labels.numbers
    try checkFinite(numbers, of: labels, file: file)
    return try dataset(reading: severalNumbers(numbers, file: file), inputs: allInputs())
  }

  /// Targets of several numbers a sample, row by row.
  private func severalNumbers(_ numbers: [Double], file: String) throws(FileError) -> TargetColumn.Reading {
    try options.refuse([.labels, .classes, .first], of: "targets of several numbers", file: file)
    return TargetColumn.Reading(targets: .numbers(numbers, width: numbers.count / rows), classNames: [])
  }

  private func withTargetColumns() throws(FileError) -> Dataset {
    let width = self.width
    guard width > 1 else { throw FileError(file: file, "one column only: an input and a target need two") }
    let labels = try options.labelIndexes(count: width, names: [], file: file)
    guard width > labels.count else { throw FileError(file: file, "every column a target: an input needs one too") }
    let numbers = inputs.numbers
    try checkFinite(numbers, of: inputs, file: file)
    func columns(_ indexes: [Int]) -> [Double] {
      stride(from: 0, to: numbers.count, by: width).flatMap { row in indexes.lazy.map { numbers[row + $0] } }
    }
    let others = Samples.Inputs.numbers(columns((0..<width).filter { !labels.contains($0) }))
    if labels.count > 1 { return try dataset(reading: severalNumbers(columns(labels), file: file), inputs: others) }
    let column = TargetColumn(file: file, options: options) { [inputs] in inputs.place($0 * width + labels[0]) }
    return try dataset(reading: column.read(numbers: columns(labels)), inputs: others)
  }

  /// Bytes are pixels, 2p/255 − 1; other numbers stand for themselves.
  private func allInputs() throws(FileError) -> Samples.Inputs {
    switch inputs.elements {
    case .bytes(let bytes): return .bytes(bytes, scale: 2.0 / 255, offset: -1)
    case .numbers(let numbers):
      try checkFinite(numbers, of: inputs, file: file)
      return .numbers(numbers)
    }
  }

  private func checkFinite(_ numbers: [Double], of array: NumPyArray, file: String) throws(FileError) {
    if let bad = numbers.firstIndex(where: { !$0.isFinite }) {
      let (row, column) = (bad / (numbers.count / rows), bad % (numbers.count / rows))
      throw FileError(
        file: file, place: array.place(bad), "row \(row), column \(column) is \(numbers[bad]), not a finite number")
    }
  }

  private func dataset(reading: TargetColumn.Reading, inputs samples: Samples.Inputs) throws(FileError) -> Dataset {
    let count: Int
    switch samples {
    case .bytes(let bytes, _, _): count = bytes.count
    case .numbers(let numbers): count = numbers.count
    }
    let image = inputs.shape.count == 3 ? Dataset.ImageSize(width: inputs.shape[2], height: inputs.shape[1]) : nil
    return Dataset(
      name: FilePath.stem(of: file, endings: Dataset.endings),
      training: Samples(count: rows, features: count / rows, inputs: samples, targets: reading.targets),
      image: image, classNames: reading.classNames, credit: file)
  }
}
