import Calculus
import Engine
import Language

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

  /// Reads a definition.
  /// - Parameter start: where it starts in the text, in bytes.
  public init(reading text: String, from start: Int, in session: Session) throws(Diagnostic) {
    let definition = try LossDefinition(typed: text, from: start)
    let typed = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
    try Self.checkName(definition.name, at: SourceSpan(start, start + definition.name.utf8.count), in: session)
    do throws(NotCompilable) {
      loss = try Loss(definition, library: definition.library)
    } catch {
      throw Diagnostic(
        "the loss of a sample is made of its entries and their sums: \(error.reason)",
        at: SourceSpan(start, text.utf8.count), hint: "sum, mean, max and min of a formula of the entries of a and y")
    }
    self.text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func checkName(_ name: String, at span: SourceSpan, in session: Session) throws(Diagnostic) {
    let kind: String? =
      if Loss.allCases.contains(where: { $0.name == name || $0.definition.function.name == name }) {
        "a loss of the program"
      } else if Function.all[name] != nil {
        "a function"
      } else if Names.isReserved(name, in: session) || Names.family(name) != nil || Names.single(name) != nil {
        "a name of the notation"
      } else {
        nil
      }
    guard let kind else { return }
    throw Diagnostic("\(name) is \(kind)", at: span, hint: "loss my_\(name)(a, y) = …")
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
