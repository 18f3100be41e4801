import Engine
import Language

extension Session {
  /// Computes one operation of the pass with the person's own formula.
  public mutating func compute(
    _ quantity: Quantity, by definition: Definition, at span: SourceSpan, reads: ReadLog? = nil
  ) throws(Diagnostic) {
    trace[quantity] = try value(of: quantity, by: definition, at: span, reads: reads)
    freshness.touch(quantity)
  }

  /// What the person's own formula gives for a quantity.
  public func value(
    of quantity: Quantity, by definition: Definition, at span: SourceSpan, reads: ReadLog? = nil
  ) throws(Diagnostic) -> Matrix<Double> {
    var evaluator = Evaluator(session: self, source: definition.source, reads: reads)
    let value: Value
    do throws(Diagnostic) {
      value = try evaluator.evaluate(definition.expression)
    } catch {
      throw Diagnostic("your \(quantity.name) = \(definition.text): \(error.message)", at: span, hint: error.hint)
    }
    guard let shape = shape(of: quantity), value.asMatrix.shape == shape else {
      throw Diagnostic(
        "your \(quantity.name) = \(definition.text) is \(value.shape)", at: span,
        hint: shape(of: quantity).map { "\(quantity.name) is \($0); undefine \(quantity.name) returns to the built-in" }
      )
    }
    return value.asMatrix
  }
}
