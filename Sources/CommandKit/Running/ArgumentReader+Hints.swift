import Language
import SessionCore

/// What a word means that does not fit its place.
extension ArgumentReader {
  /// The error of a word that is another tool's name of an argument, a name with a slip, or a value without its name;
  /// `nil` for a word that may be what the parameter takes.
  func stray(_ word: Word, at parameter: Parameter?) -> Diagnostic? {
    if word.text.first?.isLetter != true || isKnown(word.text) { return nil }
    return foreignName(word) ?? valueWithoutName(word, at: parameter) ?? swapped(word, at: parameter) ?? slip(word)
      ?? setting(word, at: parameter)
  }

  /// Whether a name has a value in the session.
  private func isKnown(_ name: String) -> Bool { evaluator.session.variables[name] != nil }

  /// `lr 0.1` instead of `rate 0.1`.
  private func foreignName(_ word: Word) -> Diagnostic? {
    let name = String(word.text.prefix { $0 != "=" && $0 != ":" })
    guard let own = ForeignWord.meanings(ofName: name, among: openNames.map(\.name)).first else { return nil }
    let span = SourceSpan(word.span.start, word.span.start + name.utf8.count)
    return Diagnostic("\(command.name) does not take \(name)", at: span, hint: "did you mean \(own)?")
  }

  /// `relu` instead of `hidden relu`.
  private func valueWithoutName(_ word: Word, at parameter: Parameter?) -> Diagnostic? {
    guard parameter?.isNamed != true else { return nil }
    for named in openNames {
      let words = words(of: named)
      guard let value = words.contains(word.text) ? word.text : ForeignWord.meaning(ofValue: word.text, among: words)
      else { continue }
      return Diagnostic(
        "\(command.name) does not take \(word.text) here", at: word.span,
        hint: "write \(word.span.line(in: code, replacedBy: "\(named.name) \(value)"))")
    }
    return nil
  }

  /// `layer 1 remove` instead of `layer remove 1`.
  private func swapped(_ word: Word, at parameter: Parameter?) -> Diagnostic? {
    guard parameter?.isNamed != true else { return nil }
    let earlier = command.parameters.first {
      !$0.isNamed && arguments.contains($0.name) && words(of: $0).contains(word.text)
    }
    guard let earlier else { return nil }
    let place = arguments.span(earlier.name)
    let line = place.line(in: word.span.line(in: code, replacedBy: cursor.text(place)), replacedBy: word.text)
    return Diagnostic("\(word.text) comes first", at: word.span, hint: "write \(line)")
  }

  private func slip(_ word: Word) -> Diagnostic? {
    let name = String(word.text.prefix { $0 != "=" })
    return misspelled(name).map {
      Diagnostic(
        "unexpected \(name)", at: SourceSpan(word.span.start, word.span.start + name.utf8.count), hint: $0)
    }
  }

  private func setting(_ word: Word, at parameter: Parameter?) -> Diagnostic? {
    guard parameter?.isNamed != true, let setting = Setting.named(word.text) else { return nil }
    return Diagnostic(
      "\(command.name) does not take \(word.text)", at: word.span, hint: "set \(word.text) \(setting.sample)")
  }

  /// The words that a parameter takes.
  ///
  /// - Parameter listed: without old words, which are only read.
  func words(of parameter: Parameter, listed: Bool = false) -> [String] {
    switch parameter.kind {
    case .choice(let choices):
      (choices + (parameter.own?(evaluator.session) ?? [])).filter { $0.isListed || !listed }.map(\.word)
    case .activation: Choices.activations(in: evaluator.session).map(\.word)
    case .layer(let choices): choices.map(\.word)
    case .integer, .number, .expression, .entry, .path, .file, .word, .rest, .flag: []
    }
  }

  func misspelled(_ word: String) -> String? { Suggestions.question(word, among: openNames.map(\.name)) }

  /// The error of a word for which the command has no place left.
  func unexpected() -> Diagnostic {
    let word = word()
    if let stray = stray(word, at: nil) ?? numberWithoutName(word) { return stray }
    return Diagnostic("\(command.name) does not take \(word.text)", at: word.span, hint: afterNumber(word) ?? usage)
  }

  /// `update rate 0.1` for `update 0.1`, `train epochs 20` for `train 20`, `repeat 10 update` for `update 10`.
  func numberWithoutName(_ word: Word) -> Diagnostic? {
    guard let number = NumberWord(word.text).literal, number.isFinite else { return nil }
    let isCount = Int(exactly: number).map { $0 > 1 } ?? false
    let named = openNames.first { isCount ? $0.isWhole : $0.isNumber }
    let line =
      named.map { word.span.line(in: code, replacedBy: "\($0.name) \(word.text)") }
      ?? (isCount && command.topic == .pass ? "repeat \(word.text) \(word.span.line(in: code, replacedBy: ""))" : nil)
    guard let line else { return nil }
    return Diagnostic("\(command.name) does not take \(word.text)", at: word.span, hint: "write \(line)")
  }

  /// `rate 1 / 2` is three words.
  private func afterNumber(_ word: Word) -> String? {
    guard let sign = word.text.first, "+-*/^@".contains(sign), arguments.endsInNumber else { return nil }
    return "an expression has no blanks here: rate eta/2"
  }

  var usage: String { "usage: \(command.usage)" }
}
