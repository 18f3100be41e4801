import Engine

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
