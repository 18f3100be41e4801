import CommandKit
import Explaining
import Language
import SessionCore

/// A derivation as a page.
extension ExportCommand {
  static let derivationDiscussion = """
    export derivation dW[1] to d.html writes what `derive dW[1]` shows: as a page (.html), as Markdown (.md), for LaTeX \
    (.tex) or as a Jupyter notebook (.ipynb); full at the end writes every single step.
    """

  static let derivation = Parameter.Choice("derivation", "what derive shows, as a page")
  private static let endings = [".html", ".md", ".tex", ".ipynb"]

  /// The request for a page with a derivation; `nil` if something else is exported.
  static func exportDerivation(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> CommandResult? {
    guard arguments.word("what") == derivation.word else { return nil }
    guard let subject = arguments.expression("of") else {
      throw arguments.failure("the derivation of what?", at: "what", hint: "export derivation dW[1] to d.html")
    }
    guard let path = arguments.word("to"), !path.isEmpty else {
      throw arguments.failure("to which file?", at: "of", hint: "export derivation dW[1] to d.html")
    }
    guard endings.contains(where: path.hasSuffix) else {
      throw arguments.failure(
        "the name of a derivation ends in \(endings.dropLast().joined(separator: ", ")) or \(endings[endings.count - 1])",
        at: "to", hint: "for example \(path).html")
    }
    let shown = try DeriveCommand.text(
      of: subject, by: arguments.expression("by"), arguments.contains("full") ? .full : .short, arguments, in: context)
    let page = DerivationPage(
      shown.text, named: context.evaluator(arguments.code).text(subject), setting: setting(context.session))
    return .ask(.file(.page(page, to: path, replaces: arguments.contains("replace"))))
  }

  /// The network that is derived for.
  private static func setting(_ session: Session) -> String? {
    guard let network = session.network else { return nil }
    let sizes = network.sizes.map(String.init).joined(separator: "-")
    let layers = network.layers.enumerated().map {
      "layer \($0 + 1): \(([$1.activation.name] + Description.parts(of: $1)).joined(separator: " "))"
    }
    return
      "The network has the sizes \(sizes) (\(layers.joined(separator: "; "))), the loss is \(Description.of(network.objective)). "
      + "s counts the samples of the batch, B is their number."
  }
}
