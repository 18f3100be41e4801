/// A formula, as mathematics and as an expression of the shell.
public struct Formula: Equatable, Sendable {
  public var mathematics: String
  /// Typed into a session it gives the value.
  public var expression: String

  public init(mathematics: String, expression: String) {
    (self.mathematics, self.expression) = (mathematics, expression)
  }

  /// A sum.
  public static func + (left: Formula, right: Formula) -> Formula {
    Formula(
      mathematics: left.mathematics + " + " + right.mathematics, expression: left.expression + " + " + right.expression)
  }
}

extension Loss {
  /// What is known of a loss besides its numbers: help, completion and explanations say it.
  public struct Facts: Sendable {
    /// The loss of a sample in one line.
    public var formula: String
    /// Its gradient.
    public var gradient: String
    public var range: String
    /// The output activations that it goes with.
    public var output: String
    public var source: String
    /// What it is good for, and the trap.
    public var advice: String
    /// Cells that show the loss, and what they show.
    public var example: (cells: [String], shows: String)
    /// What it means that a result is twice the right one, or half of it, or divided by the number of outputs.
    public var twice = "factor 2: it is twice the right result"
    public var half = "a ½ too many: it is half the right result"
    public var overOutputs = "divided by the number of outputs once too often"
    public var written: Written
  }

  /// How the sum of the losses of all samples is written, and its gradient.
  public struct Written: Sendable {
    public var total: Formula
    /// ∂/∂a[L].
    public var gradient: Formula
    /// ∂/∂a of one entry from its a and y; names in braces are replaced by entries and functions.
    public var entryGradient: String
    /// ∂/∂a of an entry for y = 0 and for y = 1, if that is written in another way.
    public var entryGradientAtLimits: (zero: String, one: String)?
    /// A total that is a factor times a sum of entries.
    public var entrySum: (factor: String, entry: String)?
  }

  /// The names of what a loss is written of.
  public struct Operands: Sendable {
    public var a = "a"
    public var z = "z"
    public var y = "y"
    /// n, the number of outputs.
    public var outputs = 1
    /// δ of the loss huber.
    public var delta = 1.0

    public init() {}
  }

  public var facts: Facts { facts(of: Operands()) }

