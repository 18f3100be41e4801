import Engine
import Testing

@testable import Models

@Suite struct ModelTests {
  private static let objectives: [(Activation, Objective)] = [
    (.identity, Objective(reduction: .sum, l2: 0.1)), (.softmax, Objective(loss: .crossEntropy)),
    (.sigmoid, Objective(loss: .binaryCrossEntropy, l2: 1e-300)),
  ]

  /// All activations and losses, numbers of every size, to the bit.
  @Test(arguments: Zoo.activations, 0..<3) func aModelIsReadBackAsItWas(hidden: Activation, index: Int) throws {
    let (output, objective) = Self.objectives[index]
    var generator = NumPyGenerator(seed: 3)
    let network = Network<Double>(sizes: [5, 7, 4, 3], hidden: hidden, output: output, objective: objective)
      .initialized(.kaiming, using: &generator)
    let origin = ModelOrigin(
      data: "digits", pixels: ModelOrigin.PixelScale(scale: 1.0 / 3, offset: -0.1), classNames: ["a", "b b", "ç"])
    let bytes = Model(network, origin: origin).safetensors(precision: .double)
    let (model, matching) = try #require(try ModelFile.read(bytes, file: "m").model())
    #expect(model.network == network)
    #expect(model.origin == origin)
    #expect(matching.matches.count == 6 && matching.ignored.isEmpty && matching.missing.isEmpty)
  }

  @Test(arguments: Zoo.animals.indices) func everyPartOfALayerIsReadBack(index: Int) throws {
    let network = Zoo.animals[index].network
    let bytes = Model(network).safetensors(precision: .double)
    #expect(try ModelFile.read(bytes, file: "m").model()?.model.network == network)
  }

  @Test func namesArePyTorchs() {
    #expect(Fixture.network.namedQuantities.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
  }

  @Test func aFileOfOnlyNumbersIsNotAModel() throws {
    #expect(try Fixture.file("torch-f32.safetensors").model() == nil)
  }

  /// The notes of a file are believed only if they make a network that is not larger than the file.
  @Test(arguments: [
    ("version", "2", "version: 2 is of another version of the program"),
    (
      "sizes", "1000000000 1000000000 1",
      "sizes: a network of these sizes has more parameters than the file has numbers"
    ),
    (
      "sizes", "9223372036854775807 9223372036854775807 2",
      "sizes: a network of these sizes has more parameters than the file has numbers"
    ),
    ("sizes", "2 x 3 1", "sizes: 2 x 3 1 is not a list of numbers"),
    ("sizes", "2 0 1", "sizes: sizes and layers do not make a network"),
    ("activations", "tanh", "sizes: sizes and layers do not make a network"),
    ("activations", "tanh swish", "activations: the activation swish is unknown, and its formula is missing"),
    ("dropout", "0.5", "dropout: is not a list with one word a layer"),
    ("dropout", "1 0", "dropout: is not a list with one word a layer"),
    ("dropout", "0.5 0.5", "dropout: is not a list with one word a layer"),
    ("normalization", "layer none", "normalization: is not a list with one word a layer"),
    ("normalization", "batch batch", "normalization: is not a list with one word a layer"),
    ("layer-l1", "- -1", "layer-l1: is not a list with one word a layer"),
    ("label-smoothing", "1", "label-smoothing: is not a factor"), ("huber-delta", "0", "huber-delta: is not a factor"),
    ("loss", "cross-entropy", "loss: cross-entropy needs the output activation softmax"),
    ("loss", "quartic", "loss: quartic is unknown"), ("l2", "-1", "l2: is not a factor"),
    ("l2", "nan", "l2: is not a factor"),
    ("pixels", "1", "pixels: 1 is not a scale and offset"),
    ("pixels", "1 x 2", "pixels: 1 x 2 is not a scale and offset"),
  ])
  func notesOfANetworkAreChecked(key: String, value: String, message: String) {
    var metadata = Architecture(Fixture.network, origin: ModelOrigin(data: "d")).metadata
    metadata["chainrule.\(key)"] = value
    let bytes = Safetensors.bytes(Fixture.network.tensors, metadata: metadata, precision: .double)
    #expect(
      complaint { try ModelFile.read(bytes, file: "m").model() } == "m: the file's note chainrule.\(message)")
  }

  @Test func shapesThatTheNotesContradictAreNamed() {
    var metadata = Architecture(Fixture.network, origin: nil).metadata
    metadata["chainrule.sizes"] = "2 2 1"
    let bytes = Safetensors.bytes(Fixture.network.tensors, metadata: metadata, precision: .double)
    #expect(complaint { try ModelFile.read(bytes, file: "m").model() } == "m: 0.weight is 3×2, W[1] is 2×2")
  }
}

@Suite struct NaturalOrderTests {
  @Test func numbersCountByTheirValue() {
    let names = ["layer10.w", "layer2.w", "layer2.b", "layer", "a", "layer02.w"]
    #expect(
      names.sorted(by: NaturalOrder.precedes) == ["a", "layer", "layer02.w", "layer2.b", "layer2.w", "layer10.w"])
  }
}
