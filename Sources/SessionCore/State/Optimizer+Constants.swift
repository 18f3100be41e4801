import Engine

extension Optimizer.Rule {
  /// The names of its constants.
  public var constants: [String] {
    switch self {
    case .sgd: []
    case .momentum, .nesterov: ["beta1"]
    case .rmsprop: ["beta2", "epsilon"]
    case .adam: ["beta1", "beta2", "epsilon"]
    case .adamw: ["beta1", "beta2", "epsilon", "decay"]
    }
  }

  /// The rate that PyTorch takes where none is given; `nil` where it says nothing about this rule.
  public var usualRate: Double? {
    switch self {
    case .sgd, .momentum, .nesterov: nil
    case .rmsprop: 0.01
    case .adam, .adamw: 0.001
    }
  }
}

extension Optimizer {
  /// A constant by its name.
  public func constant(_ name: String) -> Double {
    switch name {
    case "beta1": beta1
    case "beta2": beta2
    case "epsilon": epsilon
    default: decay
    }
  }
}
