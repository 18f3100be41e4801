import Engine
import Files
import Interruption

/// A named array of numbers on its way into a file.
struct Tensor: Equatable, Sendable {
  var name: String
  var shape: [Int]
  /// Row by row.
  var numbers: [Double]

  init(name: String, shape: [Int], numbers: [Double]) {
    precondition(shape.reduce(1, *) == numbers.count)
    self.name = name
    self.shape = shape
    self.numbers = numbers
  }

  init(name: String, _ matrix: Matrix<Double>) {
    self.init(name: name, shape: [matrix.rows, matrix.columns], numbers: matrix.elements)
  }
}

/// A named array of numbers in a file that was checked. Its numbers are read when they are needed.
public struct StoredTensor {
  public var name: String
  public var shape: [Int]
  /// The type of its elements as the file names it: `F32`, `<f8`.
  public var type: String
  /// Whether its elements are floating-point numbers.
  var isFloating: Bool
  var read: () throws(FileError) -> [Double]

  /// `128×784`, `128`; `scalar` for no dimension.
  public var shapeText: String { shape.isEmpty ? "scalar" : shape.map(String.init).joined(separator: "×") }
}

/// The tensors in a file, and what it says about them.
public struct TensorFile {
  public var path: String
  public var tensors: [StoredTensor]
  public var metadata: [String: String] = [:]
}

extension TensorFile {
  /// The layer sizes, input first, of a network that the matrices are the weights of; `nil` if they do not make a chain.
  public var likelySizes: [Int]? {
    let matrices = tensors.filter { $0.shape.count == 2 && $0.isFloating && !$0.shape.contains(0) }
    let sorted = matrices.sorted { NaturalOrder.precedes($0.name, $1.name) }
    for isTransposed in [false, true] {
      for order in [matrices, sorted] {
        let shapes = order.map { isTransposed ? ($0.shape[1], $0.shape[0]) : ($0.shape[0], $0.shape[1]) }
        guard let first = shapes.first, zip(shapes, shapes.dropFirst()).allSatisfy({ $0.0 == $1.1 }) else { continue }
        return [first.1] + shapes.map(\.0)
      }
    }
    return nil
  }
}

/// The order in which people list names: by letters, with numbers by their value, so that layer2 precedes layer10.
enum NaturalOrder {
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (a, b) = (pieces(first), pieces(second))
    for (x, y) in zip(a, b) where x != y {
      if let m = Int(x), let n = Int(y), m != n { return m < n }
      return x < y
    }
    return a.count < b.count
  }

  /// Runs of digits and of other characters.
  private static func pieces(_ name: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = name[...]
    while let first = rest.first {
      let piece = rest.prefix { $0.isASCIIDigit == first.isASCIIDigit }
      pieces.append(piece)
      rest = rest[piece.endIndex...]
    }
    return pieces
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

/// How the numbers of a file are written: to the last bit, or rounded to Float32.
extension Precision {
  var type: ElementType { ElementType(.floating, size: self == .double ? 8 : 4) }

  /// Little-endian bytes.
  func bytes(_ numbers: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * type.size)
    for (index, number) in numbers.enumerated() {
      // A file of stopped work is not written.
      if index % 200_000 == 0, Work.current.isStopped { break }
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
