import Renderers

/// One function for each rule: a formula is a sequence of atoms, and an atom may have scripts.
struct MathMLParser {
  private var tokens: ArraySlice<TeXToken>
  private var depth = 0
  var alphabet = MathAlphabet.italic

  /// No real formula is nested deeper.
  private static let maximumDepth = 60

  init(_ tex: String) { tokens = TeXToken.tokens(of: tex)[...] }

  mutating func formula() throws(MathML.Failure) -> String {
    let atoms = try sequence { _ in false }
    if let rest = tokens.first { throw MathML.Failure("`\(rest.spelling)` closes nothing") }
    return MathAtom.row(atoms)
  }

  /// Atoms up to a token that ends them, which is not taken.
  mutating func sequence(until ends: (TeXToken) -> Bool) throws(MathML.Failure) -> [MathAtom] {
    try goDeeper()
    defer { depth -= 1 }
    var atoms: [MathAtom] = []
    while let next = tokens.first, !ends(next), next != .close, next != .align, !Self.isEnd(next) {
      if next == .blank || next == .tie {
        tokens.removeFirst()
      } else if next == .raise || next == .lower || next == .prime {
        let base = atoms.last?.kind == .space ? nil : atoms.popLast()
        atoms.append(try scripts(at: base ?? MathAtom(markup: "<mrow></mrow>")))
      } else if let atom = try atom() {
        atoms.append(atom)
      }
    }
    return atoms
  }

  private mutating func goDeeper() throws(MathML.Failure) {
    depth += 1
    if depth > Self.maximumDepth { throw MathML.Failure("the formula is nested more than \(Self.maximumDepth) deep") }
  }

  private static func isEnd(_ token: TeXToken) -> Bool {
    [.command("right"), .command("end"), .command("\\")].contains(token)
  }

  private mutating func scripts(at base: MathAtom) throws(MathML.Failure) -> MathAtom {
    var under: String?
    var over: [MathAtom] = []
    var primes: [MathAtom] = []
    while let next = tokens.first, [.raise, .lower, .prime, .blank, .tie].contains(next) {
      tokens.removeFirst()
      if next == .prime { primes.append(.operation("′")) }
      if next == .raise { over.append(try argument("^")) }
      if next == .lower {
        if under != nil { throw MathML.Failure("a second `_` at one place: use {…}") }
        under = try argument("_").markup
      }
    }
    if over.isEmpty { return primed(under.map { scripted(base, under: $0) } ?? base, primes) }
    return scripted(primed(base, primes), under: under, over: MathAtom.group(over).markup)
  }

  /// A prime is already raised in mathematical fonts: as a superscript it would be hard to see.
  private func primed(_ base: MathAtom, _ primes: [MathAtom]) -> MathAtom {
    if primes.isEmpty { return base }
    let signs = primes.map(\.markup).joined()
    return MathAtom(markup: Markup.element("mrow", content: base.markup + signs), kind: base.kind)
  }

  private func scripted(_ base: MathAtom, under: String? = nil, over: String? = nil) -> MathAtom {
    let names = base.takesLimits ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup")
    let name = under == nil ? names.1 : over == nil ? names.0 : names.2
    return MathAtom(
      markup: Markup.element(name, content: base.markup + (under ?? "") + (over ?? "")), kind: base.kind)
  }

  /// The argument of a command or a script: a group or one atom; of a number only its first digit, as in TeX.
  mutating func argument(_ command: String) throws(MathML.Failure) -> MathAtom {
    try goDeeper()
    defer { depth -= 1 }
    skipBlanks()
    if case .character(let digit)? = tokens.first, digit.isNumber {
      tokens.removeFirst()
      return MathAtom(markup: Markup.element("mn", text: String(digit)))
    }
    guard let next = tokens.first, next != .close, next != .align, let atom = try atom() else {
      throw MathML.Failure("`\(command)` is not followed by what it applies to")
    }
    return atom
  }

  mutating func skipBlanks() {
    while tokens.first == .blank || tokens.first == .tie { tokens.removeFirst() }
  }

  mutating func next() -> TeXToken? { tokens.popFirst() }
  var peek: TeXToken? { tokens.first }

  /// A group, a command, a number or a sign; `nil` for a command without an atom.
  private mutating func atom() throws(MathML.Failure) -> MathAtom? {
    guard let next = tokens.popFirst() else { return nil }
    switch next {
    case .open: return try group()
    case .command(let name): return try command(name)
    case .character(let character): return character.isNumber ? number(character) : sign(character)
    default: throw MathML.Failure("`\(next.spelling)` is out of place")
    }
  }

  private mutating func group() throws(MathML.Failure) -> MathAtom {
    let atoms = try sequence { $0 == .close }
    guard tokens.popFirst() == .close else { throw MathML.Failure("a `{` is not closed") }
    return .group(atoms)
  }

  private mutating func number(_ first: Character) -> MathAtom {
    var text = String(first)
    while case .character(let character)? = tokens.first, character.isNumber || isPoint(character) {
      tokens.removeFirst()
      text.append(character)
    }
    return MathAtom(markup: Markup.element("mn", text: text))
  }

  /// A decimal point, followed by a digit.
  private func isPoint(_ character: Character) -> Bool {
    guard character == ".", case .character(let digit)? = tokens.dropFirst().first else { return false }
    return digit.isNumber
  }

  private func sign(_ character: Character) -> MathAtom {
    switch character {
    case "-": .operation("−")
    case "*": .operation("∗")
    case "(", "[": MathAtom(markup: MathAtom.operation(String(character), Self.rigid).markup, kind: .opening)
    case ")", "]": .operation(String(character), Self.rigid)
    case "|": .operation("|", Self.tight + " " + Self.rigid)
    case "/": .operation("/", Self.tight)
    case _ where character.isLetter: identifier(character)
    default: .operation(String(character))
    }
  }

  func identifier(_ character: Character) -> MathAtom {
    .identifier(String(alphabet.letter(character)), isUpright: alphabet == .upright)
  }

  /// A delimiter grows only with `\left` and `\right`.
  static let rigid = "stretchy=\"false\""
  static let tight = "lspace=\"0\" rspace=\"0\""
}
