import Engine
import Language
import SessionCore
import Views

/// How cells run that run other cells. They are one cell: a failure in any of them undoes them all.
extension Context {
  /// Runs the cells of a command such as `repeat`.
  /// - Parameter span: the place of its first word.
  public mutating func runCompound(
    _ word: CompoundStatement.Word, code: String, at span: SourceSpan
  ) throws(Diagnostic) -> CommandResult {
    var parser = CompoundStatementParser(code, after: span)
    let block = try parser.statement(word)
    try refuseNotebookCommands(in: block, of: word, depth: 1)
    switch block {
    case .repetition(let count, let body): return try runRepetition(of: body, try times(count, code), code)
    case .loop(let variable, let values, let body): return try runLoop(variable, over: values, body, code)
    case .choice(let condition, let body, let otherwise): return try runChoice(condition, body, otherwise, code)
    case .alternative(let body): return try runAlternative(body, at: span)
    case .timing(let cell): return try runTimed(cell)
    }
  }

  // MARK: One kind after the other

  private func times(_ count: Expression, _ code: String) throws(Diagnostic) -> Int {
    if case .name(let name, let span) = count, commands.command(named: name) != nil {
      throw Diagnostic("repeat takes a number first", at: span, hint: "repeat 3 \(name)")
    }
    var evaluator = evaluator(code)
    let number = try evaluator.number(count)
    guard let times = Int(exactly: number), times >= 0 else {
      throw Diagnostic(
        "repeat takes a whole number of at least 0, not \(number.formatted)", at: count.span, hint: "repeat 3: …")
    }
    return times
  }

  private mutating func runRepetition(
    of body: [CellPiece], _ times: Int, _ code: String
  ) throws(Diagnostic) -> CommandResult {
    var results = CompoundResults()
    var progress = CompoundProgress(count: times, host: host)
    for index in 0..<times {
      let title = CompoundResults.Title.repetition(index + 1, of: times)
      try runIteration(body, title, &results, &progress)
    }
    return results.result(ifNone: times == 0 ? "repeated 0 times: nothing was run" : nil)
  }

  private mutating func runLoop(
    _ variable: CompoundStatement.Variable, over values: CompoundStatement.Values, _ body: [CellPiece], _ code: String
  ) throws(Diagnostic) -> CommandResult {
    let name = variable.name
    try requireFree(name, at: variable.span)
    let sequence = try LoopValues(values, evaluator: evaluator(code))
    let (before, formula) = (session.variables[name], session.variableFormulas[name])
    var results = CompoundResults()
    var progress = CompoundProgress(count: sequence.count, host: host)
    for index in 0..<sequence.count {
      let value = sequence[index]
      session.assign(.number(value), to: name)
      session.remember(.number(value, variable.span), of: name, source: code)
      reads.bind(name)
      try runIteration(body, .variable("\(name) = \(value.formatted)"), &results, &progress)
    }
    reads.bind(name, false)
    session.restore(before, formula, to: name)
    return results.result(ifNone: sequence.count == 0 ? "\(sequence.text) is empty: nothing was run" : nil)
  }

  /// A loop may name its variable as an assignment may.
  private func requireFree(_ name: String, at span: SourceSpan) throws(Diagnostic) {
    var copy = self
    let target = Assignment(target: .name(name, span), value: .number(1, span))
    if name == "eta" || Names.single(name, in: session) != nil {
      throw Diagnostic("\(name) belongs to the notation: for takes another name", at: span, hint: "for l in 1..3: …")
    }
    try target.store(.number(1), in: &copy, source: "")
  }

  private mutating func runChoice(
    _ condition: Expression, _ body: [CellPiece], _ otherwise: [CellPiece]?, _ code: String
  ) throws(Diagnostic) -> CommandResult {
    let holds = try holds(condition, code)
    self.condition = otherwise == nil ? holds : nil
    var results = CompoundResults()
    results.add(try runAll(holds ? body : otherwise ?? [], &results), title: .none)
    return results.result()
  }

  private func holds(_ condition: Expression, _ code: String) throws(Diagnostic) -> Bool {
    var evaluator = evaluator(code)
    switch try evaluator.evaluate(condition) {
    case .number(let number): return number != 0
    case .matrix(let matrix):
      let text = evaluator.text(condition)
      throw Diagnostic(
        "\(text) is \(matrix.shape): a condition is a number", at: condition.span,
        hint: "all(\(text)) or any(\(text))")
    }
  }

