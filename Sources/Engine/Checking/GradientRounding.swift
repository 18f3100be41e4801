import Calculus

/// What rounding can do to the gradients of a network: the backward pass with running errors.
///
/// A gradient may be a sum whose terms cancel, as that of a bias before batch normalisation, which is 0 but for
/// rounding. Such a value is measured against the terms that it is the sum of, not against itself. The z and a of the
/// forward pass are taken as they are: analytic and numeric gradient share them.
struct GradientRounding {
  private let trace: Trace<Bounded>
  private let network: Network<Bounded>

  /// - Parameter given: X, Y and the masks of dropout; `nil` if something of them is missing.
  init?(network: Network<Double>, given: Trace<Double>) {
    self.network = network.converted { Bounded($0) }
    var forward = network.forward(given.given).converted { Bounded($0) }
    // The numeric gradient takes the statistics of a batch anew, from the same z.
    for quantity in network.forwardOrder where quantity.family.part == .normalization {
      forward[quantity] = try? self.network.value(of: quantity, from: forward)
    }
    guard let trace = try? self.network.backward(forward) else { return nil }
    self.trace = trace
  }

  /// How far each entry of a gradient may be from the true value, row by row.
  ///
  /// The derivatives that a complex step carries forward are sums over the same paths, so the bound is theirs as well.
  func bound(on quantity: Quantity) -> [Double]? {
    (trace[quantity] ?? (try? network.value(of: quantity, from: trace)))?.elements.map(Self.finite)
  }

  /// How far rounding can move the loss, which a difference quotient divides by its step.
  static func lossBound(of network: Network<Double>, given: Trace<Double>) -> Double {
    let trace = network.converted { Bounded($0) }.forward(given.given.converted { Bounded($0) })
    return trace.loss.map(finite) ?? 0
  }

  /// How far the value of one operation may be from the true one for operands that are taken to be exact.
  static func bound(on quantity: Quantity, of network: Network<Double>, from trace: Trace<Double>) -> [Double]? {
    let value = try? network.converted { Bounded($0) }.value(
      of: quantity, from: trace.converted { Bounded($0) })
    return value?.elements.map(finite)
  }

  /// A bound that is not a number allows for nothing.
  private static func finite(_ number: Bounded) -> Double { number.error.isFinite ? number.error : 0 }
}
