import Language

/// How a step follows from the gradient g of a parameter p, as terms that are worked out one after another.
///
/// η is the learning rate and t the number of the step, from 1. What a rule remembers of earlier gradients are its
/// moments m and v, which start at 0.
public struct OptimizerDefinition: Hashable, Sendable {
  public var name: String
  /// In order; the last is that of p.
  public var updates: [Update]
  /// What happens to the weights first, but not to biases, γ and β.
  public var decay: Term?
  /// The constants of the rule, with their usual values.
  public var constants: [Constant]
  /// PyTorch's default rate; `nil` if it has none for this rule.
  public var usualRate: Double?
  public var source: String
  /// When to choose it.
  public var advice: String

  /// A line of a rule: `m = beta1 * m + g`.
  public struct Update: Hashable, Sendable {
    /// m, v, m̂, v̂ or p.
    public var symbol: Symbol
    /// Of p, g, the constants, η, t, and of the values before; a moment before its own line is that of the last step.
    public var value: Term
  }

  public struct Constant: Hashable, Sendable {
    public var name: String
    public var usual: Double
  }

  /// - Parameters:
  ///   - updates: in the shell's language, `m = beta1 * m + g`.
  ///   - decay: the new p of weights, before the updates.
  /// - Precondition: the texts are formulas.
  init(
    _ name: String, _ updates: String..., decay: String? = nil, constants: [(String, Double)] = [],
    usualRate: Double? = nil, source: String, advice: String
  ) {
    let known = Self.names + constants.map { Symbol($0.0) }
    func term(_ text: some StringProtocol) -> Term {
      do throws(Diagnostic) {
        var reader = TermReader(library: FunctionLibrary()) { name, layer in known.first { $0.name == name } }
        return try reader.read(ExpressionParser.parse(String(text))).term
      } catch {
        preconditionFailure("\(text): \(error.message)")
      }
    }
    self.name = name
    self.updates = updates.map { line in
      let sides = line.split(separator: " = ", maxSplits: 1)
      return Update(symbol: Symbol(String(sides[0])), value: term(sides[1]))
    }
    self.decay = decay.map(term)
    self.constants = constants.map { Constant(name: $0.0, usual: $0.1) }
    (self.usualRate, self.source, self.advice) = (usualRate, source, advice)
  }

  public static let p = Symbol("p")
  public static let g = Symbol("g")
  public static let m = Symbol("m")
  public static let v = Symbol("v")
  /// m and v, corrected for their start at 0.
  public static let mhat = Symbol("mhat")
  public static let vhat = Symbol("vhat")
  public static let eta = Symbol("eta")
  public static let t = Symbol("t")

  private static let names = [p, g, m, v, mhat, vhat, eta, t]

  /// m and v, those that the rule has.
  public var moments: [Symbol] { updates.map(\.symbol).filter { $0 == Self.m || $0 == Self.v } }

  /// What is added to p, in short: −η m.
  public var change: Term {
    guard let next = updates.last?.value, case .sum(let list) = next else { return .zero }
    let rest = list.filter { $0 != .symbol(Self.p) }
    return rest.count == 1 ? rest[0] : .sum(rest)
  }

  /// The new value of each line, with the lines before put in: of p, g, the constants, η, t and the old moments.
  /// - Parameter decays: whether p is a weight, which the decay is for.
  public func unrolled(decays: Bool) -> [Update] {
    var known: [Symbol: Term] = [:]
    if decays, let decay { known[Self.p] = decay }
    return updates.map { update in
      let value = update.value.substituting(known)
      known[update.symbol] = value
      return Update(symbol: update.symbol, value: value)
    }
  }
}
