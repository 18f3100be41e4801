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

  /// A safetensors file: every parameter under PyTorch's name for it, and the architecture as metadata.
  public func safetensors(precision: Precision) -> [UInt8] {
    let metadata = Architecture(network, origin: origin).metadata
    return Safetensors.bytes(network.tensors, metadata: metadata, precision: precision)
  }

  /// An archive of arrays: every parameter under PyTorch's name for it.
  public func npz(precision: Precision, file: String) throws(FileError) -> [UInt8] {
    try network.tensors.npz(precision, file: file)
  }

  /// One matrix as a NumPy file.
  public static func npy(_ matrix: Matrix<Double>, precision: Precision) -> [UInt8] {
    Tensor(name: "", matrix).npy(precision)
  }
}

extension TensorFile {
  /// The network that the file describes, with its numbers; `nil` where it holds numbers alone.
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
        file: path, "\(tensors.count) arrays, and one is asked for", hint: "load weights from \(path) takes them all")
    }
    guard tensor.shape.count <= 2 else {
      throw FileError(file: path, "an array of shape \(tensor.shapeText) is no matrix")
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
  /// A pixel p became the input scale · p + offset; `nil` where inputs are numbers of their own.
  public var pixels: PixelScale?
  /// One name an output; empty where targets are not classes.
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
