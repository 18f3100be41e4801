import Engine
import Language
import SessionCore

/// The words that several commands let the person choose from.
public enum Choices {
  public static let activations = Activation.allCases.map { Parameter.Choice($0.rawValue, $0.formula) }
  public static let losses = Loss.allCases.map { Parameter.Choice($0.rawValue, $0.formula) }

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

extension Activation {
  /// h(z) in one line.
  public var formula: String {
    switch self {
    case .relu: "max(z, 0)"
    case .leakyRelu: "z where z > 0, else 0.01 z"
    case .elu: "z where z > 0, else e^z − 1"
    case .sigmoid: "1 / (1 + e^−z)"
    case .tanh: "tanh z"
    case .softplus: "log(1 + e^z)"
    case .silu: "z σ(z)"
    case .gelu: "z Φ(z), Φ the normal distribution"
    case .softmax: "e^zᵢ / Σⱼ e^zⱼ in each row"
    case .identity: "z"
    }
  }
}

extension Loss {
  /// The loss of a sample in one line.
  public var formula: String {
    switch self {
    case .halfSquaredError: "½ Σ (a − y)²"
    case .meanSquaredError: "1/n Σ (a − y)², n outputs"
    case .huber: "1/n Σ ρ(a − y), ρ(r) = ½ r² for |r| ≤ δ, else δ (|r| − ½ δ)"
    case .crossEntropy: "−Σ y log a"
    case .binaryCrossEntropy: "−Σ (y log a + (1 − y) log(1 − a))"
    }
  }
}
