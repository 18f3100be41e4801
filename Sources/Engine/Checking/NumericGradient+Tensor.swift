import ComplexModule
import Interruption
import RealModule

extension NumericGradient {
  /// ∂C/∂(every entry) of a quantity that can be moved.
  ///
  /// Entries whose step crosses a kink are tried again to one side and with smaller steps.
  /// - Parameters:
  ///   - limit: how many entries, spread evenly; `nil` for all.
  ///   - positions: which entries, row by row; they go before `limit`.
  public func tensor(
    _ quantity: Quantity, method: NumericMethod = .central, limit: Int? = nil, positions: [Int]? = nil
  ) -> NumericTensor {
    let shape = shape(of: quantity) ?? Shape(rows: 0, columns: 0)
    var result = NumericTensor(shape: shape)
    let positions = positions ?? Self.positions(shape.count, limit: limit)
    if let stencil = Stencil<Double>(method) {
      guard let pass else { return result }
      let rest = apply(stencil, pass, quantity, positions, state: .plain, to: &result)
      Work.current.part(from: 1, to: 1).run { retry(rest, pass, quantity, method, &result) }
    } else {
      complexStep(quantity, positions, h: method.step, to: &result)
    }
    return result
  }

  /// `limit` positions of `count`, evenly spread.
  static func positions(_ count: Int, limit: Int?) -> [Int] {
    guard let limit, limit < count else { return Array(0..<count) }
    return (0..<max(limit, 0)).map { $0 * count / limit }
  }

  /// Fills in the entries whose moves cross no kink, and returns the others that are worth another step.
  private func apply(
    _ stencil: Stencil<Double>, _ pass: PerturbedPass<Double>, _ quantity: Quantity, _ positions: [Int],
    state: NumericTensor.State, to result: inout NumericTensor
  ) -> [Int] {
    let (sums, marks) = DerivativeSweep(pass: pass, stencil: stencil)(quantity, positions: positions)
    let roundOff = stencil.roundOff(error: lossError)
    var rest: [Int] = []
    for (index, position) in positions.enumerated() {
      if marks[index].isEmpty {
        result.set(position, to: sums[index] / stencil.divisor, roundOff: roundOff, state: state)
      } else {
        let isAtKink = marks[index].contains(.fromZero)
        result.set(position, to: .nan, roundOff: roundOff, state: isAtKink ? .atKink : .nearKink)
        if !isAtKink { rest.append(position) }
      }
    }
    return rest
  }

  /// Tries entries that crossed a kink to the right, to the left, then with ever smaller steps.
  private func retry(
    _ positions: [Int], _ pass: PerturbedPass<Double>, _ quantity: Quantity, _ method: NumericMethod,
    _ result: inout NumericTensor
  ) {
    var rest = positions
    var h = min(method.step, NumericMethod.central.step)
    for _ in 0..<4 {
      for stencil in [Stencil.central(h), .oneSided(h), .oneSided(-h)] where !rest.isEmpty && !Work.current.isStopped {
        rest = apply(stencil, pass, quantity, rest, state: .aroundKink, to: &result)
      }
      h /= 10
    }
  }

  private func complexStep(_ quantity: Quantity, _ positions: [Int], h: Double, to result: inout NumericTensor) {
    let complex = network.converted { Complex($0) }
    guard let pass = PerturbedPass(network: complex, trace: base.converted { Complex($0) }) else { return }
    let stencil = Stencil<Complex<Double>>.complexStep(h)
    let (sums, _) = DerivativeSweep(pass: pass, stencil: stencil)(quantity, positions: positions)
    let atKink = Work.current.part(from: 1, to: 1).run { entriesAtKink(quantity, positions) }
    for (index, position) in positions.enumerated() {
      result.set(
        position, to: sums[index].imaginary / stencil.divisor, roundOff: lossError,
        state: atKink.contains(position) ? .atKink : .plain)
    }
  }

  /// The entries that move a unit, or a weight with an L1 penalty, away from exactly 0: a complex step sees only one
  /// of the branches.
  private func entriesAtKink(_ quantity: Quantity, _ positions: [Int]) -> Set<Int> {
    let hasZero =
      (1...network.depth).contains { l in
        network[layer: l].activation.hasKink && (base[network.argument(l)]?.elements.contains(0) ?? false)
          || network.penalty(l).l1 != 0 && network[layer: l].weights.elements.contains(0)
      } || network.objective.loss.hasKink
    guard hasZero, let pass else { return [] }
    let h = NumericMethod.central.step
    let (_, marks) = DerivativeSweep(pass: pass, stencil: .central(h))(quantity, positions: positions)
    return Set(positions.indices.filter { marks[$0].contains(.fromZero) }.map { positions[$0] })
  }
}

/// The numeric derivatives of the loss with respect to the entries of one quantity.
public struct NumericTensor: Sendable {
  /// How an entry was differentiated.
  public enum State: UInt8, Sendable {
    /// Left out: only a sample of the entries was requested.
    case skipped
    case plain
    /// A step of the usual size crossed a kink; a smaller or a one-sided step did not.
    case aroundKink
    /// Every step crosses a kink that lies closer than the smallest of them.
    case nearKink
    /// A unit on which the entry acts is exactly at its kink, so that the derivative does not exist.
    case atKink

    public var isComparable: Bool { self == .plain || self == .aroundKink }
  }

  public private(set) var values: Matrix<Double>
  /// One for each entry, row by row.
  public private(set) var states: [State]
  /// The error that the rounding of the losses can cause in each value.
  public private(set) var roundOff: [Double]

  init(shape: Shape) {
    values = Matrix(rows: shape.rows, columns: shape.columns)
    states = Array(repeating: .skipped, count: shape.count)
    roundOff = Array(repeating: 0, count: shape.count)
  }

  mutating func set(_ position: Int, to value: Double, roundOff: Double, state: State) {
    values.elements[position] = value
    self.roundOff[position] = roundOff
    states[position] = state
  }

  public func count(_ state: State) -> Int { states.count { $0 == state } }
}
