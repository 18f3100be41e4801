import Interruption

/// Compares a gradient, wherever it comes from, with one taken from the forward pass alone.
public struct GradientCheck: Sendable {
  public var method: NumericMethod
  /// Whether ∂C/∂X is also checked.
  public var includesInput: Bool
  /// How many entries of a tensor are checked, spread evenly; `nil` for all.
  public var entriesPerTensor: Int?
  public var tolerance: Tolerance
  /// Other gradients to check: of z, of a, of what batch normalisation computes.
  public var others: [Quantity] = []

  public init(
    method: NumericMethod = .central, includesInput: Bool = false, entriesPerTensor: Int? = nil,
    tolerance: Tolerance? = nil
  ) {
    (self.method, self.includesInput, self.entriesPerTensor) = (method, includesInput, entriesPerTensor)
    self.tolerance = tolerance ?? .suited(to: method)
  }

  /// The gradients that a check compares: of all parameters, dW[1], db[1], …, and ∂C/∂X as da[0].
  public func quantities(of network: Network<Double>) -> [Quantity] {
    (includesInput ? [.activationGradient(0)] : []) + network.parameters.compactMap(\.gradient)
  }

  /// The gradients of the built-in backward pass, by name.
  /// - Parameter given: X, Y and the masks of dropout.
  /// - Shapes: each as its quantity.
  /// - Throws: `MissingQuantity` if X, Y or a mask is not given.
  public func analytic(
    _ network: Network<Double>, given: Trace<Double>
  ) throws(MissingQuantity) -> [Quantity: Matrix<Double>] {
    let trace = try network.backward(network.forward(given))
    var gradients = trace.values.filter(\.key.isGradient)
    gradients[.activationGradient(0)] = try network.value(of: .activationGradient(0), from: trace)
    return gradients
  }

  /// Checks a gradient against the network it is claimed to be of. Stopped work ends with fewer tensors.
  /// - Parameters:
  ///   - analytic: by name; what is absent is left out of the report.
  ///   - given: X, Y and the masks of dropout, which stay fixed.
  /// - Shapes: each as its quantity.
  public func report(
    on analytic: [Quantity: Matrix<Double>], of network: Network<Double>, given: Trace<Double>
  ) -> GradientReport {
    let numeric = NumericGradient(network: network, given: given)
    let claims = (quantities(of: network) + others).compactMap { quantity in analytic[quantity].map { (quantity, $0) } }
    let counts = claims.map { min($1.count, entriesPerTensor ?? $1.count) }
    let total = Double(max(counts.reduce(0, +), 1))
    var (tensors, done): ([TensorReport], Double) = ([], 0)
    for ((quantity, value), count) in zip(claims, counts) where !Work.current.isStopped {
      let work = Work.current.part(from: done / total, to: (done + Double(count)) / total)
      work.run { tensorReport(quantity, value, numeric).map { tensors.append($0) } }
      done += Double(count)
    }
    return GradientReport(method: method, tensors: tensors)
  }

  /// Compares a gradient with one that is known to be right, by what rounding can do to both.
  /// - Parameter given: X, Y and the masks of dropout.
  /// - Shapes: value and right as the quantity.
  public static func comparison(
    of quantity: Quantity, _ value: Matrix<Double>, with right: Matrix<Double>, in network: Network<Double>,
    given: Trace<Double>
  ) -> TensorReport {
    var known = NumericTensor(shape: right.shape)
    for (position, number) in right.elements.enumerated() {
      known.set(position, to: number, roundOff: 0, state: .plain)
    }
    var comparison = TensorComparison(
      quantity: quantity, analytic: value, numeric: known,
      tolerance: Tolerance(vector: 1e-9, entry: 1e-6, share: 1e-9), isInexact: false)
    let report = comparison.report()
    if report.verdict != .disagrees { return report }
    comparison.rounding = GradientRounding(network: network, given: given)?.bound(on: quantity)
    return comparison.report()
  }

  func tensorReport(_ quantity: Quantity, _ analytic: Matrix<Double>, _ gradient: NumericGradient) -> TensorReport? {
    guard let variable = quantity.differentiated, gradient.shape(of: variable) == analytic.shape else { return nil }
    var comparison = TensorComparison(
      quantity: quantity, analytic: analytic,
      numeric: gradient.tensor(variable, method: method, limit: entriesPerTensor), tolerance: tolerance,
      isInexact: method.movesRealPart)
    if Work.current.isStopped { return nil }
    var report = comparison.report()
    if report.verdict != .disagrees { return report }
    // The sums that make the tensor may cancel: it is measured against their terms before it is called wrong.
    comparison.rounding = gradient.rounding(
      on: quantity, differences: method.movesRealPart ? comparison.numeric : nil)
    report = comparison.report()
    if report.verdict == .disagrees, method.movesRealPart, let reason = acquittal(comparison, variable, gradient) {
      (report.verdict, report.factor) = (.cannotSay(reason), nil)
    }
    return report
  }

  /// Why differences decide nothing, if a complex step, which neither rounds nor truncates, does not miss the analytic
  /// values at the worst entries.
  private func acquittal(
    _ comparison: TensorComparison, _ variable: Quantity, _ gradient: NumericGradient
  ) -> GradientVerdict.Reason? {
    let positions = Array(comparison.suspects().prefix(64))
    let second = TensorComparison(
      quantity: comparison.quantity, analytic: comparison.analytic,
      numeric: gradient.tensor(variable, method: .complexStep, positions: positions),
      tolerance: .suited(to: .complexStep), isInexact: false,
      rounding: gradient.rounding(on: comparison.quantity, differences: nil))
    return switch second.report().verdict {
    case .agrees: .stepUnsuited
    case .cannotSay(.belowRoundOff): .belowRoundOff
    case .disagrees, .cannotSay: nil
    }
  }
}

/// A known mistake that is put into a tensor to see the check catch it.
public enum PlantedBug: Hashable, Sendable {
  /// Every entry multiplied by a constant: 2, ½, −1, the batch size.
  case factor(Double)
  /// The entries read column by column, as if the matrix were its transpose.
  case transposed
  /// The first row that is not zero set to zero.
  case zeroedRow
  /// The entry that is largest in size multiplied by 1.5.
  case oneEntry

  public static let all: [PlantedBug] = [.factor(2), .factor(0.5), .factor(-1), .transposed, .zeroedRow, .oneEntry]

  /// The tensor with the mistake in it, or `nil` if the mistake would change nothing.
  /// - Shapes: the result as the tensor.
  public func planted(in tensor: Matrix<Double>) -> Matrix<Double>? {
    let result = changed(tensor)
    return result == tensor ? nil : result
  }

  private func changed(_ tensor: Matrix<Double>) -> Matrix<Double> {
    var result = tensor
    switch self {
    case .factor(let factor): return factor * tensor
    case .transposed:
      return Matrix(rows: tensor.rows, columns: tensor.columns, elements: tensor.transposed.elements)
    case .zeroedRow:
      guard let row = (0..<tensor.rows).first(where: { tensor.row($0).contains { $0 != 0 } }) else { return tensor }
      for column in 0..<tensor.columns { result[row, column] = 0 }
    case .oneEntry:
      let sizes = tensor.elements.map(\.magnitude)
      guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return tensor }
      result.elements[largest] *= 1.5
    }
    return result
  }
}
