import Engine
import Language
import SessionCore

/// The words that several commands offer as choices.
public enum Choices {
  public static let activations = Activation.allCases.map { Parameter.Choice($0.rawValue, $0.facts.formula) }
  public static let losses = Loss.allCases.map { Parameter.Choice($0.rawValue, $0.facts.formula) }

  /// Refuses a loss with an output activation it is not defined on.
  public static func check(
    _ loss: Loss, with output: Activation, _ arguments: Arguments, at name: String
  ) throws(Diagnostic) {
    if let required = loss.requiredOutput, required != output {
      throw arguments.failure(
        "\(loss.rawValue) needs the output activation \(required.rawValue), not \(output.rawValue)", at: name,
        hint: "output \(required.rawValue)")
    }
  }
}
