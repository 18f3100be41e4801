import Engine
import Files

/// An array whose rows are the inputs of samples.
struct ArraySamples {
  let inputs: NumPyArray
  let file: String
  let options: LoadOptions

  /// - Throws: `FileError` if the array has no rows.
  init(_ inputs: NumPyArray, file: String, options: LoadOptions) throws(FileError) {
    (self.inputs, self.file, self.options) = (inputs, file, options)
    if inputs.shape.count < 2 || inputs.shape.contains(0) {
      throw FileError(
        file: file, "an array of \(inputs.shape.shapeText) holds no rows",
        hint: "samples are rows of a two-dimensional array, or images of a three-dimensional one")
    }
  }

  var isTable: Bool { inputs.shape.count == 2 }
  private var rows: Int { inputs.shape[0] }
  private var width: Int { inputs.shape.dropFirst().reduce(1, *) }

  // MARK: Targets in an array of their own

  /// Inputs and targets of a training or test part.
  struct Part {
    var inputs: ArraySamples
    var targets: NumPyArray
    /// The file of the targets.
    var file: String

    var hasOneTarget: Bool { targets.numbers.count == inputs.rows }
    var targetWidth: Int { targets.numbers.count / inputs.rows }
  }

  /// - Throws: `FileError` if the targets are not as many as the inputs.
  func part(targets: NumPyArray, file targetFile: String) throws(FileError) -> Part {
    guard targets.shape.first == rows, targets.shape.reduce(1, *) > 0 else {
      throw FileError(file: targetFile, "\(targets.shape.shapeText) for \(rows) samples in \(file)")
    }
    return Part(inputs: self, targets: targets, file: targetFile)
  }

  /// A data set of the training part, and perhaps a test part, whose labels have the same names.
  func dataset(_ parts: [Part], named name: String, credit: String) throws(FileError) -> Dataset {
    for part in parts.dropFirst() where part.inputs.width != width || part.targetWidth != parts[0].targetWidth {
      throw FileError(
        file: part.inputs.file,
        "\(part.inputs.width) inputs and \(part.targetWidth) targets a sample; those for training have "
          + "\(width) and \(parts[0].targetWidth)")
    }
    let reading = try parts[0].hasOneTarget ? oneTarget(parts) : severalTargets(parts)
    var (samples, start): ([Samples], Int) = ([], 0)
    for part in parts {
      let end = start + part.inputs.rows
      samples.append(
        Samples(
          count: part.inputs.rows, features: width, inputs: try part.inputs.allInputs(),
          targets: reading.targets[start..<end]))
      start = end
    }
    return dataset(samples, reading, named: name, credit: credit)
  }

  private func oneTarget(_ parts: [Part]) throws(FileError) -> TargetColumn.Reading {
    let origins = parts.flatMap { part in
      (0..<part.inputs.rows).map { TargetColumn.Origin(file: part.file, sample: $0, place: part.targets.place($0)) }
    }
    return try TargetColumn(file: parts[0].file, options: options) { origins[$0] }
      .read(numbers: parts.flatMap { $0.targets.numbers })
  }

  private func severalTargets(_ parts: [Part]) throws(FileError) -> TargetColumn.Reading {
    for part in parts {
      try part.inputs.checkFinite(part.targets.numbers, of: part.targets, file: part.file)
    }
    return try severalNumbers(parts.flatMap { $0.targets.numbers }, width: parts[0].targetWidth, file: parts[0].file)
  }

  /// Targets of several numbers a sample, row by row.
  private func severalNumbers(
    _ numbers: [Double], width: Int, file: String
  ) throws(FileError) -> TargetColumn.Reading {
    try options.refuse([.labels, .classes, .first], of: "targets of several numbers", file: file)
    return TargetColumn.Reading(targets: .numbers(numbers, width: width), classNames: [])
  }

  // MARK: Targets in columns

  /// A data set whose targets are columns of the array itself.
  func datasetOfColumns(named name: String, credit: String) throws(FileError) -> Dataset {
    let width = self.width
    guard width > 1 else { throw FileError(file: file, "one column only: an input and a target need two") }
    let labels = try options.labelIndexes(count: width, names: [], file: file)
    guard width > labels.count else { throw FileError(file: file, "every column a target: an input needs one too") }
    let numbers = inputs.numbers
    try checkFinite(numbers, of: inputs, file: file)
    func columns(_ indexes: [Int]) -> [Double] {
      stride(from: 0, to: numbers.count, by: width).flatMap { row in indexes.lazy.map { numbers[row + $0] } }
    }
    let column = TargetColumn(file: file, options: options) { [inputs, file] sample in
      TargetColumn.Origin(file: file, sample: sample, place: inputs.place(sample * width + labels[0]))
    }
    let reading =
      labels.count > 1
      ? try severalNumbers(columns(labels), width: labels.count, file: file)
      : try column.read(numbers: columns(labels))
    let others = (0..<width).filter { !labels.contains($0) }
    let samples = Samples(
      count: rows, features: others.count, inputs: .numbers(columns(others)), targets: reading.targets)
    return dataset([samples], reading, named: name, credit: credit)
  }

  // MARK: Samples

  /// Bytes are pixels, 2p/255 − 1; other numbers are taken as they are.
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

  private func dataset(
    _ parts: [Samples], _ reading: TargetColumn.Reading, named name: String, credit: String
  ) -> Dataset {
    let image = inputs.shape.count == 3 ? Dataset.ImageSize(width: inputs.shape[2], height: inputs.shape[1]) : nil
    return Dataset(
      name: name, training: parts[0], test: parts.dropFirst().first, image: image, classNames: reading.classNames,
      credit: credit)
  }
}

extension Samples.Targets {
  /// The targets of some samples.
  fileprivate subscript(rows: Range<Int>) -> Samples.Targets {
    switch self {
    case .labels(let labels, let classes): .labels(Array(labels[rows]), classes: classes)
    case .numbers(let numbers, let width):
      .numbers(Array(numbers[rows.lowerBound * width..<rows.upperBound * width]), width: width)
    case .inputs(let own): .inputs(own: own[rows])
    }
  }
}

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
