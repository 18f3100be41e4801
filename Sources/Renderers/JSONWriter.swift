/// A JSON value whose objects keep the order of their keys.
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
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: appendPlain(scalar, to: &result)
      }
    }
    result += "\""
  }

  /// Control characters (C0, DEL and C1) and the line separators are escaped: they must not reach a terminal raw.
  private static func appendPlain(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
}
