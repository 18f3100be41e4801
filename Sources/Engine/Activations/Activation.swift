import Calculus

/// The nonlinear function h of a layer: a = h(z).
///
/// Its definition says what it is. It is computed by a kernel written by hand if there is one, else by its compiled
/// formulas; tests prove kernels and formulas equal.
public struct Activation: Sendable {
  let kernel: Kernel
  private let content: Content

  /// What copies share.
  private final class Content: Sendable {
    let definition: ActivationDefinition
    /// The formulas of an activation without a kernel.
    let compiled: CompiledActivation?

    init(_ definition: ActivationDefinition, _ compiled: CompiledActivation?) {
      (self.definition, self.compiled) = (definition, compiled)
    }
  }

  /// An activation without a kernel: one of the user.
  /// - Throws: if its formula is not a function of one number.
  public init(_ definition: ActivationDefinition) throws(NotCompilable) {
    kernel = .compiled
    content = Content(definition, try CompiledActivation(definition))
  }

  private init(standard definition: ActivationDefinition) {
    kernel = Kernel(rawValue: definition.name) ?? .compiled
    guard kernel == .compiled else {
      content = Content(definition, nil)
      return
    }
    do {
      content = Content(definition, try CompiledActivation(definition))
    } catch {
      preconditionFailure("\(definition.name) is not computable: \(error.reason)")
    }
  }

  public var definition: ActivationDefinition { content.definition }
  var compiled: CompiledActivation? { content.compiled }

  /// As a choice for a layer: `leaky-relu`.
  public var name: String { definition.name }

  /// The name as a function, in the shell and in NumPy: `leaky_relu`.
  public var functionName: String { definition.function.name }

  /// The name in formulas: σ, relu.
  public var symbol: String { kernel == .sigmoid ? "σ" : functionName }

  public var isElementwise: Bool { kernel != .softmax }
}

extension Activation: Hashable {
  public static func == (a: Activation, b: Activation) -> Bool {
    a.content === b.content || a.kernel == b.kernel && a.definition == b.definition
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

// MARK: The activations of the program

extension Activation: CaseIterable {
  public static let allCases = ActivationDefinition.all.map(Activation.init(standard:))

  /// The activation of the program with a name, as a choice or as a function.
  public static func named(_ name: String) -> Activation? {
    allCases.first { $0.name == name || $0.functionName == name }
  }

  private static func standard(_ kernel: Kernel) -> Activation {
    guard let activation = allCases.first(where: { $0.kernel == kernel }) else {
      preconditionFailure("\(kernel.rawValue) has no definition")
    }
    return activation
  }

  public static let relu = standard(.relu)
  public static let leakyRelu = standard(.leakyRelu)
  public static let elu = standard(.elu)
  public static let sigmoid = standard(.sigmoid)
  public static let tanh = standard(.tanh)
  public static let softplus = standard(.softplus)
  public static let silu = standard(.silu)
  public static let gelu = standard(.gelu)
  public static let softmax = standard(.softmax)
  public static let identity = standard(.identity)
}

extension Activation: CustomStringConvertible {
  public var description: String { name }
}
