/// Where a thread's part of a network's parameters and running statistics lies in a slab of memory.
struct ParameterLayout {
  /// What training moves.
  let parameters: [Quantity]
  /// The same and the running statistics.
  let tensors: [Quantity]
  private let division: Division
  private let thread: Int

  init(_ network: Network<Double>, _ division: Division, thread: Int) {
    self.division = division
    self.thread = thread
    tensors = (1...network.depth).flatMap { l in Self.places(l).filter { network[$0] != nil } }
    parameters = tensors.filter(\.isParameter)
  }

  /// The places of a layer; those of parts that it does not have are empty.
  private static func places(_ l: Int) -> [Quantity] {
    [.weights(l), .biases(l), .gamma(l), .beta(l), .runningMean(l), .runningVariance(l)]
  }

  /// The number of a tensor's place, in the order of the layers.
  static func index(_ quantity: Quantity) -> Int {
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
  func counts(_ quantities: [Quantity]) -> [Int] {
    var result = Array(repeating: 0, count: 6 * division.depth)
    for quantity in quantities { result[Self.index(quantity)] = part(quantity).count }
    return result
  }

  /// What the thread has of a tensor.
  func part(_ quantity: Quantity) -> MatrixPart { division.part(quantity, thread) }
}
