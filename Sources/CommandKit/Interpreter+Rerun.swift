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
}
