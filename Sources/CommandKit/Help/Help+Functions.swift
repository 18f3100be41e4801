import Calculus
import Engine
import Language
import SessionCore
import Views

/// What help says about the user's functions.
extension Help {
  static func views(of function: UserFunction, in session: Session) -> [View] {
    var facts: [HelpPage.Fact] = [("parameters", function.parameters.joined(separator: ", "))]
    let read = session.valuesRead(by: function.body).filter { !function.parameters.contains($0) }
    let names = Set(read).sorted()
    if !names.isEmpty { facts.append(("reads", names.joined(separator: ", ") + ", as they are when it is called")) }
    let called = session.functionsCalled(by: function.body).map(\.head)
    if !called.isEmpty { facts.append(("uses", called.joined(separator: ", "))) }
    let users = session.users(of: function.name).map(\.head)
    if !users.isEmpty { facts.append(("used by", users.joined(separator: ", "))) }
    facts.append(("derivatives", derivatives(of: function)))
    let activation = session.activations[function.name]
    if let activation { facts += self.facts(ofOwn: activation) }
    return [
      .text(
        StyledText(function.head, .name)
          + StyledText(activation == nil ? " (a function of yours)" : " (an activation of yours)", .faint)),
      .text(StyledText(function.text, .code)), .text(HelpPage.text(of: facts)),
      .text(
        StyledText("undefine \(function.name)", .code) + StyledText(" removes it, another definition replaces it; ")
          + StyledText("help functions", .code) + StyledText(" tells more")),
    ]
  }

  private static func facts(ofOwn activation: Activation) -> [HelpPage.Fact] {
    let (definition, places) = (activation.definition, activation.kinks.places)
    let format = NumberFormat(digits: 6)
    return [
      ("derivative", definition.derivative.mathematics),
      ("kinks", places.isEmpty ? "none" : "at z = " + places.map { format.text($0) }.joined(separator: ", ")),
      ("in a layer", "network 2 3 1 hidden \(definition.name), layer 1 activation \(definition.name)"),
    ]
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
