import Calculus
import Engine
import Files

/// What a file says of a network besides its numbers, as the strings that safetensors and ONNX keep with them.
struct Architecture: Equatable, Sendable {
  var sizes: [Int]
  /// One a layer with weights.
  var layers: [LayerForm]
  var objective: Objective
  var origin: ModelOrigin?

  /// The version of these strings.
  private static let version = "1"
  private static let prefix = "chainrule."

  init(_ network: Network<Double>, origin: ModelOrigin?) {
    sizes = network.sizes
    layers = network.layers.map(LayerForm.init)
    objective = network.objective
    self.origin = origin
  }

  /// All of it in strings, the numbers to the last bit. PyTorch's loaders look for `format`.
  var metadata: [String: String] {
    var result = layers.notes
    result["version"] = Self.version
    result["sizes"] = sizes.map(String.init).joined(separator: " ")
    result["loss"] = objective.loss.name
    if Loss(named: objective.loss.name) == nil { result["loss-definition"] = objective.loss.definition.code }
    result["reduction"] = objective.reduction.rawValue
    for constant in Objective.Constant.allCases where objective[constant] != Objective()[constant] {
      result[constant.rawValue] = "\(objective[constant])"
    }
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

  init(_ file: TensorFile) throws(FileError) {
    func text(_ key: String) throws(FileError) -> String {
      guard let text = file.metadata[Self.prefix + key] else { throw Self.error(key, "is missing", file) }
      return text
    }
    func choice<Choice: RawRepresentable<String>>(_ key: String) throws(FileError) -> Choice {
      let word = try text(key)
      guard let choice = Choice(rawValue: word) else { throw Self.error(key, "\(word) is unknown", file) }
      return choice
    }
    if case let version = try text("version"), version != Self.version {
      throw Self.error("version", "\(version) is of another version of the program", file)
    }
    let listed = try text("sizes")
    guard let sizes: [Int] = Self.numbers(in: listed) else {
      throw Self.error("sizes", "\(listed) is not a list of numbers", file)
    }
    self.sizes = sizes
    _ = try text("activations")
    do throws(UnreadableNote) {
      layers = try [LayerForm](notes: { file.metadata[Self.prefix + $0] })
    } catch {
      throw Self.error(error.key, error.reason, file)
    }
    objective = Objective(loss: try Self.loss(try text("loss"), file), reduction: try choice("reduction"))
    for constant in Objective.Constant.allCases {
      guard let word = file.metadata[Self.prefix + constant.rawValue] else { continue }
      guard let value = Double(word), constant.range.contains(value) else {
        throw Self.error(constant.rawValue, "is not a factor", file)
      }
      objective[constant] = value
    }
    origin = try Self.origin(file)
    try check(file)
  }

  /// A loss of the program, or one that the file defines.
  private static func loss(_ name: String, _ file: TensorFile) throws(FileError) -> Loss {
    if let loss = Loss(named: name) { return loss }
    guard let text = file.metadata[prefix + "loss-definition"] else { throw error("loss", "\(name) is unknown", file) }
    guard let definition = try? LossDefinition(typed: text), definition.name == name,
      let loss = try? Loss(definition, library: definition.library)
    else { throw error("loss-definition", "\(text) is not a loss", file) }
    return loss
  }

  private static func origin(_ file: TensorFile) throws(FileError) -> ModelOrigin? {
    guard let data = file.metadata[prefix + "data"] else { return nil }
    let classNames = file.metadata[prefix + "classes"]?.split(separator: "\n").map(String.init) ?? []
    guard let pixels = file.metadata[prefix + "pixels"] else { return ModelOrigin(data: data, classNames: classNames) }
    guard let numbers: [Double] = Self.numbers(in: pixels), numbers.count == 2, numbers.allSatisfy(\.isFinite),
      numbers[0] != 0
    else {
      throw error("pixels", "\(pixels) is not a scale and offset", file)
    }
    return ModelOrigin(
      data: data, pixels: ModelOrigin.PixelScale(scale: numbers[0], offset: numbers[1]), classNames: classNames)
  }

  /// The numbers of a list; `nil` if one of its words is not a number.
  private static func numbers<Number: LosslessStringConvertible>(in text: String) -> [Number]? {
    let numbers = text.split(separator: " ").map { Number(String($0)) }
    return numbers.contains { $0 == nil } ? nil : numbers.compactMap { $0 }
  }

  private static func error(_ key: String, _ message: String, _ file: TensorFile) -> FileError {
    FileError(file: file.path, "the file's note \(prefix)\(key): \(message)")
  }

  /// Checks that the parts make a network, and that it is not larger than the numbers in the file.
  private func check(_ file: TensorFile) throws(FileError) {
    guard sizes.count >= 2, sizes.allSatisfy({ $0 > 0 }), layers.count == sizes.count - 1 else {
      throw Self.error("sizes", "sizes and layers do not make a network", file)
    }
    if let required = objective.loss.requiredOutput, layers.last?.activation != required {
      throw Self.error("loss", "\(objective.loss.name) needs the output activation \(required.name)", file)
    }
    let parameters = zip(sizes, sizes.dropFirst()).reduce(0.0) { $0 + Double($1.1) * (Double($1.0) + 1) }
    let stored = file.tensors.reduce(0.0) { $0 + $1.shape.reduce(1.0) { $0 * Double($1) } }
    guard parameters <= stored else {
      throw Self.error("sizes", "a network of these sizes has more parameters than the file has numbers", file)
    }
  }

  /// The network with its parameters before training, all weights 0.
  var network: Network<Double> {
    Network(
      layers: zip(zip(sizes, sizes.dropFirst()), layers).map { $1.layer(inputs: $0.0, units: $0.1) },
      objective: objective)
  }
}
