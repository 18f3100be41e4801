import Calculus
import Engine
import Language

extension OwnLoss {
  /// Reads a definition.
  /// - Parameter start: where it starts in the text, in bytes.
  public init(reading text: String, from start: Int, in session: Session) throws(Diagnostic) {
    let definition = try LossDefinition(typed: text, from: start, library: session.functionLibrary)
    let typed = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
    try Self.checkName(definition.name, at: SourceSpan(start, start + definition.name.utf8.count), in: session)
    let loss: Loss
    do throws(NotCompilable) {
      loss = try Loss(definition, library: definition.library)
    } catch {
      throw Diagnostic(
        "the loss of a sample is made of its entries and their sums: \(error.reason)",
        at: SourceSpan(start, text.utf8.count), hint: "sum, mean, max and min of a formula of the entries of a and y")
    }
    self.init(loss, text: typed.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  private static func checkName(_ name: String, at span: SourceSpan, in session: Session) throws(Diagnostic) {
    let kind: String? =
      if Loss.allCases.contains(where: { $0.name == name || $0.definition.function.name == name }) {
        "a loss of the program"
      } else if Function.all[name] != nil {
        "a function"
      } else if Names.isReserved(name, in: session) || Names.family(name) != nil || Names.single(name) != nil {
        "a name of the notation"
      } else {
        nil
      }
    guard let kind else { return }
    throw Diagnostic("\(name) is \(kind)", at: span, hint: "loss my_\(name)(a, y) = …")
  }
}
