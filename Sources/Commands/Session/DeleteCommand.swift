import CommandKit
import Language
import SessionCore
import Views

struct DeleteCommand: Command {
  static let name = "delete"
  static let abstract = "remove variables, functions, activations, losses or snapshots of yours: delete x y"
  static let discussion = """
    What something else uses stays: a function that another one calls, the loss of the network. A snapshot of the name \
    of a variable is removed by delete snapshot NAME. undo brings back everything but snapshots. reset removes \
    everything.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("names", .word, "what to remove", repeats: true, offers: .deletable)
  ]
  static let examples = [
    Example("x = 1", "f(t) = t^2", "delete x f", shows: "both are gone", gives: "deleted x and f"),
    Example("x = 1", "snapshot first", "delete first", shows: "a snapshot", gives: "deleted the snapshot first"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    var words = arguments.words("names").flatMap { $0.split(separator: ",").map(String.init) }
    let isSnapshot = words.first == "snapshot" && words.count > 1 && context.session.variables["snapshot"] == nil
    if isSnapshot { words.removeFirst() }
    var removed: [String] = []
    // What uses something goes before it, in whatever order they are named.
    while !words.isEmpty {
      var failure: Diagnostic?
      let open = words
      for word in open {
        do throws(Diagnostic) {
          removed.append(try remove(word, isSnapshot, arguments, in: &context))
          words.removeAll { $0 == word }
        } catch {
          failure = failure ?? error
        }
      }
      if words.count == open.count, let failure { throw failure }
    }
    return .shown(.text("deleted \(list(removed))"))
  }

  /// Removes what a name means, and says what it is.
  private static func remove(
    _ name: String, _ isSnapshot: Bool, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> String {
    if !isSnapshot, let removal = context.session.removal(of: name) {
      if let user = removal.user {
        throw arguments.failure("\(user.text) uses \(name)", at: "names", hint: user.hint)
      }
      context.session.remove(name)
      return name
    }
    if context.timeline.removeSnapshot(named: name) { return "the snapshot \(name)" }
    let isBuiltIn =
      Names.isReserved(name, in: context.session) || Function.all[name] != nil
      || context.commands.command(named: name) != nil
    let own = context.session.ownNames + context.timeline.snapshots.map(\.name)
    let near = isBuiltIn ? nil : Suggestions.question(name, among: own)
    throw arguments.failure(
      isBuiltIn ? "\(name) is built in" : "nothing of yours is called \(name)", at: "names",
      hint: near ?? "show lists what is yours")
  }

  /// `x`, `x and y`, `x, y and z`.
  private static func list(_ names: [String]) -> String {
    let head = names.dropLast().joined(separator: ", ")
    return [head, names.last ?? ""].filter { !$0.isEmpty }.joined(separator: " and ")
  }
}

extension CompletionSource {
  /// What the user has made and may remove.
  static let deletable = CompletionSource { context in
    let session = context.session
    return session.variables.sorted { $0.key < $1.key }.map { Suggestion($0.key, "variable, \($0.value.shape)") }
      + session.functions.values.sorted { $0.name < $1.name }.map { Suggestion($0.name, $0.text) }
      + session.losses.values.sorted { $0.name < $1.name }.map { Suggestion($0.name, "loss") }
      + context.snapshots.map { Suggestion($0.name, "snapshot") }
  }
}
