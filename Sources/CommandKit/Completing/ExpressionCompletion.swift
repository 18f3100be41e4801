import Engine
import Language
import SessionCore

/// Names and indexes for an expression that is typed.
struct ExpressionCompletion {
  let session: Session
  let cells: [CellRecord]
  /// The parameters of the function that is being defined.
  var parameters: [String] = []

  /// What may be typed at the end of a text: the word that is replaced, suggestions for it, and a hint.
  func end(of text: String) -> (word: String, suggestions: [Suggestion], hint: String?) {
    if let place = IndexPlace(text) {
      let (suggestions, hint) = indexes(at: place)
      if !suggestions.isEmpty || hint != nil { return (place.typed, suggestions, hint) }
    }
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || "_'′″∂".contains($0) }.reversed())
    let before = text.dropLast(word.count).last
    if before == ".", text.dropLast(word.count + 1).last.map({ $0 == ")" || $0 == "]" || $0.isLetter }) ?? false {
      return (word, [Suggestion("T", "rows become columns")], nil)
    }
    if word.isEmpty, let before, before == "]" || before == ")" || before == "\"" { return (word, [], nil) }
    let axis = IndexPlace.isInReduction(text) ? [Suggestion("axis", "0 along the rows, 1 along the columns")] : []
    return (word, axis + names + (word.isEmpty ? [] : symbols), nil)
  }

  /// The Unicode spellings of names.
  private var symbols: [Suggestion] {
    let names = self.names
    return Spelling.folded.filter { $0.key.count == 1 }.sorted { $0.key < $1.key }.compactMap { symbol, name in
      names.first { $0.text == name || $0.text == name + "[" }.map {
        Suggestion(symbol + $0.text.dropFirst(name.count), $0.summary, isOpen: $0.isOpen)
      }
    }
  }

  /// Everything that an expression can name; families of quantities with the bracket for their layer.
  var names: [Suggestion] {
    let variables = session.variables.map { Suggestion($0.key, "variable, \($0.value.shape)") }
    let families = Names.families(of: session).map { Suggestion($0.symbol + "[", $0.summary, isOpen: true) }
    let singles = Names.singles(of: session).map { Suggestion($0.symbol, $0.summary) }
    let constants = Names.constants.map {
      $0.name == "Out" ? Suggestion("Out[", $0.summary, isOpen: true) : Suggestion($0.name, $0.summary)
    }
    let functions = Function.all.values.map { Suggestion($0.name, $0.summary) }
    let own = session.functions.values.map { Suggestion($0.name, $0.text) }
    let parameters = parameters.map { Suggestion($0, "parameter") }
    return parameters + (variables + own + families + singles + constants).sorted { $0.text < $1.text }
      + functions.sorted { $0.text < $1.text }
  }

  private func indexes(at place: IndexPlace) -> ([Suggestion], hint: String?) {
    if place.base == "Out" {
      return place.position > 0 ? ([], nil) : (outputs, nil)
    }
    if let family = Names.family(Names.unabbreviated(Spelling.fold(place.base), in: session), in: session) {
      guard let network = session.network else { return ([], "there is no network yet: network 2 3 1 builds one") }
      let layers = (family.firstLayer...network.depth).filter { session.has(family.quantity($0)) }.map { l in
        Suggestion("\(l)]", session.shape(of: family.quantity(l))?.description ?? family.meaning(l))
      }
      return place.position > 0 ? ([], nil) : (layers, nil)
    }
    return ([], rangeHint(of: place))
  }

  private var outputs: [Suggestion] {
    cells.reversed().filter { $0.value != nil }.map { Suggestion("\($0.number)]", $0.source) }
  }

  /// `W[1] is 5×3: rows 0…4, columns 0…2`; only at the start of an index.
  private func rangeHint(of place: IndexPlace) -> String? {
    guard place.typed.isEmpty, place.position < 2, let shape = shape(of: place.base) else { return nil }
    let ranges = ["rows 0…\(shape.rows - 1)", "columns 0…\(shape.columns - 1)"]
    return "\(place.base) is \(shape): \(ranges[place.position...].joined(separator: ", ")); : takes all, −1 the last"
  }

  /// The shape of what a text names, of a quantity even before it is computed.
  private func shape(of text: String) -> Shape? {
    guard let expression = try? ExpressionParser.parse(text) else { return nil }
    var evaluator = Evaluator(session: session, source: text)
    if let quantity = try? evaluator.quantity(of: expression) { return session.shape(of: quantity) }
    if case .matrix(let shape)? = try? evaluator.shape(of: expression) { return shape }
    return nil
  }
}
