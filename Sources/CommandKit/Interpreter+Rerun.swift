import SessionCore

/// How cells are run again.
extension Interpreter {
  /// Runs a cell again, as a new one; `nil` where there is no such cell.
  public mutating func rerun(_ number: Int, host: any Host) -> CellOutcome? {
    guard let cell = cells.first(where: { $0.number == number }) else { return nil }
    var outcome = run(cell.source, host: host)
    outcome.original = number
    if case .failure(var diagnostic) = outcome.result {
      diagnostic.message = "rerun stops at cell \(number): \(diagnostic.message)"
      outcome.result = .failure(diagnostic)
    }
    return outcome
  }

  /// What came of a cell, or of those that it asks to run again up to the first error.
  public mutating func outcomes(of source: String, host: any Host) -> [CellOutcome] {
    let first = run(source, host: host)
    return expanded(first, host: host)
  }

  /// An outcome, or those of the cells that it asks to run again, up to the first error.
  public mutating func expanded(_ first: CellOutcome, host: any Host) -> [CellOutcome] {
    if first.again.isEmpty { return [first] }
    var outcomes: [CellOutcome] = []
    for number in first.again {
      guard let outcome = rerun(number, host: host) else { break }
      outcomes.append(outcome)
      if outcome.isFailure || outcome.quits { break }
    }
    return outcomes
  }
}

extension CellOutcome {
  public var isFailure: Bool { if case .failure = result { true } else { false } }
}
