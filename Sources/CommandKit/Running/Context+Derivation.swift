import Language
import SessionCore
import Views

/// The derivation that the user writes: its lines, hints, and the lines that are shown.
extension Context {
  private static let start = "derive f'(x) by hand, derive delta[1] by hand"

  /// Judges a line that starts with `=`.
  mutating func step(_ line: DerivationLine, code: String) throws(Diagnostic) -> CommandResult {
    guard var derivation = session.derivation else {
      throw Diagnostic(
        "a line that starts with = is a step of a derivation by hand, and none is open", at: line.sign,
        hint: Self.start)
    }
    if derivation.isFinished {
      throw Diagnostic("the derivation of \(derivation.target) is finished", at: line.sign, hint: Self.start)
    }
    let verdict = try derivation.add(code, from: line.start)
    keep(derivation)
    return .shown(
      derivation.isFinished ? .stack([.verdict(verdict), .derivation(derivation.view)]) : .verdict(verdict))
  }

  /// The derivation that is open.
  public func openDerivation(at span: SourceSpan) throws(Diagnostic) -> HandDerivation {
    guard let derivation = session.derivation else {
      throw Diagnostic("no derivation by hand is open", at: span, hint: Self.start)
    }
    return derivation
  }

  /// The next hint.
  public mutating func hintForDerivation(at span: SourceSpan) throws(Diagnostic) -> CommandResult {
    var derivation = try openDerivation(at: span)
    if derivation.isFinished { return .shown(.text(StyledText("the derivation is finished", .faint))) }
    guard let hint = derivation.hint() else {
      return .shown(.text(StyledText("that was the last hint; skip shows the line", .faint)))
    }
    keep(derivation)
    return .shown(.text(StyledText("hint \(hint.number) of \(hint.count): ", .emphasis) + StyledText(hint.text)))
  }

  /// Shows the next line.
  public mutating func skipInDerivation(at span: SourceSpan) throws(Diagnostic) -> CommandResult {
    var derivation = try openDerivation(at: span)
    if derivation.isFinished { return .shown(.text(StyledText("the derivation is finished", .faint))) }
    derivation.skip()
    keep(derivation)
    var view = derivation.view
    if !derivation.isFinished { view.steps = Array(view.steps.suffix(1)) }
    return .shown(.derivation(view))
  }

  public mutating func keep(_ derivation: HandDerivation?) {
    session.derivation = derivation
    reads.assign(.derivation)
  }
}
