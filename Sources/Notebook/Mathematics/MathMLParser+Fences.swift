import Renderers

/// Delimiters, braces and rows.
extension MathMLParser {
  /// `\left( … \right)`: delimiters as high as their content.
  mutating func delimited() throws(MathML.Failure) -> MathAtom {
    let opening = try fence("left")
    let content = MathAtom.row(try sequence { _ in false })
    guard next() == .command("right") else { throw MathML.Failure("a `\\left` has no `\\right`") }
    let closing = try fence("right")
    return MathAtom(
      markup: Markup.element("mrow", content: stretched(opening) + content + stretched(closing)), kind: .opening)
  }

  private func stretched(_ sign: String) -> String {
    sign.isEmpty ? "" : MathAtom.operation(sign, "stretchy=\"true\" fence=\"true\"").markup
  }

  mutating func delimiter(size: String, after name: String) throws(MathML.Failure) -> MathAtom {
    let sign = try fence(name)
    let attributes = "stretchy=\"true\" minsize=\"\(size)\" maxsize=\"\(size)\""
    return MathAtom(markup: MathAtom.operation(sign, attributes).markup, kind: .opening)
  }

  /// The sign of a delimiter, empty for `.`.
  private mutating func fence(_ name: String) throws(MathML.Failure) -> String {
    skipBlanks()
    switch next() {
    case .character("."): return ""
    case .character(let sign) where "()[]|/".contains(sign): return String(sign)
    case .command(let sign):
      if let text = MathSymbols.signs[sign], "⟨⟩|‖⌊⌋⌈⌉{}".contains(text) { return text }
    default: break
    }
    throw MathML.Failure("`\\\(name)` is not followed by a delimiter")
  }

  mutating func braced(_ element: String, _ brace: String, _ name: String) throws(MathML.Failure) -> MathAtom {
    let base = try argument("\\" + name)
    let markup = Markup.element(element, content: base.markup + MathAtom.operation(brace).markup)
    return MathAtom(markup: markup, takesLimits: true)
  }

  /// `\overset{above}{base}`, `\underset{below}{base}`.
  mutating func set(_ name: String) throws(MathML.Failure) -> MathAtom {
    let script = try argument("\\" + name)
    let base = try argument("\\" + name)
    return MathAtom(
      markup: Markup.element(name == "overset" ? "mover" : "munder", content: base.markup + script.markup))
  }

  mutating func environment() throws(MathML.Failure) -> MathAtom {
    let name = try words("begin")
    guard let environment = Environment(name) else {
      throw MathML.Failure("the TeX environment `\(name)` is not known")
    }
    if name == "array" { _ = try words("begin{array}") }
    let rows = try rows(of: environment)
    guard next() == .command("end"), try words("end") == name else {
      throw MathML.Failure("`\\begin{\(name)}` has no `\\end{\(name)}`")
    }
    let attributes = environment.isDisplay ? "displaystyle=\"true\"" : ""
    let table = Markup.element("mtable", attributes, content: rows.joined())
    let content = stretched(environment.opening) + table + stretched(environment.closing)
    return MathAtom(markup: Markup.element("mrow", content: content))
  }

  private mutating func rows(of environment: Environment) throws(MathML.Failure) -> [String] {
    var rows: [[String]] = [[]]
    while true {
      let cell = MathAtom.row(try sequence { _ in false })
      let style = environment.alignment(rows[rows.count - 1].count)
      rows[rows.count - 1].append(Markup.element("mtd", style, content: cell))
      if peek == .align {
        _ = next()
      } else if peek == .command("\\") {
        _ = next()
        rows.append([])
        skipBlanks()
        if peek == .command("end") { rows.removeLast() }
      }
      if peek == nil || peek == .close || peek == .command("end") || peek == .command("right") { break }
    }
    return rows.map { Markup.element("mtr", content: $0.joined()) }
  }

  /// The environments of `\begin{…}`.
  private struct Environment {
    var opening = ""
    var closing = ""
    var isDisplay = false
    /// The alignments of the columns, repeated as needed.
    var columns = ["center"]

    init?(_ name: String) {
      switch name {
      case "matrix", "smallmatrix", "array": break
      case "pmatrix": (opening, closing) = ("(", ")")
      case "bmatrix": (opening, closing) = ("[", "]")
      case "vmatrix": (opening, closing) = ("|", "|")
      case "cases": (opening, columns) = ("{", ["left"])
      case "aligned", "align", "align*", "split": (isDisplay, columns) = (true, ["right", "left"])
      case "gathered", "gather", "gather*": isDisplay = true
      default: return nil
      }
    }

    func alignment(_ column: Int) -> String {
      let side = columns[column % columns.count]
      return side == "center" ? "" : "style=\"text-align:\(side)\""
    }
  }
}
