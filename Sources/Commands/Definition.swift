import Engine
import Language

/// A person's own formula for a step of the backward pass, with the text it was typed as.
public struct Definition: Equatable, Sendable {
  public var expression: Expression
  /// The cell it was typed in.
  public var source: String
  /// The formula as it was typed.
  public var text: String
}

extension Session {
  /// Computes one operation of the pass with the person's own formula.
  mutating func compute(
    _ quantity: Quantity, by definition: Definition, at span: SourceSpan, reads: ReadLog? = nil
  ) throws(Diagnostic) {
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
    trace[quantity] = value.asMatrix
    freshness.touch(quantity)
  }
}
