import Views

/// A JSON value whose objects keep the order of their keys.
///
/// Not Foundation's encoder: that keeps no order of keys, refuses NaN and infinities among arbitrary values, and lets
/// characters through that act on a terminal. Here numbers read back bit for bit, and the text is safe to print.
indirect enum JSONValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  init(stringLiteral value: String) { self = .string(value) }

  /// An object; members without a value are left out.
  init(dictionaryLiteral members: (String, JSONValue?)...) {
    self = .object(members.compactMap { name, value in value.map { (name, $0) } })
  }

  /// The text, or `null`.
  static func nullable(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// The value on one line. Numbers that JSON lacks are the strings `nan`, `inf` and `-inf`.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? value.description : "\"" + NumberFormat().text(value) + "\""
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members): "{" + members.map { Self.quoted($0) + ":" + $1.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ value: String) -> String {
    var result = "\""
    var marks = 0
    for scalar in value.unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where marks > PrintableText.mostMarks || actsOnTerminals(scalar):
        for unit in String(scalar).utf16 { result += "\\u" + unit.hexadecimal(digits: 4) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Control characters, and those that change the direction of writing. They are escaped, so that none reaches a
  /// terminal raw.
  private static func actsOnTerminals(_ scalar: Unicode.Scalar) -> Bool {
    if 0x20..<0x7F ~= scalar.value { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
