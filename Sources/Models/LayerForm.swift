import Calculus
import Engine

/// What a layer is besides its numbers.
struct LayerForm: Equatable, Sendable {
  var activation: Activation
  var isNormalized = false
  var dropout = 0.0
  /// Its own penalties; `nil` for those of the objective.
  var l1: Double?
  var l2: Double?

  init(_ activation: Activation) { self.activation = activation }

  init(_ layer: Layer<Double>) {
    activation = layer.activation
    (isNormalized, dropout, l1, l2) = (layer.normalization != nil, layer.dropout, layer.l1, layer.l2)
  }

  /// The layer with its parameters before training, its weights 0.
  func layer(inputs: Int, units: Int) -> Layer<Double> {
    var layer = Layer<Double>(
      weights: Matrix(rows: units, columns: inputs), biases: Matrix(rows: 1, columns: units), activation: activation)
    layer.normalization = isNormalized ? BatchNormalization(units: units) : nil
    (layer.dropout, layer.l1, layer.l2) = (dropout, l1, l2)
    return layer
  }
}

extension [LayerForm] {
  private static let normalizations = [true: "batch", false: "none"]

  /// In strings, a word a layer, without what no layer has.
  var notes: [String: String] {
    func words(_ word: (LayerForm) -> String) -> String { map(word).joined(separator: " ") }
    func penalties(_ factor: KeyPath<LayerForm, Double?>) -> String? {
      let hasOwn = contains { $0[keyPath: factor] != nil }
      return hasOwn ? words { $0[keyPath: factor].map { "\($0)" } ?? "-" } : nil
    }
    let notes: [String: String?] = [
      "activations": words(\.activation.name),
      "own-activations": ownActivations,
      "normalization": contains { $0.isNormalized } ? words { Self.normalizations[$0.isNormalized] ?? "" } : nil,
      "dropout": contains { $0.dropout > 0 } ? words { "\($0.dropout)" } : nil,
      "layer-l1": penalties(\.l1), "layer-l2": penalties(\.l2),
    ]
    return notes.compactMapValues { $0 }
  }

  /// - Parameter note: what a file says by such a name.
  /// - Throws: the name of what is not a list of layers.
  init(notes note: (String) -> String?) throws(UnreadableNote) {
    self = []
    let own = try Self.ownActivations(note("own-activations") ?? "")
    for word in (note("activations") ?? "").split(separator: " ").map(String.init) {
      guard let activation = own[word] ?? Activation.named(word) else {
        throw UnreadableNote(
          key: "activations", reason: "the activation \(word) is unknown, and its formula is missing")
      }
      append(LayerForm(activation))
    }
    try take("normalization", note) { word, layer in
      guard let pair = Self.normalizations.first(where: { $0.value == word }) else { return false }
      layer.isNormalized = pair.key
      return true
    }
    try take("dropout", note) { word, layer in
      guard let share = Double(word), 0..<1 ~= share else { return false }
      layer.dropout = share
      return true
    }
    for (key, factor) in [("layer-l1", \LayerForm.l1), ("layer-l2", \.l2)] {
      try take(key, note) { word, layer in
        layer[keyPath: factor] = Double(word)
        return word == "-" || layer[keyPath: factor].map { $0 >= 0 && $0.isFinite } == true
      }
    }
    if let last, last.isNormalized { throw UnreadableNote(key: "normalization") }
    if let last, last.dropout > 0 { throw UnreadableNote(key: "dropout") }
  }

  /// The definitions of the user's activations, a line each; `nil` if there are none.
  private var ownActivations: String? {
    let definitions = map(\.activation).filter { Activation.named($0.name) == nil }.compactMap(\.definition.code)
    return definitions.isEmpty ? nil : Set(definitions).sorted().joined(separator: "\n")
  }

  private static func ownActivations(_ text: String) throws(UnreadableNote) -> [String: Activation] {
    var result: [String: Activation] = [:]
    for line in text.split(separator: "\n") {
      guard let definition = ActivationDefinition(reading: String(line)), let activation = try? Activation(definition)
      else { throw UnreadableNote(key: "own-activations", reason: "\(line) is not an activation") }
      result[definition.name] = activation
    }
    return result
  }

  /// Gives each layer its word of a list that may be there.
  private mutating func take(
    _ key: String, _ note: (String) -> String?, _ body: (String, inout LayerForm) -> Bool
  ) throws(UnreadableNote) {
    guard let words = note(key)?.split(separator: " ").map(String.init) else { return }
    guard words.count == count else { throw UnreadableNote(key: key) }
    for index in indices where !body(words[index], &self[index]) { throw UnreadableNote(key: key) }
  }
}

/// A note of a file that makes no sense.
struct UnreadableNote: Error {
  var key: String
  var reason = "is not a list with one word a layer"
}
