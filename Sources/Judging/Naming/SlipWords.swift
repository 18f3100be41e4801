import Engine
import Language
import SessionCore

/// Slips in the words of the subject: what is a bias, a penalty, a derivative in a formula.
struct SlipWords {
  let network: Network<Double>?
  let samples: Int
  /// Whether what the claim is about has a penalty.
  let hasPenalty: Bool
  /// Whether what the claim is about is averaged over the batch.
  let isAveraged: Bool

  func sign(_ part: Expression, isInPenalty: Bool) -> String {
    let what = isInPenalty ? "the penalty " : kind(of: part).map { "\($0) " } ?? ""
    return "the sign of \(what)\(part.code) is reversed"
  }

  func leftOut(_ part: Expression, _ sign: Expression.Operator, isInPenalty: Bool) -> String {
    if isInPenalty, sign == .add || sign == .subtract { return "the penalty term \(part.code) is left out" }
    let place = isInPenalty ? "in the penalty: " : ""
    if isEpsilon(part) { return place + "ε = \(part.code) is left out" }
    switch sign {
    case .divide: return place + divisionLeftOut(part)
    case .add, .subtract:
      return place + (kind(of: part).map { "\($0) \(part.code) is left out" } ?? "the term \(part.code) is left out")
    default:
      return place + (kind(of: part).map { "\($0) \(part.code) is left out" } ?? "the factor \(part.code) is left out")
    }
  }

  private func divisionLeftOut(_ part: Expression) -> String {
    if case .name("B", _) = part { return "the division by B is left out: C is the mean over \(samples) samples" }
    if case .number(let n, _) = part, n == Double(network?.sizes.last ?? 0) {
      return "the division by \(part.code), the number of outputs, is left out"
    }
    return "the division by \(part.code) is left out"
  }

  func extra(_ part: Expression, _ sign: Expression.Operator, beside rest: Expression) -> String {
    if isPenalty(part), sign == .add || sign == .subtract {
      return part.names.contains("b")
        ? "the bias is not penalised: \(part.code) does not belong here"
        : "there is no penalty \(part.code) here"
    }
    if isEpsilon(part) { return "\(part.code) does not belong here: there is no ε inside" }
    if sign == .multiply, part.leaf != nil || !part.calls.isEmpty, rest.nodes.contains(where: { $0.isSame(as: part) }) {
      return (kind(of: part) ?? "the factor") + " \(part.code) is applied twice, once too often"
    }
    if let words = scale(part, sign) { return words }
    switch sign {
    case .divide:
      if part.calls.contains(where: { $0.function == "log" }) {
        return "the logarithm is natural: the division by \(part.code) makes it one to another base"
      }
      return "the division by \(part.code) does not belong here"
    case .add, .subtract:
      return (kind(of: part).map { "\($0) \(part.code)" } ?? "the term \(part.code)") + " does not belong here"
    default:
      return (kind(of: part).map { "\($0) \(part.code)" } ?? "the factor \(part.code)") + " does not belong here"
    }
  }

  /// A factor 2, ½ or 1/B that is too much.
  private func scale(_ part: Expression, _ sign: Expression.Operator) -> String? {
    let isDivision = sign == .divide
    guard isDivision || sign == .multiply else { return nil }
    let isBatch = isAveraged && samples > 1 && part.code == (isDivision ? "\(samples)" : "1 / \(samples)")
    let batch = "divided by the batch size B = \(samples) once too often"
    switch part.code {
    case isDivision ? "2" : "0.5", isDivision ? "2" : "1 / 2":
      return "\(isDivision ? "the division by 2" : "the factor \(part.code)") does not belong here: a ½ too many"
        + (isBatch ? ", or, if 1/B is meant, \(batch)" : "")
    case _ where isBatch:
      return "\(isDivision ? "the division by \(samples)" : "the factor \(part.code)") does not belong here: \(batch)"
    case isDivision ? "0.5" : "2":
      return
        "\(isDivision ? "the division by 0.5" : "the factor 2") does not belong here: it is twice the right result, a ½ may be missing"
    case isDivision ? "B" : "1 / B":
      return "\(isDivision ? "the division by B" : "the factor 1 / B") does not belong here"
        + (isAveraged ? ": divided by the batch size once too often" : "")
    default: return nil
    }
  }

  func transposed(_ written: Expression, _ needed: Expression) -> String {
    if case .transpose(let inner, _) = needed, inner.isSame(as: written) {
      return "\(written.code) must be transposed: \(needed.code) is needed"
    }
    if case .transpose(let inner, _) = written, inner.isSame(as: needed) {
      return "\(needed.code) must not be transposed: \(written.code) is its transpose"
    }
    return "transposed: \(needed.code) is needed, not \(written.code)"
  }

  func exchanged(_ written: Expression, _ needed: Expression) -> String {
    if case .binary(.subtract, _, _) = written {
      return "the sign is reversed: the difference is \(needed.code), not \(written.code)"
    }
    if case .binary(.divide, _, _) = written {
      return "the quotient is upside down: \(needed.code) is needed, not \(written.code)"
    }
    return "the order of the operands is exchanged: \(needed.code) is needed, not \(written.code)"
  }

