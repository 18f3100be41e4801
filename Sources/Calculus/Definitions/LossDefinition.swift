/// The loss of one sample as a value: its formula, and what is known of it besides.
///
/// Loss and gradient of a batch, help, explanations and exported programs derive from it.
public struct LossDefinition: Hashable, Sendable {
  /// As `network … loss NAME` takes it: `half-squared-error`.
  public var name: String
  /// The loss of a sample, a number, of its outputs a, its targets y, and of constants after them.
  /// - Shapes: a and y 1×n, with the extent `outputs`.
  public var function: FunctionDefinition
  /// The values of the constants, which are the parameters after a and y, by default.
  public var constants: [Double] = []
  /// The loss as a function of the pre-activations, if it belongs to one output activation.
  public var logits: Logits?
  /// The output activation that a network has with it by default.
  public var usualOutput = "identity"
  public var targets = Targets.anyNumbers
  /// Where the derivative jumps: at the zeros of these terms.
  public var kinks: [Term] = []
  public var range = ""
  public var source = ""
  /// What it is good for, and the trap.
  public var advice = ""
  public var example: Example?
  /// The functions that the formula calls.
  public var library = FunctionLibrary.activations

  /// A loss that is computed from z, since a logarithm of a saturated output would be −∞.
  public struct Logits: Hashable, Sendable {
    /// The output activation that the loss is defined on.
    public var activation: String
    /// Of the rows z and y.
    public var value: Term
    /// ∂/∂z, of the rows a and y: nothing is divided by a saturated a.
    public var gradient: Term
    /// The same for targets of any sum, if `gradient` takes a sum of 1 for granted.
    public var computedGradient: Term?
    /// What the other form loses.
    public var reason: String
  }

  /// What a target row has to be.
  public enum Targets: Hashable, Sendable {
    case anyNumbers
    /// −1 or 1 each.
    case signs
    /// Each entry a probability by itself, yes or no.
    case probabilities
    /// A distribution over classes: shares of 1.
    case distribution
  }

  /// Cells that show the loss.
  public struct Example: Hashable, Sendable {
    public var cells: [String]
    public var shows: String
    /// What the last cell gives, to six digits.
    public var value: Double
  }

  init(_ name: String, _ function: FunctionDefinition) {
    (self.name, self.function) = (name, function)
  }

  /// n, the extent of the rows a and y; no network has so many outputs, so that it is told from every other extent.
  public static let outputs = Extent(2_147_483_647, symbol: "n")
  static let row = TermShape(rows: nil, columns: outputs)
  static let a = Symbol("a", shape: row)
  static let y = Symbol("y", shape: row)
  static let z = Symbol("z", shape: row)

  /// The names of the constants: δ of the loss huber.
  public var constantNames: [Symbol] { Array(function.parameters.dropFirst(2)) }

  /// The output activation that the loss is defined on; `nil` if any will do.
  public var requiredOutput: String? { logits?.activation }

  /// The output activations that it goes with, in words.
  public var output: String { requiredOutput ?? "any activation; \(usualOutput) by default" }

  /// Whether the target is one or more distributions over classes.
  public var isEntropy: Bool {
    switch targets {
    case .anyNumbers, .signs: false
    case .probabilities, .distribution: true
    }
  }

  /// Whether the loss is the mean over the outputs, not their sum.
  public var averagesOutputs: Bool { function.body.contains { $0 == .size(Self.outputs) } }
}