  private mutating func runAlternative(_ body: [CellPiece], at span: SourceSpan) throws(Diagnostic) -> CommandResult {
    guard let condition = cells.last?.condition else {
      throw Diagnostic(
        "else belongs to an if in the cell before it", at: span, hint: "if CONDITION: CELL; else: CELL")
    }
    if condition { return .nothing }
    var results = CompoundResults()
    results.add(try runAll(body, &results), title: .none)
    return results.result()
  }

  private mutating func runTimed(_ cell: CellPiece) throws(Diagnostic) -> CommandResult {
    var results = CompoundResults()
    let start = host.seconds
    let shown = try runAll([cell], &results)
    let time = StyledText("took ", .faint) + StyledText(Self.duration(host.seconds - start), .measured)
    results.add(shown + [CompoundResults.Shown(view: .text(time))], title: .none)
    return results.result()
  }

  /// `12.3 ms`, `2.51 s`.
  private static func duration(_ seconds: Double) -> String {
    let format = NumberFormat(digits: 3)
    return seconds < 1 ? "\(format.text(1_000 * seconds)) ms" : "\(format.text(seconds)) s"
  }

  // MARK: The cells

  /// Runs the cells once; an error says in which repetition.
  private mutating func runIteration(
    _ body: [CellPiece], _ title: CompoundResults.Title, _ results: inout CompoundResults,
    _ progress: inout CompoundProgress
  ) throws(Diagnostic) {
    do throws(Diagnostic) {
      results.add(try runAll(body, &results), title: title)
    } catch {
      throw Diagnostic("\(title.place): \(error.message)", at: error.span, hint: error.hint)
    }
    if host.isInterrupted { throw Diagnostic("stopped \(title.place); the session is as before", at: body[0].span) }
    progress.report()
  }

  /// Runs the cells one after another and returns what they show.
  private mutating func runAll(
    _ body: [CellPiece], _ results: inout CompoundResults
  ) throws(Diagnostic) -> [CompoundResults.Shown] {
    var shown: [CompoundResults.Shown] = []
    for part in body {
      let cell = CellSource(part.source)
      if cell.isBlank { continue }
      let result: CommandResult
      do throws(Diagnostic) {
        result = try run(cell)
      } catch {
        throw error.moved(by: part.start)
      }
      guard case .shown(let view, let value, _, _) = result else {
        throw Diagnostic("this is a cell of its own", at: part.span)
      }
      if let value { (results.value, latest) = (value, value) }
      if let view, !cell.isMuted { shown.append(CompoundResults.Shown(view: view, source: part.source)) }
      if host.isInterrupted { break }
    }
    return shown
  }

  /// Refuses, before anything runs, what cannot be read and what is no part of a session.
  private func refuseNotebookCommands(in block: CompoundStatement, of word: CompoundStatement.Word, depth: Int)
    throws(Diagnostic)
  {
    for part in block.cells {
      do throws(Diagnostic) {
        try refuseNotebookCommands(in: part, of: word, depth: depth)
      } catch {
        throw error.moved(by: part.start)
      }
    }
  }

  private func refuseNotebookCommands(
    in part: CellPiece, of word: CompoundStatement.Word, depth: Int
  ) throws(Diagnostic) {
    let cell = CellSource(part.source)
    guard Self.helpTopic(cell.code) == nil, case .command(let line) = try statement(cell) else { return }
    if commands.command(named: line.name)?.actsOnNotebook == true {
      throw Diagnostic(
        "\(line.name) is a cell of its own: it cannot be part of \(word.rawValue)", at: line.nameSpan)
    }
    guard let inner = CompoundStatement.Word(rawValue: line.name) else { return }
    if depth >= CompoundStatement.maximumDepth { throw Diagnostic("cells are nested too deeply", at: line.nameSpan) }
    var parser = CompoundStatementParser(cell.code, after: line.nameSpan)
    try refuseNotebookCommands(in: try parser.statement(inner), of: word, depth: depth + 1)
  }
}

extension CellPiece {
  var span: SourceSpan { SourceSpan(start, start + source.utf8.count) }
}
