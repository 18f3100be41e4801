import CommandKit

extension CompletionSource {
  /// What `save` takes: a file, or a picture or a matrix, `to`, and a file; behind one with numbers their precision.
  static let saving = CompletionSource { context in
    guard let last = context.earlier.last else {
      let pictures = context.commands.all.filter(SaveCommand.Request.isPicture).map { Suggestion($0.name, $0.abstract) }
      return pictures + quantities.suggestions(context) + files.suggestions(context)
    }
    if last == "to" { return files.suggestions(context) }
    if last == "precision" { return words(ModelSaving.precisions).suggestions(context) }
    if ModelSaving.isFile(last) { return [Suggestion("precision", "Float64 or Float32")] }
    let completer = Completer(
      commands: context.commands, cell: context.text, session: context.session, cells: context.cells,
      environment: context.environment)
    return completer.answer.suggestions + [Suggestion("to", "the file follows")]
  }

  /// What `load` takes before `from`, or a file.
  static let loading =
    CompletionSource.words([.init("weights", "those of the network, from a file")]) + quantities + files

  /// The parameters by name.
  private static let quantities = CompletionSource { context in
    (context.session.network?.parameters ?? []).map { parameter in
      Suggestion(parameter.name, context.session.shape(of: parameter)?.description ?? parameter.meaning)
    }
  }
}
