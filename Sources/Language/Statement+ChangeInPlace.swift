/// Changes in place: `x += 1` is `x = x + 1`.
extension Statement {
  private static let signs: [(text: String, operation: Expression.Operator)] = [
    ("**", .power), ("+", .add), ("-", .subtract), ("−", .subtract), ("*", .multiply), ("⊙", .multiply),
    ("/", .divide), ("^", .power), ("@", .matrixProduct), ("·", .matrixProduct),
  ]

  /// Reads `TARGET += VALUE`; `nil` for anything else.
  static func changeInPlace(_ code: String) throws(Diagnostic) -> Statement? {
    guard let (operation, sign) = signOfChange(in: Array(code.utf8)) else { return nil }
    let head = String(decoding: Array(code.utf8.prefix(sign.start)), as: UTF8.self)
    let target = try ExpressionParser.parse(head)
    switch target {
    case .name, .index: break
    default:
      throw Diagnostic(
        "cannot assign to this", at: target.span, hint: "assign to a name or an entry: W[1][0, 2] += 0.15")
    }
    let value = try ExpressionParser.parse(code, from: sign.end)
    return .assignment(target: target, value: .binary(operation, target, value))
  }

  /// The first `=` outside brackets and texts, if it is part of such a sign.
  private static func signOfChange(in bytes: [UInt8]) -> (Expression.Operator, SourceSpan)? {
    var depth = 0
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\""): return nil
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "=") where depth == 0:
        if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "=") { return nil }
        let head = bytes[..<place]
        guard let sign = signs.first(where: { head.reversed().starts(with: $0.text.utf8.reversed()) }) else {
          return nil
        }
        return (sign.operation, SourceSpan(place - sign.text.utf8.count, place + 1))
      default: break
      }
    }
    return nil
  }
}
