import Renderers

/// TeX mathematics as MathML Core, which browsers show without scripts.
///
/// The part of TeX that lessons use: fractions, roots, scripts, Greek, operators, functions, accents, alphabets,
/// delimiters, matrices, cases and aligned rows. `MathText` shows the same in the terminal.
enum MathML {
  /// A mistake in the TeX: an unknown command, a group that is not closed.
  struct Failure: Error, Equatable {
    var message: String

    init(_ message: String) { self.message = message }
  }

  /// `<math>…</math>`.
  static func markup(_ tex: String, isDisplay: Bool) throws(Failure) -> String {
    var parser = MathMLParser(tex)
    let content = Markup.element("mrow", content: try parser.formula())
    return Markup.element("math", isDisplay ? "display=\"block\"" : "", content: content)
  }
}

/// A part of a formula that can have scripts.
struct MathAtom: Equatable {
  enum Kind { case ordinary, function, opening, space }

  var markup: String
  var kind = Kind.ordinary
  /// Whether scripts go above and below it if there is space, as at a sum.
  var takesLimits = false

  static func identifier(_ text: String, isUpright: Bool = false) -> MathAtom {
    MathAtom(markup: Markup.element("mi", isUpright ? "mathvariant=\"normal\"" : "", text: text))
  }

  static func operation(_ text: String, _ attributes: String = "") -> MathAtom {
    MathAtom(markup: Markup.element("mo", attributes, text: text))
  }

  static func space(_ width: String) -> MathAtom {
    MathAtom(markup: "<mspace width=\"\(width)\"/>", kind: .space)
  }

  /// The atoms in a row, with space around functions.
  static func row(_ atoms: [MathAtom]) -> String {
    var result = ""
    var before: MathAtom?
    for atom in atoms {
      if needsSpace(before, atom) { result += space("0.167em").markup }
      result += isSign(atom, after: before) ? atom.markup.replacing("<mo>", with: "<mo form=\"prefix\">") : atom.markup
      before = atom
    }
    return result
  }

  /// Whether a plus or minus has no left side.
  private static func isSign(_ atom: MathAtom, after left: MathAtom?) -> Bool {
    guard ["<mo>−</mo>", "<mo>+</mo>"].contains(atom.markup), let left else { return false }
    return left.isOperator && (left.kind == .opening || !left.isClosing) || left.kind == .space
  }

  private static func needsSpace(_ left: MathAtom?, _ right: MathAtom) -> Bool {
    guard let left else { return false }
    if left.kind == .function { return right.kind == .ordinary && !right.isOperator || right.kind == .function }
    return right.kind == .function && left.kind == .ordinary && !left.isOperator
  }

  /// Whether it is a closing bracket; a bar is one unless it is known to open.
  private var isClosing: Bool { markup.dropLast("</mo>".count).last.map { ")]|‖}⟩⌋⌉!".contains($0) } ?? false }

  private var isOperator: Bool { markup.hasPrefix("<mo") && !markup.hasPrefix("<mover") }

  /// The atoms in one element.
  static func group(_ atoms: [MathAtom]) -> MathAtom {
    if atoms.count == 1 { return atoms[0] }
    return MathAtom(markup: Markup.element("mrow", content: row(atoms)))
  }
}
