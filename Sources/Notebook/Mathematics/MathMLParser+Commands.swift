import Renderers

extension MathMLParser {
  /// The atom of a command; `nil` if it has none.
  ///
  /// - Throws: for an unknown command.
  mutating func command(_ name: String) throws(MathML.Failure) -> MathAtom? {
    if let atom = symbol(name) { return atom }
    if let alphabet = MathAlphabet(command: name) { return try letters(alphabet, name) }
    if let accent = MathSymbols.accents[name]?.above { return try accented(accent, name) }
    switch name {
    case "frac": return try fraction(name)
    case "dfrac": return styled(try fraction(name), isDisplay: true)
    case "tfrac": return styled(try fraction(name), isDisplay: false)
    case "binom": return try binomial()
    case "sqrt": return try root()
    case "text", "textrm", "textbf", "textit": return try text(name)
    case "operatorname": return MathAtom(markup: Markup.element("mi", text: try words(name)), kind: .function)
    case "left": return try delimited()
    case "big", "bigl", "bigr": return try delimiter(size: "1.2em", after: name)
    case "Big", "Bigl", "Bigr": return try delimiter(size: "1.8em", after: name)
    case "underbrace": return try braced("munder", "⏟", name)
    case "overbrace": return try braced("mover", "⏞", name)
    case "underset", "overset": return try set(name)
    case "begin": return try environment()
    case "limits", "nolimits", "displaystyle", "textstyle", "nonumber": return nil
    default: throw MathML.Failure("the TeX command `\\\(name)` is not known")
    }
  }

  private func symbol(_ name: String) -> MathAtom? {
    if let letter = MathSymbols.greek[name].flatMap(\.first) {
      let isUpright = letter.isUppercase || alphabet == .upright
      return .identifier(String(alphabet.letter(letter)), isUpright: isUpright)
    }
    if let sign = MathSymbols.relations[name] { return .operation(sign) }
    if Self.largeOperators.contains(name), let sign = MathSymbols.signs[name] {
      var atom = MathAtom.operation(sign)
      atom.takesLimits = name != "int"
      return atom
    }
    if let sign = MathSymbols.signs[name] { return Self.sign(sign, name) }
    if let width = MathSymbols.spaces[name]?.width { return .space(width) }
    guard MathSymbols.functions.contains(name) else { return nil }
    let isLimit = Self.limits.contains(name)
    let markup = isLimit ? Self.limit(name) : Markup.element("mi", text: name)
    return MathAtom(markup: markup, kind: .function, takesLimits: isLimit)
  }

  private static func limit(_ name: String) -> String {
    Markup.element("mo", "movablelimits=\"true\" lspace=\"0\" rspace=\"0\"", text: name)
  }

  /// A letter-like sign is an identifier, a bracket keeps its size.
  private static func sign(_ sign: String, _ name: String) -> MathAtom {
    if ordinary.contains(name) { return .identifier(sign) }
    let isOpening = ["langle", "lvert", "lVert", "lfloor", "lceil", "{", "lbrace"].contains(name)
    let isBracket = isOpening || "⟩|‖⌋⌉}".contains(sign)
    var atom = MathAtom.operation(sign, isBracket ? tight + " " + rigid : "")
    if isOpening { atom.kind = .opening }
    return atom
  }

  private static let ordinary: Set<String> = [
    "partial", "nabla", "infty", "emptyset", "ell", "top", "hbar", "Re", "Im", "dagger", "star", "%", "$", "#", "&",
    "_", "ldots", "dots", "cdots", "vdots", "ddots", "prime", "forall", "exists", "bullet", "backslash",
  ]
  private static let largeOperators: Set<String> = ["sum", "prod", "int"]
  private static let limits: Set<String> = ["max", "min", "lim", "sup", "inf", "argmax", "argmin", "det", "Pr"]

  private mutating func letters(_ alphabet: MathAlphabet, _ name: String) throws(MathML.Failure) -> MathAtom {
    if alphabet == .upright, let word = wordAhead {
      _ = try argument(name)
      return .identifier(word)
    }
    let outer = self.alphabet
    self.alphabet = alphabet
    defer { self.alphabet = outer }
    return try argument(name)
  }

  /// The letters of a group of several letters: one name, not a product.
  private var wordAhead: String? {
    var copy = self
    copy.skipBlanks()
    guard copy.next() == .open else { return nil }
    var word = ""
    while case .character(let character)? = copy.peek, character.isLetter {
      word.append(character)
      _ = copy.next()
    }
    return word.count > 1 && copy.next() == .close ? word : nil
  }

  private mutating func accented(_ accent: String, _ name: String) throws(MathML.Failure) -> MathAtom {
    let isWide = name.hasPrefix("wide") || name == "overline"
    let mark = MathAtom.operation(accent, isWide ? "" : Self.rigid)
    let base = try argument("\\" + name)
    return MathAtom(markup: Markup.element("mover", "accent=\"true\"", content: base.markup + mark.markup))
  }

  private mutating func fraction(_ name: String) throws(MathML.Failure) -> MathAtom {
    let over = try argument("\\" + name)
    let under = try argument("\\" + name)
    return MathAtom(markup: Markup.element("mfrac", content: over.markup + under.markup))
  }

  private func styled(_ atom: MathAtom, isDisplay: Bool) -> MathAtom {
    let attributes = "displaystyle=\"\(isDisplay)\"" + (isDisplay ? " scriptlevel=\"0\"" : "")
    return MathAtom(markup: Markup.element("mstyle", attributes, content: atom.markup))
  }

  private mutating func binomial() throws(MathML.Failure) -> MathAtom {
    let (over, under) = (try argument("\\binom"), try argument("\\binom"))
    let pile = Markup.element("mfrac", "linethickness=\"0\"", content: over.markup + under.markup)
    return MathAtom(markup: Markup.element("mrow", content: "<mo>(</mo>\(pile)<mo>)</mo>"))
  }

  private mutating func root() throws(MathML.Failure) -> MathAtom {
    guard peek == .character("[") else {
      return MathAtom(markup: Markup.element("msqrt", content: try argument("\\sqrt").markup))
    }
    _ = next()
    let degree = MathAtom.group(try sequence { $0 == .character("]") })
    _ = next()
    let radicand = try argument("\\sqrt")
    return MathAtom(markup: Markup.element("mroot", content: radicand.markup + degree.markup))
  }

  private mutating func text(_ name: String) throws(MathML.Failure) -> MathAtom {
    let style = ["textbf": "style=\"font-weight:bold\"", "textit": "style=\"font-style:italic\""][name] ?? ""
    let words = try words(name).replacing(" ", with: "\u{A0}")
    return MathAtom(markup: Markup.element("mtext", style, text: words), kind: .space)
  }

  /// The characters of a group, unchanged.
  mutating func words(_ name: String) throws(MathML.Failure) -> String {
    skipBlanks()
    guard next() == .open else { throw MathML.Failure("`\\\(name)` is not followed by {…}") }
    var result = ""
    while let token = next() {
      if token == .close { return result }
      if case .command(let name) = token {
        guard let sign = MathSymbols.signs[name] ?? MathSymbols.spaces[name]?.text else {
          throw MathML.Failure("the TeX command `\\\(name)` is not known in text")
        }
        result += sign
      } else {
        result += token.spelling
      }
    }
    throw MathML.Failure("a `{` is not closed")
  }
}
