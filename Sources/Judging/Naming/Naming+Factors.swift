import Engine
import Language
import SessionCore

/// A number that a result is multiplied by, where that can come about.
struct CommonFactor {
  var value: Double
  var words: String
}

extension Naming {
  /// Whether the quantity is averaged or the formula speaks of the batch, so that B can be a factor.
  private var canHaveBatch: Bool {
    guard samples > 1 else { return false }
    let names = Set(claim.typed.names + claim.known.names)
    if names.contains("B") { return true }
    switch quantity?.family {
    case .loss, .mean, .variance: return true
    default: return quantity?.isGradient == true
    }
  }

  private var averagesOutputs: Bool {
    guard let network, network.sizes[network.depth] > 1 else { return false }
    return network.objective.loss.definition.averagesOutputs && (quantity?.isGradient == true || quantity == .loss)
  }

  /// The factors that people lose or add, the common ones first.
  var factors: [CommonFactor] {
    let b = Double(samples)
    let n = Double(network?.sizes.last ?? 1)
    var list = [CommonFactor(value: -1, words: "the sign is reversed")]
    list += [
      CommonFactor(value: 2, words: "it is twice the right result: a ½ is missing, or a factor 2 too many"),
      CommonFactor(value: 0.5, words: "it is half the right result: a ½ too many"),
    ]
    if canHaveBatch {
      list += [
        CommonFactor(value: b, words: "it is \(Int(b)) times the right result: summed over the batch, not the mean"),
        CommonFactor(
          value: 1 / b, words: "it is 1/\(Int(b)) of the right result: divided by the batch size once too often"),
      ]
    }
    if averagesOutputs {
      list += [
        CommonFactor(
          value: n,
          words: "it is \(Int(n)) times the right result: summed over the outputs, not divided by their number"),
        CommonFactor(
          value: 1 / n, words: "it is 1/\(Int(n)) of the right result: divided by the number of outputs once too often"),
      ]
    }
    return list
  }

  /// A number by which every entry is multiplied, on every state.
  var commonFactor: Double? {
    let ratios = states.map { state -> Double? in
      guard state.typed.shape == state.right.shape,
        let place = state.right.elements.indices.max(by: {
          abs(state.right.elements[$0]) < abs(state.right.elements[$1])
        }),
        state.right.elements[place] != 0
      else { return nil }
      let ratio = state.typed.elements[place] / state.right.elements[place]
      return ratio.isFinite && ratio != 0 && isTyped(ratio * state.right, on: state) ? ratio : nil
    }
    guard let first = ratios.first ?? nil,
      ratios.allSatisfy({ $0.map { abs($0 - first) <= 1e-9 * abs(first) } ?? false }), abs(first - 1) > 1e-9
    else { return nil }
    return first
  }

  /// The factor in words, several if they are the same number here.
  var factorWords: [String]? {
    guard let factor = commonFactor else { return nil }
    let found = factors.filter { abs($0.value - factor) <= 1e-9 * abs(factor) }.map(\.words)
    if !found.isEmpty { return found }
    return twoFactors(factor)
  }

  /// The factor as a number.
  var plainFactor: [String]? {
    guard let factor = commonFactor else { return nil }
    guard states[0].right.count > 1 || claim.isFormula else { return nil }
    let rounded = (factor * 1e6).rounded() / 1e6
    let text = abs(rounded - factor) <= 1e-12 * abs(factor) ? rounded.formatted : Self.rounded(factor)
    return ["every entry is \(text) times the right one"]
  }

  /// Two factors at once, in words.
  private func twoFactors(_ factor: Double) -> [String]? {
    let all = factors
    for (place, one) in all.enumerated() {
      for two in all.dropFirst(place + 1) where abs(one.value * two.value - factor) <= 1e-9 * abs(factor) {
        if abs(one.value * two.value - 1) > 1e-9 { return ["\(one.words); and \(two.words)"] }
      }
    }
    return nil
  }

  /// Six digits.
  private static func rounded(_ x: Double) -> String {
    guard x != 0, x.isFinite else { return "\(x)" }
    var (unit, magnitude) = (1.0, abs(x))
    while magnitude >= 10 { (magnitude, unit) = (magnitude / 10, unit * 10) }
    while magnitude < 1 { (magnitude, unit) = (magnitude * 10, unit / 10) }
    return ((x / unit * 1e5).rounded() / 1e5 * unit).formatted
  }
}
