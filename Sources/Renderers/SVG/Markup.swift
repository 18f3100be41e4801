/// Text made fit for HTML and SVG.
public enum Markup {
  /// Signs of the markup become entities; control characters, which XML forbids, become visible; tabs stay.
  public static func escape(_ text: String) -> String {
    text.split(separator: "\t", omittingEmptySubsequences: false).map { escapeWithoutTabs(String($0)) }
      .joined(separator: "\t")
  }

  private static func escapeWithoutTabs(_ text: String) -> String {
    var result = ""
    for character in Spelling.clean(text, unicode: true) {
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
