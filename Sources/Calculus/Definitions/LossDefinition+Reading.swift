import Language

extension LossDefinition {
  /// A loss of the program.
  /// - Parameters:
  ///   - text: the loss of a sample with its name, `half_squared_error(a, y) = 0.5 * sum((a - y)^2)`.
  ///   - stable: the formula as it is computed.
  ///   - derivative: ∂/∂a in the form that is shown and computed, if it is not what the rules give.
  ///   - logits: the output activation that the loss belongs to, the loss as a function of z and y, ∂/∂z as one of a and
  ///     y, also for targets of any sum, and why.
  ///   - isSmooth: whether the derivative is continuous although the formula has cases.
  /// - Precondition: the texts are formulas.
  init(
    reading text: String, stable: String? = nil, derivative: String? = nil, constants: [Double] = [],
    logits: (activation: String, value: String, gradient: String, computed: String?, reason: String)? = nil,
    usualOutput: String,
    targets: Targets = .anyNumbers, isSmooth: Bool = false, range: String, source: String, advice: String,
    example: Example
  ) {
    let parts = text.split(separator: " = ", maxSplits: 1).map(String.init)
    let (head, body) = (parts[0].filter { $0 != " " }.split { "(,)".contains($0) }.map(String.init), parts[1])
    let constantNames = head.dropFirst(3).map { Symbol($0) }
    func term(_ text: String) -> Term {
      do throws(Diagnostic) {
        var reader = Self.reader(constants: constantNames)
        return try reader.read(ExpressionParser.parse(text)).term
      } catch {
        preconditionFailure("\(text): \(error.message)")
      }
    }
    self.init(
      String(head[0].map { $0 == "_" ? "-" : $0 }),
      FunctionDefinition(
        head[0], [Self.a, Self.y] + constantNames, term(body), stable: stable.map(term),
        derivatives: [derivative.map(term)] + head.dropFirst(2).map { _ in nil }))
    self.logits = logits.map {
      Logits(
        activation: $0.activation, value: term($0.value), gradient: term($0.gradient),
        computedGradient: $0.computed.map(term), reason: $0.reason)
    }
    (self.constants, self.usualOutput, self.targets, self.range) = (constants, usualOutput, targets, range)
    (self.source, self.advice, self.example) = (source, advice, example)
    kinks = isSmooth ? [] : function.body.kinks
  }

  /// Reads formulas of a, y, z, n and some constants.
  static func reader(library: FunctionLibrary = .activations, constants: [Symbol] = []) -> TermReader {
    TermReader(library: library, sizes: ["n": outputs]) { name, layer in
      layer == nil ? ([a, y, z] + constants).first { $0.name == name } : nil
    }
  }
}
