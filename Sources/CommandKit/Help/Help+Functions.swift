import Language
import SessionCore
import Views

/// What help says about the user's functions.
extension Help {
  static func views(of function: UserFunction, in session: Session) -> [View] {
    var facts: [HelpPage.Fact] = [("parameters", function.parameters.joined(separator: ", "))]
    let names = values(in: function, session)
    if !names.isEmpty { facts.append(("reads", names.joined(separator: ", ") + ", as they are when it is called")) }
    let called = session.functionsCalled(by: function.body).map(\.head)
    if !called.isEmpty { facts.append(("uses", called.joined(separator: ", "))) }
    let users = session.users(of: function.name).map(\.head)
    if !users.isEmpty { facts.append(("used by", users.joined(separator: ", "))) }
    facts.append(("derivatives", derivatives(of: function)))
    return [
      .text(StyledText(function.head, .name) + StyledText(" (a function of yours)", .faint)),
      .text(StyledText(function.text, .code)), .text(HelpPage.text(of: facts)),
      .text(
        StyledText("undefine \(function.name)", .code) + StyledText(" removes it, another definition replaces it; ")
          + StyledText("help own-functions", .code) + StyledText(" tells more")),
    ]
  }

  /// The names that a function reads of the session.
  private static func values(in function: UserFunction, _ session: Session) -> [String] {
    let bodies = [function] + session.functionsCalled(by: function.body)
    return Set(bodies.flatMap { body in body.body.names.filter { !body.parameters.contains($0) } }).sorted()
  }

  private static func derivatives(of function: UserFunction) -> String {
    let parameters = function.parameters
    if parameters.count == 1 {
      return "\(function.name)'(\(parameters[0])), \(function.name)''(\(parameters[0])), …"
    }
    return parameters.map { "d\(function.name)/d\($0)(\(parameters.joined(separator: ", ")))" }
      .joined(separator: ", ")
  }
}