  /// - Parameter of: what the formulas name.
  public func facts(of operands: Operands) -> Facts {
    let (a, z, y, n, d) = (operands.a, operands.z, operands.y, operands.outputs, operands.delta)
    switch self {
    case .halfSquaredError:
      return Facts(
        formula: "½ Σ (a − y)²", gradient: "∂/∂a = a − y", range: "0 to ∞", output: "any activation",
        source: "Gauss 1809; the post's derivation",
        advice: "The ½ cancels the 2 of the derivative: without it every gradient is twice as large.",
        example: (["network 2 1", "input [[1, 2]]", "target [[1]]", "loss"], "½ (0.5 − 1)² = 0.125"),
        twice: "factor 2: it is twice the right result; the ½ of the loss is missing, whose derivative is (a − y), not "
          + "2(a − y), or the gradient was accumulated twice",
        half: "a ½ too many: the derivative of ½(a − y)² is (a − y)",
        overOutputs: "divided by the number of outputs as well: the loss sums over outputs",
        written: Written(
          total: Formula(mathematics: "½ Σ (\(a) − \(y))²", expression: "0.5 * sum((\(a) - \(y))^2)"),
          gradient: Formula(mathematics: "\(a) − \(y)", expression: "(\(a) - \(y))"), entryGradient: "({a} − {y})",
          entrySum: ("½", "({a} − {y})²")))
    case .meanSquaredError:
      return Facts(
        formula: "1/n Σ (a − y)², n outputs", gradient: "∂/∂a = 2 (a − y) / n", range: "0 to ∞",
        output: "any activation; identity by default",
        source: "Gauss 1809; PyTorch's MSELoss, which is also a mean over samples and outputs",
        advice:
          "For regression. The gradient does not grow with the number of outputs, unlike that of half-squared-error.",
        example: (
          ["network 2 2 loss mean-squared-error", "input [[1, 2]]", "target [[1, 3]]", "loss"],
          "½ ((0 − 1)² + (0 − 3)²) = 5"
        ), half: "half the right result: the derivative of (a − y)² is 2 (a − y)",
        written: Written(
          total: Formula(mathematics: "1/\(n) Σ (\(a) − \(y))²", expression: "sum((\(a) - \(y))^2) / \(n)"),
          gradient: n == 1
            ? Formula(mathematics: "2 (\(a) − \(y))", expression: "2 * (\(a) - \(y))")
            : Formula(mathematics: "2/\(n) (\(a) − \(y))", expression: "2 * (\(a) - \(y)) / \(n)"),
          entryGradient: "2 · ({a} − {y}) / \(n)"))
    case .huber:
      let m = "minimum(abs(\(a) - \(y)), \(d))"
      return Facts(
        formula: "1/n Σ ρ(a − y), ρ(r) = ½ r² for |r| ≤ δ, else δ (|r| − ½ δ)",
        gradient: "∂/∂a = r / n for |r| ≤ δ, else δ sign(r) / n, with r = a − y", range: "0 to ∞",
        output: "any activation; identity by default", source: "Huber 1964",
        advice:
          "A square near 0 and a line far away: no outlier pulls harder than δ. set huber-delta changes δ, which is 1 by default.",
        example: (["network 2 1 loss huber", "input [[1, 2]]", "target [[5]]", "loss"], "δ (|r| − ½ δ) = 4.5"),
        written: Written(
          total: Formula(
            mathematics: "1/\(n) Σ m (|\(a) − \(y)| − ½ m), m = min(|\(a) − \(y)|, \(d))",
            expression: "sum(\(m) * (abs(\(a) - \(y)) - 0.5 * \(m))) / \(n)"),
          gradient: Formula(
            mathematics: "1/\(n) max(−\(d), min(\(d), \(a) − \(y)))",
            expression: "maximum(-\(d), minimum(\(d), \(a) - \(y))) / \(n)"),
          entryGradient: "{max}(−\(d), {min}(\(d), {a} − {y})) / \(n)"))
    case .crossEntropy:
      return Facts(
        formula: "−Σ y log a", gradient: "∂/∂z = a − y, ∂/∂a = −y / a", range: "0 to ∞", output: "softmax",
        source: "Bridle 1990; Goodfellow et al. 2016, section 6.2.2",
        advice:
          "Targets are one row of shares a sample, one-hot for classes. It is taken from z, so that an output that "
          + "underflows to 0 gives a finite loss and an exact gradient.",
        example: (
          ["network 2 3 loss cross-entropy", "input [[1, 2]]", "target [[0, 1, 0]]", "loss"],
          "log 3 = 1.09861: three classes, no idea"
        ),
        written: Written(
          total: Formula(mathematics: "−Σ \(y) log \(a)", expression: "-sum(\(y) * log(\(a)))"),
          gradient: Formula(mathematics: "−\(y) / \(a)", expression: "-\(y) / \(a)"), entryGradient: "−{y} / {a}"))
    case .binaryCrossEntropy:
      return Facts(
        formula: "−Σ (y log a + (1 − y) log(1 − a))", gradient: "∂/∂z = a − y, ∂/∂a = (a − y) / (a (1 − a))",
        range: "0 to ∞", output: "sigmoid", source: "Goodfellow et al. 2016, section 6.2.2",
        advice: "Each output is a yes or no by itself. It is taken from z with softplus, exact for saturated outputs.",
        example: (
          ["network 2 1 loss binary-cross-entropy", "input [[1, 2]]", "target [[1]]", "loss"], "log 2 = 0.693147"
        ),
        written: Written(
          total: Formula(
            mathematics: "−Σ (\(y) log \(a) + (1 − \(y)) log(1 − \(a)))",
            expression: "sum(\(y) * softplus(-\(z)) + (1 - \(y)) * softplus(\(z)))"),
          gradient: Formula(
            mathematics: "(\(a) − \(y)) / (\(a) (1 − \(a)))", expression: "(\(a) - \(y)) / (\(a) * (1 - \(a)))"),
          entryGradient: "({a} − {y}) / ({a} · (1 − {a}))",
          // One term of −y/a + (1 − y)/(1 − a) is left if y is 0 or 1.
          entryGradientAtLimits: (zero: "(1 − {y}) / (1 − {a})", one: "−{y} / {a}")))
    }
  }
}

extension Loss {
  /// The loss of the example, to six digits.
  public var exampleLoss: Double {
    switch self {
    case .halfSquaredError: 0.125
    case .meanSquaredError: 5
    case .huber: 4.5
    case .crossEntropy: 1.09861
    case .binaryCrossEntropy: 0.693147
    }
  }
}
