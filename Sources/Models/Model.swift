import Engine
import Files

/// A network on its way into a file or out of one.
public struct Model: Sendable {
  public var network: Network<Double>
  public var origin: ModelOrigin?

  public init(_ network: Network<Double>, origin: ModelOrigin? = nil) {
    self.network = network
    self.origin = origin
  }
}

extension TensorFile {
  /// The network that the file describes, with its numbers; `nil` if it holds only numbers.
  public func model() throws(FileError) -> (model: Model, matches: WeightMatching)? {
    guard Architecture.isDescribed(by: metadata) else { return nil }
    let architecture = try Architecture(self)
    let matches = try WeightMatching(self, to: architecture.network)
    return (Model(try matches.network(), origin: architecture.origin), matches)
  }

  /// The only matrix of the file, a vector as one row.
  public func matrix() throws(FileError) -> Matrix<Double> {
    guard tensors.count == 1, let tensor = tensors.first else {
      throw FileError(
        file: path, "\(tensors.count) arrays, and one is needed", hint: "load weights from \(path) takes them all")
    }
    guard tensor.shape.count <= 2 else {
      throw FileError(file: path, "an array of shape \(tensor.shapeText) is not a matrix")
    }
    guard !tensor.shape.contains(0) else {
      throw FileError(file: path, "an array of shape \(tensor.shapeText) holds no numbers")
    }
    let columns = tensor.shape.last ?? 1
    return Matrix(rows: tensor.shape.count == 2 ? tensor.shape[0] : 1, columns: columns, elements: try tensor.read())
  }
}

/// What a network was trained on: how pixels became its inputs, and what its outputs are called.
public struct ModelOrigin: Equatable, Sendable {
  /// The name of the data set.
  public var data: String
  /// A pixel p became the input scale · p + offset; `nil` if the inputs were numbers.
  public var pixels: PixelScale?
  /// One name an output; empty if targets are not classes.
  public var classNames: [String]

  public struct PixelScale: Equatable, Sendable {
    public var scale: Double
    public var offset: Double

    public init(scale: Double, offset: Double) {
      self.scale = scale
      self.offset = offset
    }
  }

  public init(data: String, pixels: PixelScale? = nil, classNames: [String] = []) {
    self.data = data
    self.pixels = pixels
    self.classNames = classNames
  }
}
