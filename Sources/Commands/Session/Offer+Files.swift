import CommandKit
import SessionCore

extension Offer {
  /// What `save` takes: a file, or a picture or a matrix, `to`, and a file; behind one with numbers their precision.
  static let saving = Offer { scene in
    guard let last = scene.earlier.last else {
      let pictures = scene.commands.all.filter(SaveCommand.Request.isPicture).map { Suggestion($0.name, $0.abstract) }
      return pictures + quantities.suggestions(scene) + files.suggestions(scene)
    }
    if last == "to" { return files.suggestions(scene) }
    if last == "precision" { return words(ModelSaving.precisions).suggestions(scene) }
    if ModelSaving.isFile(last) { return [Suggestion("precision", "Float64 or Float32")] }
    let completer = Completer(
      commands: scene.commands, cell: scene.text, session: scene.session, cells: scene.cells,
      surroundings: scene.surroundings)
    return completer.answer.suggestions + [Suggestion("to", "the file follows")]
  }

  /// What `load` takes before `from`, or a file.
  static let loading = Offer.words([.init("weights", "those of the network, from a file")]) + quantities + files

  /// The parameters by name.
  private static let quantities = Offer { scene in
    (scene.session.network?.parameters ?? []).map { parameter in
      Suggestion(parameter.name, scene.session.shape(of: parameter)?.description ?? parameter.meaning)
    }
  }
}
