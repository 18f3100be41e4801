import Views

/// Makes text fit for HTML and SVG.
public enum Markup {
  /// Markup characters become entities, and control characters, which XML forbids, become visible; tabs stay.
  public static func escape(_ text: String) -> String {
    text.split(separator: "\t", omittingEmptySubsequences: false).map { escapeWithoutTabs(String($0)) }
      .joined(separator: "\t")
  }

  private static func escapeWithoutTabs(_ text: String) -> String {
    var result = ""
    for character in PrintableText.clean(text, unicode: true) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  /// `<name attributes>escaped text</name>`.
  public static func element(_ name: String, _ attributes: String = "", text: String) -> String {
    element(name, attributes, content: escape(text))
  }

  /// `<name attributes>content</name>`.
  public static func element(_ name: String, _ attributes: String = "", content: String) -> String {
    "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(content)</\(name)>"
  }
}

/// The elements of SVG drawings.
enum SVG {
  /// With at most two digits after the point: a hundredth of a pixel.
  static func number(_ value: Double) -> String {
    let text = NumberFormat.fixed(value, decimals: 2)
    let zeros = text.reversed().prefix { $0 == "0" }.count
    return String(text.dropLast(zeros == 2 ? 3 : zeros))
  }

  static func text(_ text: String, x: Double, y: Double, anchor: String = "start", kind: String = "label") -> String {
    Markup.element(
      "text", "class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\"", text: text)
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, kind: String) -> String {
    "<line class=\"\(kind)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
  }
}
