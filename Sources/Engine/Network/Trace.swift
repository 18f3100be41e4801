import RealModule

/// Everything one pass has computed so far: every z, a, C, da, δ, dW, db, by name.
public struct Trace<E: Field>: Equatable, Sendable {
  public private(set) var values: [Quantity: Matrix<E>]

  /// - Shapes: input B×n₀, target B×n_L.
  public init(input: Matrix<E>? = nil, target: Matrix<E>? = nil) {
    values = [:]
    values[.input] = input
    values[.target] = target
  }

  public subscript(quantity: Quantity) -> Matrix<E>? {
    get { values[quantity == .activation(0) ? .input : quantity] }
    set { values[quantity == .activation(0) ? .input : quantity] = newValue }
  }

  /// X, Y and the dropout masks alone.
  public var given: Trace {
    var result = Trace()
    result.values = values.filter(\.key.isGiven)
    return result
  }

  public var samples: Int { values[.input]?.rows ?? 0 }
  public var loss: E? { values[.loss]?.elements.first }
}

/// A quantity was asked for before what it is computed from.
public struct MissingQuantity: Error, Equatable, Sendable {
  public let quantity: Quantity

  public init(_ quantity: Quantity) { self.quantity = quantity }
}
