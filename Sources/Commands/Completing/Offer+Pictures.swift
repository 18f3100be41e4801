extension Offer {
  /// A command that shows a picture with its arguments, `to`, and a file.
  static let pictureToFile = Offer { scene in
    guard !scene.earlier.isEmpty else {
      return CommandSet.all.filter(SaveCommand.Request.isPicture).map { Suggestion($0.name, $0.abstract) }
    }
    if scene.earlier.last == "to" { return files.suggestions(scene) }
    let completer = Completer(
      cell: scene.text, session: scene.session, cells: scene.cells, surroundings: scene.surroundings)
    return completer.answer.suggestions + [Suggestion("to", "the file follows")]
  }
}
