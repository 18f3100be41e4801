import Files

/// The format of the MNIST files: a big-endian header, then one byte a pixel or a label.
///
/// Images: magic 2051, count, rows, columns, pixels. Labels: magic 2049, count, labels.
/// - Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
enum IDX {
  struct Images: Equatable {
    var count: Int
    var rows: Int
    var columns: Int
    /// - Shapes: count×rows×columns, row by row.
    var pixels: [UInt8]
  }

  static let imageMagic = 2051
  static let labelMagic = 2049
  static let labelHeader = 8
  private static let imageHeader = 16

  static func images(_ bytes: [UInt8], file: String) throws(FileError) -> Images {
    try checkHeader(bytes, magic: imageMagic, length: imageHeader, file: file)
    let (count, rows, columns) = (word(bytes, at: 4), word(bytes, at: 8), word(bytes, at: 12))
    guard count > 0, rows > 0, columns > 0 else {
      throw FileError(file: file, place: .byte(4), "the header states \(count) images of \(rows)×\(columns) pixels")
    }
    guard let total = [count, rows, columns].product, total <= Int.max - imageHeader else {
      throw FileError(file: file, place: .byte(4), "the header states more pixels than can be counted")
    }
    try checkBody(bytes, of: count, size: rows * columns, name: "image", header: imageHeader, file: file)
    return Images(count: count, rows: rows, columns: columns, pixels: Array(bytes[imageHeader...]))
  }

  static func labels(_ bytes: [UInt8], file: String) throws(FileError) -> [UInt8] {
    try checkHeader(bytes, magic: labelMagic, length: labelHeader, file: file)
    try checkBody(bytes, of: word(bytes, at: 4), size: 1, name: "label", header: labelHeader, file: file)
    return Array(bytes[labelHeader...])
  }

  private static func checkHeader(_ bytes: [UInt8], magic: Int, length: Int, file: String) throws(FileError) {
    guard bytes.count >= 4 else {
      throw FileError(file: file, place: .byte(bytes.count), "the file ends in its magic number")
    }
    let found = word(bytes, at: 0)
    guard found == magic else {
      throw FileError(
        file: file, place: .byte(0), "the magic number is \(found), expected \(magic) (\(meaning(of: magic)))",
        hint: hint(magic: found))
    }
    guard bytes.count >= length else {
      throw FileError(
        file: file, place: .byte(bytes.count), "the file ends in its header: \(bytes.count) of \(length) bytes")
    }
  }

  private static func meaning(of magic: Int) -> String { magic == imageMagic ? "images" : "labels" }

  private static func hint(magic: Int) -> String? {
    for known in [imageMagic, labelMagic] {
      if magic == known { return "this file holds \(meaning(of: known))" }
      if magic == reversed(known) { return "the bytes of its header are reversed: IDX is big-endian" }
    }
    return magic >> 16 == 0x1F8B ? "the file was gzipped twice: unpack it once" : nil
  }

  static func word(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func reversed(_ magic: Int) -> Int { Int(UInt32(magic).byteSwapped) }

  /// What follows the header: as many items as it states, to the last byte.
  private static func checkBody(
    _ bytes: [UInt8], of items: Int, size: Int, name: String, header: Int, file: String
  ) throws(FileError) {
    let expected = header + items * size
    if bytes.count < expected {
      throw FileError(
        file: file, place: .byte(bytes.count),
        "the file ends after \((bytes.count - header) / size) of \(items) \(name)s: \(bytes.count) of \(expected) bytes",
        hint: "the download was cut off; fetch the file again")
    }
    if bytes.count > expected {
      throw FileError(
        file: file, place: .byte(expected),
        "\(bytes.count - expected) bytes after the last of \(items) \(name)s: the header states fewer than there are")
    }
  }
}

extension IDX: DataFormat {
  static let names = ["IDX"]
  static let noun = "an image file"
  static let endings = ["-ubyte"]

  /// Whether the bytes start like an IDX file of any element type, in either byte order.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 4 else { return false }
    let magic = word(bytes, at: 0)
    return [imageMagic, labelMagic].contains { magic == $0 || magic == reversed($0) }
      || (bytes[0] == 0 && bytes[1] == 0 && (8...14).contains(bytes[2]))
  }

  /// An image file, with the label file that its name leads to or that `label` names.
  static func dataset(_ file: DataFile, options: LoadOptions) throws(FileError) -> Dataset {
    try options.refuse([.numbers, .first, .header], of: noun, file: file.path)
    let images = try images(file.bytes, file: file.path)
    let pair = try ImagePair(images, from: file.path, labels: labelFile(for: file, options: options), in: file.files)
    if let classes = options.classes { try LoadOptions.check(classes: classes, file: file.path) }
    let classes = options.classes ?? pair.largestLabel + 1
    return Dataset(
      name: file.stem, training: try pair.samples(classes: classes), image: pair.size,
      classNames: (0..<classes).map(String.init), credit: file.path)
  }

  private static func labelFile(for file: DataFile, options: LoadOptions) throws(FileError) -> String {
    switch options.label {
    case .name(let name): return file.beside(name)
    case .number(let number):
      throw FileError(file: file.path, "label \(number) is a column, and images have none", hint: "label FILE")
    case .last: break
    }
    let name = FilePath.name(of: file.path)
    let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    let spelled = plain.replacing("images", with: "labels", maxReplacements: 1)
      .replacing("idx3", with: "idx1", maxReplacements: 1)
    let candidates = ["", ".gz"].map { FilePath.join(FilePath.folder(of: file.path), spelled + $0) }
    if spelled != plain, let found = candidates.first(where: { file.files.kind(of: $0) == .file }) { return found }
    throw FileError(file: file.path, "no label file beside it", hint: "name it: label FILE; looked for \(spelled)")
  }
}
