import Calculus
import Engine
import Interruption
import SessionCore

/// A complete pass over a batch, computed with bounds on the errors of all its numbers.
struct BoundedPass {
  /// The session with the values of the pass.
  private(set) var session: Session
  private let network: Network<Bounded>
  private var trace: Trace<Bounded>

  /// Computes what X, Y and the masks of a session determine; `nil` without a network.
  init?(over session: Session) {
    guard let network = session.network else { return nil }
    self.session = session
    self.network = network.converted { Bounded($0) }
    trace = Trace()
    let fits = session[.input].map { $0.columns == network.sizes[0] } ?? true
    let samples = session[.input]?.rows
    for (quantity, value) in session.trace.given.values
    where fits
      && (quantity != .target
        || value.shape == Shape(rows: samples ?? value.rows, columns: network.sizes[network.depth]))
    {
      trace[quantity] = value.map { Bounded($0) }
    }
    for quantity in network.operationOrder where trace[quantity] == nil && !Work.current.isStopped {
      guard let value = try? self.network.value(of: quantity, from: trace) else { continue }
      trace[quantity] = value
      self.session.trace[quantity] = value.values
    }
  }

  /// Whether X and Y determine all of it.
  var isComplete: Bool { trace[.loss] != nil }

  /// A quantity with its bounds.
  subscript(quantity: Quantity) -> Matrix<Bounded>? {
    if let value = trace[quantity] ?? network[quantity] { return value }
    if quantity == .activationGradient(0) { return try? network.value(of: quantity, from: trace) }
    return session[quantity]?.map { Bounded($0) }
  }

  /// The pass with the numbers that a session holds, each as far from the exact one as the pass says; what differs by
  /// more was set by hand, or is out of date, and is taken as it is.
  func holding(_ own: Session) -> BoundedPass {
    var result = self
    result.session = own
    for (quantity, value) in own.trace.values {
      guard let computed = self[quantity], computed.shape == value.shape else {
        result.trace[quantity] = value.map { Bounded($0) }
        continue
      }
      result.trace[quantity] = value.combinedWithBounds(of: computed)
    }
    return result
  }
}

extension Matrix<Double> {
  fileprivate func combinedWithBounds(of computed: Matrix<Bounded>) -> Matrix<Bounded> {
    let entries = WorkBlocks.map(count, rest: Bounded.zero) { block in
      zip(elements[block], computed.elements[block]).map { own, computed in
        let difference = (own - computed.value).magnitude
        return Bounded(
          own, error: own == computed.value || difference <= 4 * computed.error ? computed.error + difference : 0)
      }
    }
    return Matrix<Bounded>(rows: rows, columns: columns, elements: entries)
  }
}
