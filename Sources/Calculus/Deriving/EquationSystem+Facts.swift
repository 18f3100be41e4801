/// Identities of a forward pass.
extension EquationSystem.Fact {
  /// e^z_si / Σ_k e^z_sk = a_si, for a = softmax(z).
  public static func softmax(of z: Symbol, is a: Symbol) -> EquationSystem.Fact {
    let recognition = SoftmaxRecognition(z: z, a: a)
    return EquationSystem.Fact("the fraction is \(a.code), the softmax of \(z.code)") { recognition.replacement($0) }
  }

  /// Σ_s (z_si − mu_i) = 0, for mu the mean of z over the samples.
  public static func deviations(of z: Symbol, from mu: Symbol) -> EquationSystem.Fact {
    EquationSystem.Fact("\(mu.code) is the mean of \(z.code), so the deviations add up to 0") { term in
      guard case .over(let index, .sum, .sum(let list)) = term, list.count == 2, index.extent == z.shape.rows,
        case .entry(z, row: let row, column: _) = list[0], row == index,
        case .negation(.entry(mu, row: nil, column: _)) = list[1]
      else { return nil }
      return .zero
    }
  }

  /// σ′(z) = a (1 − a), for a = σ(z).
  public static func logisticSlope(of z: Symbol, value a: Symbol) -> EquationSystem.Fact {
    EquationSystem.Fact("σ′(z) = σ(z) (1 − σ(z)) = a (1 − a)") { term in
      guard case .apply(let head, let arguments) = term, head == Term.Head("sigmoid", orders: [1]),
        case .entry(z, row: let row, column: let column) = arguments[0]
      else { return nil }
      let value = Term.entry(a, row: row, column: column)
      return value * (1 - value)
    }
  }

  /// Σ_k y_sk = 1, for targets that are shares.
  public static func shares(_ y: Symbol) -> EquationSystem.Fact {
    EquationSystem.Fact("the targets of a sample add up to 1") { term in
      guard case .over(let index, .sum, .entry(y, row: _, column: let column)) = term, column == index else {
        return nil
      }
      return .one
    }
  }
}
