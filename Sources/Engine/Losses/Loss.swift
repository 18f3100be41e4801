import Calculus

/// How far the output is from the target in one sample; `Objective` makes the loss of a batch from it.
///
/// One reference, so that the training loop copies no definition.
public struct Loss: Sendable {
  /// How it is computed.
  enum Kernel: String, Sendable {
    case halfSquaredError = "half-squared-error", meanSquaredError = "mean-squared-error", huber
    case crossEntropy = "cross-entropy", binaryCrossEntropy = "binary-cross-entropy"
    /// From the terms of the definition.
    case compiled
  }

  private final class Storage: Sendable {
    let definition: LossDefinition
    let kernel: Kernel
    let program: CompiledLoss?

    init(_ definition: LossDefinition, _ kernel: Kernel, _ program: CompiledLoss?) {
      (self.definition, self.kernel, self.program) = (definition, kernel, program)
    }
  }

  private let storage: Storage

  /// A loss of a user.
  /// - Throws: `NotCompilable` if the loss of a sample is not computed from its entries one by one and their sums.
  public init(_ definition: LossDefinition, library: FunctionLibrary) throws(NotCompilable) {
    storage = Storage(definition, .compiled, try CompiledLoss(definition, library: library))
  }

  /// A loss of the program.
  private init(catalogued definition: LossDefinition) {
    guard let kernel = Kernel(rawValue: definition.name) else {
      guard let program = try? CompiledLoss(definition, library: .activations) else {
        preconditionFailure("\(definition.name) cannot be compiled")
      }
      storage = Storage(definition, .compiled, program)
      return
    }
    storage = Storage(definition, kernel, nil)
  }

  public var definition: LossDefinition { storage.definition }
  public var name: String { storage.definition.name }
  var kernel: Kernel { storage.kernel }
  /// What computes a loss without a kernel of its own.
  var program: CompiledLoss? { storage.program }

  /// ½ Σᵢ (aᵢ − yᵢ)².
  public static let halfSquaredError = Loss(catalogued: .halfSquaredError)
  /// 1/n Σᵢ (aᵢ − yᵢ)², n the number of outputs.
  public static let meanSquaredError = Loss(catalogued: .meanSquaredError)
  /// 1/n Σᵢ ρ(aᵢ − yᵢ), with ρ(r) = ½ r² for |r| ≤ δ, else δ (|r| − ½ δ).
  public static let huber = Loss(catalogued: .huber)
  /// −Σᵢ yᵢ log aᵢ, with a = softmax(z).
  public static let crossEntropy = Loss(catalogued: .crossEntropy)
  /// −Σᵢ (yᵢ log aᵢ + (1 − yᵢ) log(1 − aᵢ)), with a = σ(z).
  public static let binaryCrossEntropy = Loss(catalogued: .binaryCrossEntropy)

  /// Every loss of the program.
  public static let allCases = LossDefinition.all.map { Loss(catalogued: $0) }

  /// The loss of the program with a name.
  public init?(named name: String) {
    guard let loss = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = loss
  }

  /// The output activation that the loss is defined on; `nil` if any will do.
  public var requiredOutput: Activation? { definition.requiredOutput.flatMap(Activation.named) }

  /// The output activation that a network has with this loss by default.
  public var usualOutput: Activation { Activation.named(definition.usualOutput) ?? .identity }

  public var targets: LossDefinition.Targets { definition.targets }

  /// Whether the target is one or more distributions over classes.
  public var isEntropy: Bool { definition.isEntropy }

  /// Whether the derivative by an output jumps somewhere.
  var hasKink: Bool { program?.kinks.isEmpty == false }
}

extension Loss: CustomStringConvertible {
  public var description: String { name }
}

extension Loss: Hashable {
  public static func == (a: Loss, b: Loss) -> Bool {
    a.storage === b.storage || a.definition == b.definition
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Whether the loss of a batch is the mean or the sum over its samples.
public enum Reduction: String, CaseIterable, Sendable {
  case mean, sum

  /// The factor on the sum over samples: 1/B or 1.
  public func factor(samples: Int) -> Double {
    switch self {
    case .mean: 1 / Double(samples)
    case .sum: 1
    }
  }
}
