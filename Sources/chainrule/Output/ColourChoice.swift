import Renderers
import Views

/// What the person says about colour on the command line.
enum ColourChoice: String, CaseIterable {
  case auto, always, never

  /// Which colours to use, by convention: an explicit choice, then NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR, CLICOLOR,
  /// TERM, and last whether anybody looks.
  ///
  /// - Parameter variable: a variable of the environment, `nil` where it is not set or empty.
  func depth(isTerminal: Bool, variable: (String) -> String?) -> ColourDepth {
    isOn(isTerminal: isTerminal, variable: variable) ? Self.depth(variable) : .none
  }

  private func isOn(isTerminal: Bool, variable: (String) -> String?) -> Bool {
    func isForced(_ name: String) -> Bool { variable(name).map { $0 != "0" && $0 != "false" } ?? false }
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if variable("NO_COLOR") != nil { return false }
    if isForced("CLICOLOR_FORCE") || isForced("FORCE_COLOR") { return true }
    if variable("CLICOLOR") == "0" { return false }
    return isTerminal && variable("TERM").map { $0 != "dumb" } ?? false
  }

  private static func depth(_ variable: (String) -> String?) -> ColourDepth {
    if let name = variable("COLORTERM"), name == "truecolor" || name == "24bit" { return .trueColour }
    return variable("TERM")?.hasSuffix("256color") == true ? .ansi256 : .ansi16
  }
}

extension Background {
  /// From COLORFGBG, `front;back` by the numbers of the sixteen colours: 7 and all above 8 are light.
  init?(colours text: String) {
    guard let back = text.split(separator: ";").last.flatMap({ Int($0) }), 0..<16 ~= back else { return nil }
    self = back == 7 || back > 8 ? .light : .dark
  }
}
