import Engine
import Language
import Judging
import SessionCore
import Views

/// What the program around a session needs: the player of lessons, `rerun`, and the settings file.
extension Interpreter {
  /// Puts the session of another interpreter in place of this one's; the cells stay, and `undo` restores the session.
  public mutating func restore(_ other: Interpreter) {
    if other.session == session { return }
    replaceSession(
      with: other.session, changing: other.session.parts(changedSince: session), by: nil, source: "next")
  }

  public func isExpression(_ source: String) -> Bool {
    if case .expression? = try? commands.statement(CellSource(source)) { true } else { false }
  }

  /// Whether a text is a line of a derivation by hand, `= 2 * x`.
  public func isStep(_ source: String) -> Bool {
    if case .step? = try? commands.statement(CellSource(source)) { true } else { false }
  }

  /// The cell that `hint` or `skip` is while a derivation by hand is open.
  public func derivationCell(for request: NotebookRequest) -> String? {
    guard session.derivation?.isFinished == false else { return nil }
    return switch request {
    case .lesson(.hint): "derive hint"
    case .lesson(.skip): "derive skip"
    case .lesson, .file, .recovery, .edit: nil
    }
  }

  /// What `check` says about an answer; `nil` if it cannot be evaluated.
  public func verdict(on typed: String, against right: String) -> Verdict? {
    let source = "(\(CellSource(typed).code)) == (\(right))"
    guard let claim = try? Claim(source, from: 0) else { return nil }
    let judge = Judge(session: session, outputs: Outputs(cells: cells), claim: claim, knownName: "the answer")
    return try? judge.verdict()
  }

  /// Whether an expression is a quantity or a part of one: `delta[2]`, `dW[1][0, 1]`.
  public func namesQuantity(_ source: String) -> Bool {
    var parser = ExpressionParser(source)
    guard let expression = try? parser.expression() else { return false }
    return Claim.root(of: expression) != nil
  }

  /// Runs a cell again, as a new one; `nil` if it does not exist.
  public mutating func rerun(_ number: Int, host: any Host) -> CellOutcome? {
    guard let cell = CellRecord.cell(number, of: cells) else { return nil }
    var outcome = run(cell.source, host: host)
    outcome.original = number
    if case .failure(var diagnostic) = outcome.result {
      diagnostic.message = "rerun stops at cell \(number): \(diagnostic.message)"
      outcome.result = .failure(diagnostic)
    }
    return outcome
  }

  /// Runs a line of the user's settings file: `set` with a setting of the display, and nothing else.
  ///
  /// It is not a cell: it has no number and cannot be undone.
  public mutating func configure(_ line: String, host: any Host) throws(Diagnostic) {
    let cell = CellSource(line)
    if cell.isBlank { return }
    let span = SourceSpan(0, cell.code.utf8.count)
    let words = cell.code.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.first == Setting.command, words.count > 2 else {
      throw Diagnostic("only set NAME VALUE is allowed here", at: span)
    }
    if let setting = Setting.named(words[1]), !setting.isPersonal {
      throw Diagnostic(
        "\(words[1]) belongs to the session", at: span, hint: "type it there, or in the lesson that needs it")
    }
    var copy = self
    if case .failure(let diagnostic) = copy.run(line, host: host).result { throw diagnostic }
    display = copy.display
  }
}
