import CZip
import Datasets
import Engine

/// Arrays in a zip archive, as `numpy.savez` and `numpy.savez_compressed` keep them.
enum NPZ {
  /// Reads the header of each array; the numbers wait.
  static func read(_ bytes: [UInt8], file: String) throws(DataError) -> TensorFile {
    let archive = try ZipArchive(bytes, file: file)
    if let pickle = archive.entries.first(where: { $0.name.hasSuffix(".pkl") }) {
      throw ModelFile.pickle(file, "a PyTorch file: its \(pickle.name) is a pickle")
    }
    var file = TensorFile(path: file, tensors: [])
    for entry in archive.entries { file.tensors.append(try tensor(entry, of: archive, in: file.path)) }
    return file
  }

  private static func tensor(
    _ entry: ZipArchive.Entry, of archive: ZipArchive, in file: String
  ) throws(DataError) -> StoredTensor {
    let place = "\(file): \(entry.name)"
    guard entry.name.hasSuffix(".npy") else {
      throw DataError(
        file: place, "is no array: the archive was not made by numpy.savez", hint: "numpy.savez, or safetensors")
    }
    let header = try NumPyHeader(archive.contents(entry, prefix: NumPyHeader.longest + 12), file: place)
    let size = try NumPyArray.size(header, file: place)
    guard size == entry.size else {
      throw DataError(
        file: place, "an array of shape \(header.shape) has \(size) bytes with its header, and \(entry.size) are there")
    }
    return StoredTensor(
      name: String(entry.name.dropLast(4)), shape: header.shape, type: header.typeName,
      isFloating: header.isFloating
    ) { () throws(DataError) in try NumPyArray(archive.contents(entry), file: place).numbers }
  }

  /// The bytes of an archive, its arrays not packed.
  /// - Throws: `DataError` where libzip is not there.
  static func bytes(_ tensors: [Tensor], precision: Precision, file: String) throws(DataError) -> [UInt8] {
    let arrays = tensors.map { NumPyWriter.bytes(shape: $0.shape, $0.numbers, precision: precision) }
    let names = tensors.map { Array("\($0.name).npy\0".utf8) }
    var (size, message) = (0, CZipMessage())
    // One piece of memory each for names and arrays keeps their addresses while libzip reads them.
    let (allNames, allArrays) = (names.flatMap { $0 }, arrays.flatMap { $0 })
    let archive = allNames.withUnsafeBytes { nameBytes in
      allArrays.withUnsafeBytes { arrayBytes in
        var (nameStart, arrayStart) = (0, 0)
        let parts = zip(names, arrays).map { name, array in
          defer { (nameStart, arrayStart) = (nameStart + name.count, arrayStart + array.count) }
          return CZipPart(
            name: nameBytes.baseAddress.map { ($0 + nameStart).assumingMemoryBound(to: CChar.self) },
            bytes: arrayBytes.baseAddress.map { $0 + arrayStart }, count: array.count)
        }
        return czip_write(parts, parts.count, &size, &message)
      }
    }
    guard let archive else { throw DataError(file: file, "cannot make a zip archive: \(message.string)") }
    defer { archive.deallocate() }
    return Array(UnsafeBufferPointer(start: archive, count: size))
  }
}

extension NumPyHeader {
  private var letter: Character? { descriptor.first { $0.isLetter } }

  /// Whether the elements are floating-point numbers.
  var isFloating: Bool { letter == "f" }

  /// The type as safetensors names it: F64 for `<f8`.
  var typeName: String {
    guard let letter, let size = descriptor.last?.wholeNumberValue, letter != "b" else { return "BOOL" }
    return "\(letter)\(8 * size)".uppercased()
  }
}
