import Interruption

/// The type of the numbers in a binary file.
public struct ElementType: Equatable, Sendable {
  public enum Kind: Character, Sendable {
    case boolean = "b"
    case signed = "i"
    case unsigned = "u"
    case floating = "f"
    /// The upper half of a Float32, in safetensors only.
    case brainFloat = "B"
  }

  var kind: Kind
  /// In bytes.
  public var size: Int
  var isBigEndian = false

  public init(_ kind: Kind, size: Int) { (self.kind, self.size) = (kind, size) }

  /// The type that a NumPy descriptor such as `<f8` names.
  /// - Throws: `FileError` if its elements are not real numbers.
  init(_ descriptor: String, file: String) throws(FileError) {
    var text = descriptor[...]
    isBigEndian = text.first == ">"
    if let first = text.first, "<>|=".contains(first) { text.removeFirst() }
    let letter = text.popFirst()
    if letter == "O" {
      throw FileError(
        file: file, "the array holds Python objects, which are never loaded",
        hint: "loading them runs what the file says; save numbers instead")
    }
    let sizes: [Kind: [Int]] = [
      .boolean: [1], .signed: [1, 2, 4, 8], .unsigned: [1, 2, 4, 8], .floating: [2, 4, 8],
    ]
    guard let kind = letter.flatMap(Kind.init), let size = Int(text), sizes[kind]?.contains(size) == true else {
      throw FileError(
        file: file, "the element type '\(descriptor)' is not a real number",
        hint: "known are b1, i1…i8, u1…u8, f2, f4, f8")
    }
    (self.kind, self.size) = (kind, size)
  }

  /// As safetensors names it: F64 for `<f8`.
  public var name: String {
    switch kind {
    case .boolean: "BOOL"
    case .brainFloat: "BF16"
    case .signed, .unsigned, .floating: "\(kind.rawValue)\(8 * size)".uppercased()
    }
  }

  public var isFloating: Bool { kind == .floating || kind == .brainFloat }

  /// The numbers in their bytes, one after the other; zeros after the place at which the work is stopped.
  /// - Precondition: the bytes hold complete elements.
  public func numbers(_ bytes: ArraySlice<UInt8>) -> [Double] {
    precondition(bytes.count % size == 0)
    let count = bytes.count / size
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    bytes.withUnsafeBytes { raw in
      for index in 0..<count {
        if index % Self.piece == 0, Work.current.isStopped { break }
        numbers.append(number(raw, at: index * size))
      }
    }
    numbers.append(contentsOf: repeatElement(0, count: count - numbers.count))
    return numbers
  }

  /// The numbers that are read in some milliseconds.
  private static let piece = 200_000

  /// The element whose first byte is at `offset`.
  func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Double {
    func word<Word: FixedWidthInteger & BitwiseCopyable>(_: Word.Type) -> UInt64 {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: Word.self)
      return UInt64(truncatingIfNeeded: isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word))
    }
    let bits =
      switch size {
      case 1: word(UInt8.self)
      case 2: word(UInt16.self)
      case 4: word(UInt32.self)
      default: word(UInt64.self)
      }
    switch kind {
    case .boolean: return bits == 0 ? 0 : 1
    case .unsigned: return Double(bits)
    case .signed:
      let unused = 64 - 8 * size
      return Double(Int64(bitPattern: bits << unused) >> unused)
    case .brainFloat: return Double(Float(bitPattern: UInt32(bits) << 16))
    case .floating where size == 2: return Double(Float16(bitPattern: UInt16(bits)))
    case .floating where size == 4: return Double(Float(bitPattern: UInt32(bits)))
    case .floating: return Double(bitPattern: bits)
    }
  }
}
