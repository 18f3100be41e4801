/// A JSON value whose objects keep the order of their keys.
///
/// Not Foundation's encoder: that keeps no order of keys, refuses NaN and infinities among arbitrary values, and lets
/// characters through that act on a terminal. Here numbers read back bit for bit, and the text is safe to print.
indirect enum JSONValue {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// The value on one line. Numbers read back bit for bit; those that JSON lacks are the strings `nan`, `inf`, `-inf`.
  var text: String {
    var result = ""
    write(to: &result)
    return result
  }

  private func write(to result: inout String) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .integer(let value): result += "\(value)"
    case .number(let value): Self.write(value, to: &result)
    case .string(let value): Self.write(value, to: &result)
    case .array(let values):
      result += "["
      for (index, value) in values.enumerated() {
        if index > 0 { result += "," }
        value.write(to: &result)
      }
      result += "]"
    case .object(let members): Self.write(members, to: &result)
    }
  }

  private static func write(_ members: [(String, JSONValue)], to result: inout String) {
    result += "{"
    for (index, (key, value)) in members.enumerated() {
      if index > 0 { result += "," }
      write(key, to: &result)
      result += ":"
      value.write(to: &result)
    }
    result += "}"
  }

  private static func write(_ value: Double, to result: inout String) {
    if value.isFinite {
      result += value.description
    } else {
      result += value.isNaN ? "\"nan\"" : value < 0 ? "\"-inf\"" : "\"inf\""
    }
  }

  private static func write(_ value: String, to result: inout String) {
    result += "\""
    var marks = 0
    for scalar in value.unicodeScalars {
      marks = PrintableText.isMark(scalar) ? marks + 1 : 0
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where marks > PrintableText.mostMarks || actsOnTerminals(scalar): escape(scalar, to: &result)
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }

  /// Control characters, and what turns the direction of writing: they are escaped, so that they reach no terminal raw.
  private static func actsOnTerminals(_ scalar: Unicode.Scalar) -> Bool {
    if 0x20..<0x7F ~= scalar.value { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar, to result: inout String) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
