import Engine
import Files
import Testing

@testable import Models

@Suite struct WeightMatchingTests {
  /// The same numbers however a program names them, keeps them or turns them.
  @Test(arguments: [
    "torch-f32.safetensors", "torch-f16.safetensors", "torch-bf16.safetensors", "named.safetensors",
    "keras.safetensors", "stored.npz",
  ])
  func weightsOfOtherProgramsAreFound(name: String) throws {
    let matching = try WeightMatching(Fixture.file(name), to: Fixture.empty)
    #expect(try matching.network() == Fixture.network)
    #expect(matching.matches.contains { $0.isTransposed } == (name == "keras.safetensors"))
    #expect(matching.ignored.map(\.name) == (name == "named.safetensors" ? ["steps"] : []))
  }

  @Test(arguments: ["bn-sequential.safetensors", "bn-named.safetensors", "bn-keras.npz", "bn-flax.npz"])
  func batchNormalisationOfOtherProgramsIsFound(name: String) throws {
    var empty = Fixture.empty
    empty[layer: 1].normalization = BatchNormalization(units: 3)
    let matching = try WeightMatching(Fixture.file(name), to: empty)
    #expect(try matching.network() == Fixture.normalized)
    #expect(matching.ignored.map(\.name).allSatisfy { $0.hasSuffix("num_batches_tracked") })
    if name == "bn-named.safetensors" {
      #expect(
        complaint { try WeightMatching(Fixture.file(name), to: Fixture.empty) }
          == "\(name): layers with batch normalisation: 1 in the file, 0 in the network\n"
          + "hint: layer 1 batchnorm adds it, layer 1 plain takes it away")
    }
  }

  /// Names with numbers, as people give them, in any order.
  @Test func numberedNamesAreTold() throws {
    var network = Fixture.empty
    network[layer: 1].normalization = BatchNormalization(units: 3)
    let file = tensors([
      ("beta1", [3]), ("W1", [3, 2]), ("gamma1", [3]), ("b1", [3]), ("var1", [3]), ("W2", [1, 3]), ("b2", [1]),
    ])
    let matching = try WeightMatching(file, to: network)
    let found = try matching.network()
    let normalization = try #require(found[layer: 1].normalization)
    #expect(normalization.beta == Matrix([[0, 0, 0]]) && normalization.gamma == Matrix([[2, 2, 2]]))
    #expect(found[layer: 1].biases == Matrix([[3, 3, 3]]) && normalization.runningVariance == Matrix([[4, 4, 4]]))
    #expect(matching.missing.map(\.quantity) == [.runningMean(1)] && normalization.runningMean == Matrix([[0, 0, 0]]))
  }

  @Test func biasesGoWithTheWeightsOfTheirName() throws {
    let network = Network<Double>(sizes: [2, 2, 2], hidden: .tanh, output: .identity)
    let file = tensors([
      ("b.bias", [2]), ("a.weight", [2, 2]), ("a.bias", [2]), ("b.weight", [2, 2]),
    ])
    let found = try WeightMatching(file, to: network).network()
    #expect(found[layer: 1].biases == Matrix([[2, 2]]) && found[layer: 1].weights[0, 0] == 1)
    #expect(found[layer: 2].biases == Matrix([[0, 0]]) && found[layer: 2].weights[0, 0] == 3)
  }

  @Test func missingBiasesAreZero() throws {
    let matching = try WeightMatching(tensors([("x", [3, 2]), ("y", [1, 3])]), to: Fixture.network)
    #expect(matching.missing.map(\.quantity) == [.biases(1), .biases(2)])
    #expect(try matching.network()[layer: 1].biases == Matrix([[0, 0, 0]]))
  }

  @Test(arguments: [
    ([("0.weight", [4, 2]), ("0.bias", [3]), ("2.weight", [1, 3]), ("2.bias", [1])], "0.weight is 4×2, W[1] is 3×2"),
    ([("0.weight", [3, 2]), ("0.bias", [2]), ("2.weight", [1, 3]), ("2.bias", [1])], "0.bias is 2, b[1] is 3"),
    ([("p", [3, 2]), ("q", [2, 3])], "q is 2×3, W[2] is 1×3"),
    ([("p", [3, 2]), ("q", [1, 3]), ("r", [3])], "the file has 1 vectors, the network 2 with biases"),
    ([("p", [3, 2])], "the file has one matrix (p 3×2), the network 2 layers with weights"),
    ([("p", [3, 2, 1]), ("q", [1, 3])], "p is 3×2×1: a layer's weights are a matrix"),
  ])
  func tensorsThatDoNotFitAreNamed(list: [(String, [Int])], message: String) {
    #expect(complaint { try WeightMatching(tensors(list), to: Fixture.network) } == "m: \(message)")
  }

  /// As they are, by name, transposed, and matrices that do not fit one another.
  @Test(arguments: [
    ([("a", [3, 2]), ("b", [1, 3])], [2, 3, 1]), ([("2", [1, 3]), ("1", [3, 2])], [2, 3, 1]),
    ([("a", [2, 3]), ("b", [3, 1]), ("c", [3])], [2, 3, 1]), ([("a", [2, 3]), ("b", [2, 4])], nil), ([], nil),
  ])
  func theSizesOfTheirNetworkAreGuessed(list: [(String, [Int])], sizes: [Int]?) {
    #expect(tensors(list).likelySizes == sizes)
  }

  @Test func integersAreNotWeights() {
    var file = tensors([("0.weight", [3, 2]), ("0.bias", [3]), ("2.weight", [1, 3]), ("2.bias", [1])])
    file.tensors[0].isFloating = false
    file.tensors[0].type = "I32"
    #expect(
      complaint { try WeightMatching(file, to: Fixture.network) }
        == "m: 0.weight is of type I32: weights are floating-point numbers")
  }

  /// Tensors without a file; the numbers of the first are all 0, of the second 1, …
  private func tensors(_ list: [(String, [Int])]) -> TensorFile {
    let tensors = list.enumerated().map { index, item in
      StoredTensor(name: item.0, shape: item.1, type: "F64", isFloating: true) { () throws(FileError) in
        Array(repeating: Double(index), count: item.1.reduce(1, *))
      }
    }
    return TensorFile(path: "m", tensors: tensors)
  }
}
