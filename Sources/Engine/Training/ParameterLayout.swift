/// Where the parameters of a network and its running statistics lie in a slab of memory.
struct ParameterLayout {
  let sizes: [Int]
  /// What training moves in each layer.
  let parameters: [[Quantity]]
  /// The same and the running statistics.
  let tensors: [[Quantity]]

  init(_ network: Network<Double>) {
    sizes = network.sizes
    let layers = (1...network.depth).map { l in Self.places(l).filter { network[$0] != nil } }
    tensors = layers
    parameters = layers.map { $0.filter(\.isParameter) }
  }

  /// The places of a layer; those of parts that it does not have are empty.
  private static func places(_ l: Int) -> [Quantity] {
    [.weights(l), .biases(l), .gamma(l), .beta(l), .runningMean(l), .runningVariance(l)]
  }

  /// The number of a tensor's place.
  func index(_ quantity: Quantity) -> Int {
    switch quantity {
    case .weights(let l): 6 * l - 6
    case .biases(let l): 6 * l - 5
    case .gamma(let l): 6 * l - 4
    case .beta(let l): 6 * l - 3
    case .runningMean(let l): 6 * l - 2
    case .runningVariance(let l): 6 * l - 1
    default: preconditionFailure("\(quantity.name) is not held in training")
    }
  }

  /// The entries of every place, for a slab with these tensors.
  func counts(_ layers: [[Quantity]]) -> [Int] {
    var result = Array(repeating: 0, count: 6 * layers.count)
    for quantity in layers.joined() {
      result[index(quantity)] = quantity.shape(sizes: sizes, samples: 0)?.count ?? 0
    }
    return result
  }

  /// Where the numbers of some units of a layer lie in a tensor.
  func part(_ quantity: Quantity, _ units: Range<Int>) -> (start: Int, count: Int) {
    var width = 1
    if case .weights(let l) = quantity { width = sizes[l - 1] }
    return (units.lowerBound * width, units.count * width)
  }
}
