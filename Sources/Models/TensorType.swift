import Engine

/// The type of a tensor's elements, by its name in safetensors.
public enum TensorType: String, CaseIterable, Sendable {
  case double = "F64"
  case single = "F32"
  case half = "F16"
  /// The upper half of a `single`.
  case brainFloat = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case uint8 = "U8"
  case boolean = "BOOL"
  case float8E4M3 = "F8_E4M3"
  case float8E5M2 = "F8_E5M2"

  /// In bytes.
  var size: Int {
    switch self {
    case .double, .int64, .uint64: 8
    case .single, .int32, .uint32: 4
    case .half, .brainFloat, .int16, .uint16: 2
    case .int8, .uint8, .boolean, .float8E4M3, .float8E5M2: 1
    }
  }

  /// Whether weights may be of it: Float64, Float32, Float16 or bfloat16.
  var isWeight: Bool {
    switch self {
    case .double, .single, .half, .brainFloat: true
    default: false
    }
  }

  /// Whether its elements are read: truth values and floating-point numbers of one byte are not.
  var isRead: Bool {
    switch self {
    case .boolean, .float8E4M3, .float8E5M2: false
    default: true
    }
  }

  /// The elements in little-endian bytes.
  /// - Precondition: `isRead`, and a whole number of elements.
  func numbers(_ bytes: ArraySlice<UInt8>) -> [Double] {
    precondition(isRead && bytes.count % size == 0)
    return bytes.withUnsafeBytes { raw in
      func word<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _: Word.Type) -> Word {
        Word(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: Word.self))
      }
      return stride(from: 0, to: raw.count, by: size).map { offset in
        switch self {
        case .double: Double(bitPattern: word(offset, UInt64.self))
        case .single: Double(Float(bitPattern: word(offset, UInt32.self)))
        case .half: Double(Float16(bitPattern: word(offset, UInt16.self)))
        case .brainFloat: Double(Float(bitPattern: UInt32(word(offset, UInt16.self)) << 16))
        case .int64: Double(word(offset, Int64.self))
        case .int32: Double(word(offset, Int32.self))
        case .int16: Double(word(offset, Int16.self))
        case .int8: Double(word(offset, Int8.self))
        case .uint64: Double(word(offset, UInt64.self))
        case .uint32: Double(word(offset, UInt32.self))
        case .uint16: Double(word(offset, UInt16.self))
        default: Double(word(offset, UInt8.self))
        }
      }
    }
  }
}

/// How the numbers of a file are written: to the last bit, or rounded to Float32.
extension Precision {
  var type: TensorType { self == .double ? .double : .single }

  /// Little-endian bytes.
  func bytes(_ numbers: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * type.size)
    for number in numbers {
      switch self {
      case .double: withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      case .single: withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }

  /// The number that is read back.
  func rounded(_ number: Double) -> Double { self == .double ? number : Double(Float(number)) }
}