  func derivative(_ written: Expression, _ needed: Expression) -> String {
    if needed.calls.contains(where: { $0.order > 0 }), !written.calls.contains(where: { $0.order > 0 }) {
      return "the derivative \(needed.code) is needed: \(written.code) is not the derivative"
    }
    return "\(written.code) is the derivative of something else: \(needed.code) is needed instead"
  }

  func quantity(_ written: Expression, _ needed: Expression) -> String {
    let plain = "\(needed.code) is needed, not \(written.code)"
    switch (written.leaf?.name, needed.leaf?.name) {
    case ("da", "delta"), ("da", "dzbn"): return plain + ": the derivative of the activation is left out"
    case ("delta", "da"): return plain + ", which has the derivative of the activation already"
    case ("z", "a"): return plain + ": the activation is left out, \(written.code) instead of \(needed.code)"
    case ("z", "zbn"), ("zhat", "zbn"): return plain + ": the layer is normalised"
    default: return plain
    }
  }

  func power(_ written: Expression, _ needed: Expression) -> String {
    func isSquare(_ e: Expression) -> Bool {
      if case .binary(.power, _, .number(2, _)) = e { true } else { false }
    }
    func calls(_ name: String, _ e: Expression) -> Bool {
      if case .call(let call) = e { call.function == name } else { false }
    }
    if isSquare(needed), calls("abs", written) {
      return "the absolute value \(written.code) where the square is needed: \(needed.code)"
    }
    if isSquare(needed) { return "the square is left out: \(needed.code) is needed, not \(written.code)" }
    if isSquare(written) { return "the square does not belong here: \(needed.code) is needed, not \(written.code)" }
    if calls("sqrt", needed) { return "the root is left out: \(needed.code) is needed, not \(written.code)" }
    if calls("sqrt", written) {
      return "the square root does not belong here: \(needed.code) is needed, not \(written.code)"
    }
    return "\(needed.code) is needed, not \(written.code)"
  }

  func reduction(_ written: Expression, _ needed: Expression) -> String {
    func call(_ e: Expression) -> Expression.Call? { if case .call(let call) = e { call } else { nil } }
    let (w, n) = (call(written), call(needed))
    if let w, let n, w.axis?.code == n.axis?.code, w.function != n.function, w.arguments == n.arguments {
      return "the \(n.function) is needed, not the \(w.function): \(needed.code)"
        + (isAveraged && n.function == "sum" ? "; the mean divides by the batch size once too often" : "")
        + (n.function == "mean" && samples > 1 ? ", over the \(samples) samples: divide by their number, B" : "")
    }
    if let n, n.axis?.code == "0", written.isRow(of: n.arguments[0]) {
      return "one sample of the batch only: add up over the samples: \(needed.code)"
    }
    if let n, let axis = n.axis?.code {
      return "\(n.function == "mean" ? "the mean" : "add up") "
        + (axis == "0" ? "over the samples" : "along each row") + ": \(needed.code) (axis \(axis)), not \(written.code)"
    }
    return "\(needed.code) is needed, not \(written.code)"
  }

  // MARK: What a part is

  /// What a factor or a term is called.
  func kind(of part: Expression) -> String? {
    if case .transpose(let inner, _) = part { return kind(of: inner) }
    if isPenalty(part) { return "the penalty" }
    if case .call(let call) = part, call.order > 0 { return "the derivative" }
    guard let leaf = part.leaf, let family = Names.family(leaf.name) else { return nil }
    switch family {
    case .biases: return "the bias"
    case .mask: return "the mask"
    case .weights, .input, .target, .loss, .smoothedTarget, .preActivation, .activation, .delta, .activationGradient,
      .weightGradient, .biasGradient, .mean, .variance, .standardized, .normalized, .gamma, .beta, .runningMean,
      .runningVariance, .normalizedGradient, .gammaGradient, .betaGradient, .standardizedGradient, .varianceGradient,
      .meanGradient, .moment:
      return nil
    }
  }

  /// λ W, ½ λ Σ W²: weights or biases, and no quantity of the pass.
  func isPenalty(_ part: Expression) -> Bool {
    let names = Set(part.names)
    if !names.isDisjoint(with: ["l1", "l2"]) { return names.isSubset(of: ["l1", "l2", "W", "b", "B", "L"]) }
    guard hasPenalty, names == ["W"], part.nodes.contains(where: { $0.isScaleOrSize }) else { return false }
    return !part.nodes.contains { $0.has(.matrixProduct) }
  }

  private func isEpsilon(_ part: Expression) -> Bool {
    if case .number(let x, _) = part { x > 0 && x < 1e-2 } else { false }
  }
}

extension Expression {
  /// Whether it is `X[0, :]` of X.
  fileprivate func isRow(of matrix: Expression) -> Bool {
    if case .index(let base, let list, _) = self, list.count == 2 { base.isSame(as: matrix) } else { false }
  }

  /// Whether it multiplies or adds up, as a penalty does.
  fileprivate var isScaleOrSize: Bool {
    switch self {
    case .binary(.multiply, _, _), .binary(.power, _, _): true
    case .call(let call): call.function == "sum" || call.function == "sign"
    default: false
    }
  }
}
