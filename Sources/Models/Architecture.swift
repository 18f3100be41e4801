import Datasets
import Engine

/// What a file says of a network beside its numbers, as the strings that safetensors and ONNX keep with them.
struct Architecture: Equatable, Sendable {
  var sizes: [Int]
  var activations: [Activation]
  var objective: Objective
  var origin: ModelOrigin?

  /// The version of these strings.
  private static let version = "1"
  private static let prefix = "chainrule."

  init(_ network: Network<Double>, origin: ModelOrigin?) {
    sizes = network.sizes
    activations = network.layers.map(\.activation)
    objective = network.objective
    self.origin = origin
  }

  /// All of it in strings, the numbers to the last bit. PyTorch's loaders look for `format`.
  var metadata: [String: String] {
    var result = [
      "version": Self.version,
      "sizes": sizes.map(String.init).joined(separator: " "),
      "activations": activations.map(\.rawValue).joined(separator: " "),
      "loss": objective.loss.rawValue, "reduction": objective.reduction.rawValue, "l2": "\(objective.l2)",
    ]
    if let origin {
      result["data"] = origin.data
      result["pixels"] = origin.pixels.map { "\($0.scale) \($0.offset)" }
      let isListable = !origin.classNames.isEmpty && !origin.classNames.contains { $0.contains("\n") }
      result["classes"] = isListable ? origin.classNames.joined(separator: "\n") : nil
    }
    let prefixed = result.map { (Self.prefix + $0.key, $0.value) }
    return Dictionary(prefixed + [("format", "pt")]) { first, _ in first }
  }

  /// Whether a file says what network its numbers are of.
  static func isDescribed(by metadata: [String: String]) -> Bool { metadata[prefix + "version"] != nil }

  init(_ file: TensorFile) throws(DataError) {
    func text(_ key: String) throws(DataError) -> String {
      guard let text = file.metadata[Self.prefix + key] else { throw Self.error(key, "is not there", file) }
      return text
    }
    func choice<Choice: RawRepresentable<String>>(_ key: String) throws(DataError) -> Choice {
      let word = try text(key)
      guard let choice = Choice(rawValue: word) else { throw Self.error(key, "\(word) is unknown", file) }
      return choice
    }
    if case let version = try text("version"), version != Self.version {
      throw Self.error("version", "\(version) is of another version of the program", file)
    }
    sizes = try text("sizes").split(separator: " ").compactMap { Int($0) }
    activations = try text("activations").split(separator: " ").compactMap { Activation(rawValue: String($0)) }
    objective = Objective(loss: try choice("loss"), reduction: try choice("reduction"))
    guard let l2 = Double(try text("l2")), l2 >= 0, l2.isFinite else { throw Self.error("l2", "is no factor", file) }
    objective.l2 = l2
    origin = try Self.origin(file)
    try check(file)
  }

  private static func origin(_ file: TensorFile) throws(DataError) -> ModelOrigin? {
    guard let data = file.metadata[prefix + "data"] else { return nil }
    let classNames = file.metadata[prefix + "classes"]?.split(separator: "\n").map(String.init) ?? []
    guard let pixels = file.metadata[prefix + "pixels"] else { return ModelOrigin(data: data, classNames: classNames) }
    let numbers = pixels.split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 2, numbers.allSatisfy(\.isFinite), numbers[0] != 0 else {
      throw error("pixels", "\(pixels) is no scale and offset", file)
    }
    return ModelOrigin(
      data: data, pixels: ModelOrigin.PixelScale(scale: numbers[0], offset: numbers[1]), classNames: classNames)
  }

  private static func error(_ key: String, _ message: String, _ file: TensorFile) -> DataError {
    DataError(file: file.path, "the file's note \(prefix)\(key): \(message)")
  }

  /// A network may be made of what is said: the parts fit, and it is no larger than the numbers in the file.
  private func check(_ file: TensorFile) throws(DataError) {
    guard sizes.count >= 2, sizes.allSatisfy({ $0 > 0 }), activations.count == sizes.count - 1 else {
      throw Self.error("sizes", "sizes and activations are of no network", file)
    }
    if let required = objective.loss.requiredOutput, activations.last != required {
      throw Self.error("loss", "\(objective.loss.rawValue) needs the output activation \(required.rawValue)", file)
    }
    let parameters = zip(sizes, sizes.dropFirst()).reduce(0.0) { $0 + Double($1.1) * (Double($1.0) + 1) }
    let stored = file.tensors.reduce(0.0) { $0 + $1.shape.reduce(1.0) { $0 * Double($1) } }
    guard parameters <= stored else {
      throw Self.error("sizes", "a network of these sizes has more parameters than the file has numbers", file)
    }
  }

  /// The network with all parameters zero.
  var network: Network<Double> {
    let layers = zip(zip(sizes, sizes.dropFirst()), activations).map { size, activation in
      Layer<Double>(
        weights: Matrix(rows: size.1, columns: size.0), biases: Matrix(rows: 1, columns: size.1),
        activation: activation)
    }
    return Network(layers: layers, objective: objective)
  }
}
