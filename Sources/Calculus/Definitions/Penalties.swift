import Language

/// What large weights cost, as a formula of a factor λ and the weights W of a layer.
public struct PenaltyDefinition: Hashable, Sendable {
  public var name: String
  /// - Shapes: W as the weights; a number.
  private let body: Term

  /// ½ λ Σ W². Krogh and Hertz 1991.
  public static let square = PenaltyDefinition("l2", "0.5 * factor * sum(W^2)")
  /// λ₁ Σ |W|. Tibshirani 1996.
  public static let size = PenaltyDefinition("l1", "factor * sum(abs(W))")

  /// The names of the session's factors.
  public static let l1 = Symbol("l1")
  public static let l2 = Symbol("l2")

  private static let factor = Symbol("factor")
  private static let weights = Symbol("W", shape: LossDefinition.row)

  private init(_ name: String, _ text: String) {
    self.name = name
    do throws(Diagnostic) {
      var reader = TermReader(library: FunctionLibrary()) { name, _ in
        [Self.factor, Self.weights].first { $0.name == name }
      }
      body = try reader.read(ExpressionParser.parse(text)).term
    } catch {
      preconditionFailure("\(text): \(error.message)")
    }
  }

  /// The penalty of some layers with one factor: ½ λ (Σ W[1]² + Σ W[2]²).
  public func value(factor: Term, weights: [Symbol]) -> Term {
    guard weights.count > 1, case .product(let list) = body, let sum = list.last else {
      return body.substituting([Self.factor: factor, Self.weights: .symbol(weights.first ?? Self.weights)])
    }
    let sums = weights.map { sum.substituting([Self.weights: .symbol($0)]) }
    return Term.product(list.dropLast() + [.sum(sums)]).substituting([Self.factor: factor])
  }

  /// ∂/∂W by the rules: λ W, λ₁ sign W.
  /// - Shapes: as W.
  public func gradient(factor: Term, weights: Symbol) -> Term {
    let column = Index.letter("i", LossDefinition.outputs)
    return body.atColumn(column).derivative(
      by: .entry(Self.weights, row: nil, column: column), library: FunctionLibrary()
    )
    .contractingDeltas().simplified.ofRows.substituting([Self.factor: factor, Self.weights: .symbol(weights)])
  }

  /// The penalty in one line: ½ λ Σ W².
  public var formula: String {
    body.substituting([Self.factor: .symbol(Symbol(name))]).withSigns.withLetters.mathematics
  }

  /// Its gradient: λ W.
  public var gradientFormula: String {
    gradient(factor: .symbol(Symbol(name)), weights: Self.weights).withLetters.mathematics
  }
}
