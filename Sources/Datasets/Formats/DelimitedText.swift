import Engine
import Files

/// CSV, TSV and their kin as samples: a sample a row, one column or several the target, the others numbers.
struct DelimitedText: DataFormat {
  static let names = ["CSV", "TSV"]
  static let noun = "a text"
  static let endings = [".csv", ".tsv", ".txt"]

  /// A text is what is nothing else.
  static func recognises(_ bytes: [UInt8]) -> Bool { false }

  private let file: DataFile
  private var reader: DelimitedReader
  private let options: LoadOptions
  private var columns: [String] = []
  private var columnCount = 0
  private var labelIndexes = [0]
  private var numbers: [Double] = []
  private var words: [String] = []
  private var places: [FileError.Place] = []

  /// - Throws: `FileError` with the line and column of what is not a number, missing or out of range.
  static func dataset(_ file: DataFile, options: LoadOptions) throws(FileError) -> Dataset {
    try refuseBinary(file.bytes, file: file.path)
    var text = DelimitedText(file, options: options)
    try text.readHeader()
    while try text.reader.next() {
      try text.takeRow()
      try text.reader.reportRow()
    }
    return try text.dataset()
  }

  private init(_ file: DataFile, options: LoadOptions) {
    (self.file, self.options) = (file, options)
    reader = DelimitedReader(file.bytes, file: file.path)
  }

  private var decimalComma: Bool { reader.separator != UInt8(ascii: ",") }

  private static func refuseBinary(_ bytes: [UInt8], file: String) throws(FileError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw FileError(file: file, place: .byte(0), "the text is UTF-16", hint: "save it as UTF-8")
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw FileError(
        file: file, place: .byte(zero), "a zero byte: not a text",
        hint: "known are \(DataFormats.list("and")), plain or gzipped")
    }
  }

  /// Determines the columns and leaves the reader before the first sample.
  private mutating func readHeader() throws(FileError) {
    let start = reader
    guard try reader.next() else { throw FileError(file: reader.file, "no rows") }
    columnCount = reader.fields.count
    if try isHeader() {
      columns = reader.fields.map(reader.text)
    } else {
      reader = start
    }
    labelIndexes = try options.labelIndexes(count: columnCount, names: columns, file: reader.file)
  }

  /// Whether the row just read is a header: none of its fields is a number, or one of them is a word over a number.
  private func isHeader() throws(FileError) -> Bool {
    if let stated = options.hasHeader { return stated }
    if case .name(let name) = options.label,
      reader.fields.contains(where: {
        reader.text($0) == name || options.labelNames.contains(reader.text($0)) && !isNumberLike($0)
      })
    {
      return true
    }
    let first = reader.fields.map(isNumberLike)
    if !first.contains(true) { return true }
    var following = reader
    guard try following.next() else { return false }
    return zip(first, following.fields).contains { !$0 && isNumberLike($1) }
  }

  private func isNumberLike(_ field: DelimitedReader.Field) -> Bool {
    NumberText.isNumberLike(reader.bytes[field.range], decimalComma: decimalComma)
  }

  private mutating func takeRow() throws(FileError) {
    let fields = reader.fields
    guard fields.count == columnCount else {
      let field = fields[min(fields.count, columnCount + 1) - 1]
      throw reader.error(field, "\(fields.count) fields, and the first line has \(columnCount)")
    }
    for (index, field) in fields.enumerated() {
      if labelIndexes.contains(index) {
        try takeTarget(field)
      } else {
        numbers.append(try number(field, column: index))
      }
    }
  }

  private mutating func takeTarget(_ field: DelimitedReader.Field) throws(FileError) {
    let word = reader.text(field)
    if NumberText.parse(reader.bytes[field.range], decimalComma: decimalComma) == nil, isNumberLike(field) {
      throw reader.error(field, word.isEmpty ? "the target is empty" : "the target is \(word)")
    }
    words.append(word)
    places.append(reader.place(field))
  }

  private func number(_ field: DelimitedReader.Field, column: Int) throws(FileError) -> Double {
    if let number = NumberText.parse(reader.bytes[field.range], decimalComma: decimalComma) { return number }
    let word = reader.text(field)
    let name = columns.isEmpty ? "column \(column)" : "column \(columns[column])"
    if word.isEmpty { throw reader.error(field, "\(name) is empty") }
    if isNumberLike(field) { throw reader.error(field, "\(name) is \(word), not a finite number") }
    let hint =
      word.contains(",")
      ? "decimal commas need semicolons or tabs between the fields"
      : "only the label column may hold names: label \(columns.isEmpty ? "\(column)" : columns[column])"
    throw reader.error(field, "\(name): \(word) is not a number", hint: hint)
  }

  private func dataset() throws(FileError) -> Dataset {
    guard !words.isEmpty else { throw FileError(file: reader.file, "no rows under the header line") }
    guard columnCount > labelIndexes.count else {
      throw FileError(
        file: reader.file, "\(columnCount == 1 ? "one column only" : "every column a target"): an input needs one too",
        hint: "fields are separated by commas, semicolons or tabs")
    }
    let reading = labelIndexes.count == 1 ? try column(0) : try severalColumns()
    return Dataset(
      name: file.stem,
      training: Samples(
        count: words.count / labelIndexes.count, features: columnCount - labelIndexes.count, inputs: .numbers(numbers),
        targets: reading.targets),
      classNames: reading.classNames, credit: reader.file)
  }

  /// One of the target columns, by its place among them in the file.
  private func column(_ place: Int, as kind: LoadOptions.TargetKind? = nil) throws(FileError) -> TargetColumn.Reading {
    let rows = Array(stride(from: place, to: words.count, by: labelIndexes.count))
    var options = options
    if let kind { options.kind = kind }
    let column = TargetColumn(file: reader.file, options: options) { [places, reader] row in
      TargetColumn.Origin(file: reader.file, sample: row, place: places[rows[row]])
    }
    return try column.read(words: rows.map { words[$0] }, decimalComma: decimalComma)
  }

  /// Several target columns, which are numbers, in the order in which they were named.
  private func severalColumns() throws(FileError) -> TargetColumn.Reading {
    try options.refuse([.labels, .classes, .first], of: "targets of several numbers", file: reader.file)
    let inFile = labelIndexes.sorted()
    var read: [[Double]] = []
    for index in labelIndexes {
      guard case .numbers(let numbers, _) = try column(inFile.firstIndex(of: index) ?? 0, as: .numbers).targets else {
        continue
      }
      read.append(numbers)
    }
    let rows = (0..<words.count / labelIndexes.count).flatMap { row in read.map { $0[row] } }
    return TargetColumn.Reading(targets: .numbers(rows, width: read.count), classNames: [])
  }
}
