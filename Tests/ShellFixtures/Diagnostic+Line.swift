import Language

/// The line that a hint gives.
extension Diagnostic {
  /// The line to type instead of `source`: after `did you mean`, `write`, `use` or `try`; `nil` if the hint names none
  /// that is complete. `…` and words in capitals are left to the reader.
  public func suggestedLine(in source: String) -> String? {
    guard let hint else { return nil }
    if let name = Self.text(after: ["did you mean "], in: hint, upTo: ["?"]) {
      return Self.isComplete(name) ? span.line(in: source, replacedBy: name) : nil
    }
    let line = Self.text(
      after: ["write its argument: ", "write ", "use ", "try "], in: hint,
      upTo: ["; ", ", or ", ", the ", " for ", " or ", ", then "])
    // The parameters of a function are names that need not have values: `f(x, y)`.
    let isPattern = hint.hasPrefix("write its argument: ") && line?.contains("[") != true
    return line.flatMap { Self.isComplete($0) && !isPattern ? $0 : nil }
  }

  private static func text(after starts: [String], in hint: String, upTo ends: [String]) -> String? {
    guard let start = starts.first(where: hint.hasPrefix) else { return nil }
    let rest = Array(hint.dropFirst(start.count))
    let places = rest.indices.filter { index in ends.contains { String(rest[index...].prefix($0.count)) == $0 } }
    return String(rest[..<(places.first ?? rest.endIndex)])
  }

  /// Whether nothing in a line is left to fill in.
  public static func isComplete(_ line: String) -> Bool {
    let places: Set = ["N", "FILE", "NAME", "PATH", "URL", "WORD", "VALUE", "CELL", "CONDITION"]
    return !line.contains("…") && !line.contains("FILE.")
      && !line.split(whereSeparator: { " .:".contains($0) }).contains { places.contains(String($0)) }
  }
}
