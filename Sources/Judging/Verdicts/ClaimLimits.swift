import Engine
import Language
import SessionCore

/// What a claim that holds for the session's batch and settings depends on: other numbers of samples, other η and λ.
struct ClaimLimits {
  /// States on which it does not hold, if that decides against it.
  private(set) var counterexample: [BoundedPass]?
  /// Why, or what it is limited to.
  private(set) var remark: String?

  init(_ trial: GenericTrial) {
    let session = trial.session
    let sides = [trial.typed, trial.known]
    // A number in the formula may stand for B or λ: it is about these.
    let literals = sides.flatMap(\.freeLiterals).filter { $0 != 0 && $0 != 1 }
    let namesSettings = sides.flatMap { session.valuesRead(by: $0) }.filter { ["eta", "l1", "l2"].contains($0) }
    if !namesSettings.isEmpty, literals.allSatisfy({ $0 == 2 || $0 == 0.5 }) {
      if case .differs(let passes) = trial.outcome(change: { $0.moveSettings(named: namesSettings) }) {
        counterexample = passes
        remark = "\(Set(namesSettings).sorted().joined(separator: " and ")) has this value here"
        return
      }
    }
    let samples = session.samples
    guard samples > 0, !sides.contains(where: \.takesRows) else { return }
    guard
      !literals.contains(where: {
        $0 == Double(samples) || (1 / $0 - Double(samples)).magnitude < 1e-9
          || ($0 - 2 * Double(samples)).magnitude < 1e-9 || ![2, 0.5].contains($0)
      }) || samples == 1
    else { return }
    switch trial.outcome(samples: samples == 3 ? 4 : 3) {
    case .holds, .zero: return
    case .undecided: if samples == 1 { remark = Self.oneSample }
    case .differs(let passes):
      if samples == 1 {
        remark = Self.oneSample
      } else {
        counterexample = passes
        remark = "the batch has \(samples) samples here"
      }
    }
  }

  private static let oneSample = "for one sample: with more, a sum over the samples or a 1/B makes a difference"
}

extension Session {
  /// Other values for the settings that a claim names.
  fileprivate mutating func moveSettings(named names: [String]) {
    // A rate that is tiny or huge hides a step, or hides everything beside it.
    learningRate = 0.01...10 ~= learningRate ? 1.7 * learningRate : 0.37
    if names.contains("l2") { objective.l2 = objective.l2 == 0 ? 0.13 : objective.l2 * 1.3 }
    if names.contains("l1") { objective.l1 = objective.l1 == 0 ? 0.07 : objective.l1 * 1.4 }
  }
}
