import Files
import Engine

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

/// A named array of numbers in a file that was checked. Its numbers are read when they are asked for.
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
