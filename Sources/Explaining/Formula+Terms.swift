import Calculus
import Engine
import SessionCore

/// A formula, as mathematics and as an expression of the shell.
public struct Formula: Equatable, Sendable {
  public var mathematics: String
  /// Typed into a session it gives the value.
  public var expression: String

  public init(mathematics: String, expression: String) {
    (self.mathematics, self.expression) = (mathematics, expression)
  }

  /// - Parameter computed: an equal term, as it is typed.
  init(_ term: Term, computed: Term? = nil) {
    self.init(
      mathematics: term.withSigns.withLetters.mathematics,
      expression: (computed ?? term).code(library: .activations) ?? term.mathematics)
  }

  /// A sum.
  public static func + (left: Formula, right: Formula) -> Formula {
    Formula(
      mathematics: left.mathematics + " + " + right.mathematics, expression: left.expression + " + " + right.expression)
  }
}

extension Network {
  /// What the loss is written of: a[L], the targets and z[L], or one row of them.
  /// - Parameter row: `[3, :]` for a sample; all of them by default.
  package func lossOperands(row: String = "") -> LossOperands {
    let outputs = Extent(sizes[depth])
    // Its count is in no formula.
    let shape = TermShape(rows: row.isEmpty ? Extent(.max, symbol: "B") : nil, columns: outputs)
    func symbol(_ quantity: Quantity) -> Symbol { Symbol(quantity.name + row, shape: shape) }
    let loss = objective.loss.definition
    var operands = LossOperands(
      a: symbol(.activation(depth)), y: symbol(compared), z: symbol(.preActivation(depth)), outputs: outputs,
      constants: loss == .huber ? [objective.huberDelta] : loss.constants)
    operands.spreadsColumns = true
    return operands
  }
}
