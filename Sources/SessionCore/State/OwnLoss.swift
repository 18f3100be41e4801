import Calculus
import Engine

/// A loss that the user defined: `loss quartic(a, y) = sum((a - y)^4)`.
public struct OwnLoss: Equatable, Sendable {
  public let loss: Loss
  /// The definition as it was typed, on one line.
  public let text: String

  public var name: String { loss.name }
  public var formula: String { loss.definition.formula }

  public init(_ loss: Loss, text: String? = nil) {
    (self.loss, self.text) = (loss, text ?? loss.definition.code)
  }
}

extension Session {
  /// A loss of the program or of the user.
  public func loss(named name: String) -> Loss? { Loss(named: name) ?? losses[name]?.loss }

  /// Adds a loss of the user, or puts it in the place of one of that name, also in the network.
  public mutating func define(_ loss: OwnLoss) {
    losses[loss.name] = loss
    if objective.loss.name == loss.name { changeObjective { $0.loss = loss.loss } }
  }

  /// What was computed with another objective is gone.
  public mutating func changeObjective(_ change: (inout Objective) -> Void) {
    change(&objective)
    for quantity in trace.values.keys
    where quantity == .loss || quantity == .smoothedTarget || quantity.isGradient {
      trace[quantity] = nil
    }
  }
}
