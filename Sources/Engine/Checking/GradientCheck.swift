import RealModule

/// Compares a gradient, wherever it comes from, with one taken from the forward pass alone.
public struct GradientCheck: Sendable {
  public var method: NumericMethod
  /// Whether ∂C/∂X is checked too.
  public var includesInput: Bool
  /// How many entries of a tensor are checked, spread evenly; `nil` for all.
  public var entriesPerTensor: Int?
  public var tolerance: Tolerance

  public init(
    method: NumericMethod = .central, includesInput: Bool = false, entriesPerTensor: Int? = nil,
    tolerance: Tolerance? = nil
  ) {
    self.method = method
    self.includesInput = includesInput
    self.entriesPerTensor = entriesPerTensor
    self.tolerance = tolerance ?? .suited(to: method)
  }

  /// The gradients that a check compares: of all parameters, dW[1], db[1], …, and ∂C/∂X as da[0].
  public func quantities(of network: Network<Double>) -> [Quantity] {
    (includesInput ? [.activationGradient(0)] : []) + network.parameters.compactMap(\.gradient)
  }

  /// The gradients of the built-in backward pass, by name.
  /// - Parameter given: X, Y and the masks of dropout.
  public func analytic(
    _ network: Network<Double>, given: Trace<Double>
  ) throws(MissingQuantity) -> [Quantity: Matrix<Double>] {
    let trace = try network.backward(network.forward(given))
    var gradients = trace.values.filter(\.key.isGradient)
    gradients[.activationGradient(0)] = try network.value(of: .activationGradient(0), from: trace)
    return gradients
  }

  /// Checks a gradient against the network it is claimed to be of.
  /// - Parameters:
  ///   - analytic: by name; what is absent is left out of the report.
  ///   - given: X, Y and the masks of dropout, which stay fixed.
  /// - Shapes: each as its quantity.
  public func report(
    on analytic: [Quantity: Matrix<Double>], of network: Network<Double>, given: Trace<Double>
  ) -> GradientReport {
    let numeric = NumericGradient(network: network, given: given)
    let tensors = quantities(of: network).compactMap { quantity in
      analytic[quantity].flatMap { tensorReport(quantity, $0, numeric) }
    }
    return GradientReport(method: method, tensors: tensors)
  }

  func tensorReport(_ quantity: Quantity, _ analytic: Matrix<Double>, _ gradient: NumericGradient) -> TensorReport? {
    guard let variable = quantity.differentiated, gradient.shape(of: variable) == analytic.shape else { return nil }
    let comparison = TensorComparison(
      quantity: quantity, analytic: analytic,
      numeric: gradient.tensor(variable, method: method, limit: entriesPerTensor), tolerance: tolerance,
      isInexact: method.movesRealPart)
    var report = comparison.report()
    if report.verdict == .disagrees && method.movesRealPart && isAcquitted(comparison, variable, gradient) {
      (report.verdict, report.factor) = (.cannotSay(.stepUnsuited), nil)
    }
    return report
  }

  /// Whether a complex step, which neither rounds nor truncates, sides with the analytic values where they are worst.
  private func isAcquitted(
    _ comparison: TensorComparison, _ variable: Quantity, _ gradient: NumericGradient
  ) -> Bool {
    let positions = Array(comparison.suspects().prefix(64))
    let second = TensorComparison(
      quantity: comparison.quantity, analytic: comparison.analytic,
      numeric: gradient.tensor(variable, method: .complexStep, positions: positions),
      tolerance: .suited(to: .complexStep), isInexact: false)
    return second.report().verdict == .agrees
  }
}
