import Engine
import Language

/// Names and indexes for an expression that is typed.
struct ExpressionCompletion {
  let session: Session
  let cells: [CellRecord]

  /// What could stand at the end of a text; the word that is replaced, suggestions for it, and a hint.
  func end(of text: String) -> (word: String, suggestions: [Suggestion], hint: String?) {
    if let place = IndexPlace(text) {
      let (suggestions, hint) = indexes(at: place)
      if !suggestions.isEmpty || hint != nil { return (place.typed, suggestions, hint) }
    }
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || "_'′".contains($0) }.reversed())
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
    let families = Names.families.map { Suggestion($0.name + "[", $0.summary, isOpen: true) }
    let singles = Names.singles.map { Suggestion($0.name, $0.summary) }
    let constants = Names.constants.map {
      $0.name == "Out" ? Suggestion("Out[", $0.summary, isOpen: true) : Suggestion($0.name, $0.summary)
    }
    let functions = Function.all.values.map { Suggestion($0.name, $0.summary) }
    return (variables + families + singles + constants).sorted { $0.text < $1.text }
      + functions.sorted { $0.text < $1.text }
  }

  private func indexes(at place: IndexPlace) -> ([Suggestion], hint: String?) {
    if place.base == "Out" {
      return place.position > 0 ? ([], nil) : (outputs, nil)
    }
    if let make = Names.family(Spelling.fold(place.base)) {
      guard let depth = session.network?.depth else { return ([], "there is no network yet: network 2 3 1 builds one") }
      let first = [Quantity.activation(0), .activationGradient(0)].contains(make(0)) ? 0 : 1
      let layers = (first...depth).map { l in
        Suggestion("\(l)]", session.shape(of: make(l))?.description ?? make(l).meaning)
      }
      return place.position > 0 ? ([], nil) : (layers, nil)
    }
    return ([], rangeHint(of: place))
  }

  private var outputs: [Suggestion] {
    cells.reversed().filter { $0.value != nil }.map { Suggestion("\($0.number)]", $0.source) }
  }

  /// `W[1] is 5×3: rows 0…4, columns 0…2`; only where an index is begun.
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

/// A place inside the brackets behind a name: `W[1][0, ` is the second subscript of `W[1]`.
struct IndexPlace {
  /// What is indexed: `W`, or `W[1]`.
  let base: String
  /// The subscript, from 0.
  let position: Int
  /// What is typed of the subscript.
  let typed: String

  /// `nil` where the end of the text is not inside such brackets, or more than a number is typed.
  init?(_ text: String) {
    let characters = Array(text)
    guard let open = Self.innermostOpen(characters), characters[open] == "[" else { return nil }
    let start = Self.startOfBase(characters, before: open)
    guard start < open, characters[start].isLetter || characters[start] == "_" else { return nil }
    let inner = characters[(open + 1)...]
    let subscripts = inner.split(separator: ",", omittingEmptySubsequences: false)
    let last = subscripts.last ?? []
    let typed = last.drop { $0 == " " }
    guard typed.allSatisfy({ $0.isNumber }) else { return nil }
    base = String(characters[start..<open])
    position = subscripts.count - 1
    self.typed = String(typed)
  }

  /// Whether the end of the text is among the arguments of `sum`, `mean` and their like, behind the first.
  static func isInReduction(_ text: String) -> Bool {
    let characters = Array(text)
    guard let open = innermostOpen(characters), characters[open] == "(", characters[open...].contains(",") else {
      return false
    }
    let start = startOfBase(characters, before: open)
    return Function.all[Spelling.fold(String(characters[start..<open]))]?.takesAxis ?? false
  }

  /// The last bracket that is open.
  private static func innermostOpen(_ characters: [Character]) -> Int? {
    var open: [Int] = []
    for (index, character) in characters.enumerated() {
      if character == "(" || character == "[" { open.append(index) }
      if character == ")" || character == "]" { _ = open.popLast() }
    }
    return open.last
  }

  /// Where the name begins that stands before a bracket, over other pairs of brackets.
  private static func startOfBase(_ characters: [Character], before end: Int) -> Int {
    var start = end
    var depth = 0
    while start > 0 {
      let character = characters[start - 1]
      if character == "]" {
        depth += 1
      } else if character == "[", depth > 0 {
        depth -= 1
      } else if depth == 0, !(character.isLetter || character.isNumber || character == "_" || character == "'") {
        break
      }
      start -= 1
    }
    return start
  }
}
