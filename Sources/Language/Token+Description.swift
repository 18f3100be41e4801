extension Token.Kind: CustomStringConvertible {
  /// The token as it is named in a message.
  public var description: String {
    switch self {
    case .number(let value): "number \(value)"
    case .name(let name): name
    case .text(let text): "\"\(text)\""
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .divide: "/"
    case .matrixProduct: "@"
    case .power: "^"
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .assign: "="
    case .openParenthesis: "("
    case .closeParenthesis: ")"
    case .openBracket: "["
    case .closeBracket: "]"
    case .comma: ","
    case .colon: ":"
    case .semicolon: ";"
    case .prime: "'"
    case .transpose: ".T"
    case .unknown(let text): text
    case .end: "end of the line"
    }
  }
}
