import Engine
import Files

/// Tensors as the safetensors project keeps them: a JSON header, then the numbers, and nothing that could run.
enum Safetensors {
  /// Reads the header and checks every tensor's type, shape and place; the numbers wait.
  /// - Throws: `FileError` with the tensor and the byte of what is wrong.
  static func read(_ bytes: [UInt8], file: String) throws(FileError) -> TensorFile {
    let header = try SafetensorsHeader(bytes, file: file)
    let tensors = header.entries.map { entry in
      let range = header.dataStart + entry.range.lowerBound..<header.dataStart + entry.range.upperBound
      return StoredTensor(
        name: entry.name, shape: entry.shape, type: entry.type.name,
        isFloating: entry.type.elements?.isFloating == true
      ) { () throws(FileError) in
        guard let elements = entry.type.elements else {
          let types = TensorType.all.filter { $0.elements != nil }.map(\.name).joined(separator: ", ")
          throw FileError(
            file: file, place: .byte(range.lowerBound), "tensor \(entry.name) is of type \(entry.type.name)",
            hint: "read are \(types)")
        }
        return elements.numbers(bytes[range])
      }
    }
    return TensorFile(path: file, tensors: tensors, metadata: header.metadata)
  }

  /// The bytes of a file. Blanks fill the header so that the data start at a multiple of eight.
  static func bytes(_ tensors: [Tensor], metadata: [String: String], precision: Precision) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var (offset, data): (Int, [UInt8]) = (0, [])
    for tensor in tensors {
      data += precision.bytes(tensor.numbers)
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(precision.type.name)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(data.count)]}")
      offset = data.count
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += Array(repeating: 0x20, count: (8 - header.count % 8) % 8)
    let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) }
    return length + header + data
  }

  /// A JSON string.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": return "\\\(scalar)"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
