import Engine
import Language

/// Removing what the user has made.
extension Session {
  /// Whether a name can be removed.
  public struct Removal {
    /// What uses it, and the line to type first; `nil` if nothing does.
    public var user: (text: String, hint: String)?
  }

  /// The names of variables, functions, activations and losses of the user.
  public var ownNames: [String] { Array(variables.keys) + Array(functions.keys) + Array(losses.keys) }

  /// What speaks against the removal of a name; `nil` if nothing of the user has it.
  public func removal(of name: String) -> Removal? {
    if variables[name] != nil { return Removal(user: formulaReading(name)) }
    if losses[name] != nil {
      let isUsed = objective.loss.name == name || network?.objective.loss.name == name
      return Removal(user: isUsed ? ("the network", "set loss half-squared-error") : nil)
    }
    return functions[name] != nil ? Removal(user: formulaCalling(name)) : nil
  }

  /// Removes a variable, a function, an activation or a loss.
  public mutating func remove(_ name: String) {
    if variables[name] != nil { return restore(nil, nil, to: name) }
    losses[name] = nil
    functions[name] = nil
    activations[name] = nil
  }

  /// A formula of the user that reads a variable.
  private func formulaReading(_ name: String) -> (String, String)? {
    let readers = functions.values.filter { $0.body.names.contains(name) && !$0.parameters.contains(name) }
    if let reader = readers.min(by: { $0.name < $1.name }) { return (reader.head, firstToRemove(reader.name)) }
    let formulas = definitions.filter { $0.value.expression.names.contains(name) }
    return formulas.keys.map(\.name).min().map { ("your formula for \($0)", "undefine \($0)") }
  }

  /// The line to type first to remove a function, which others may use in their turn.
  private func firstToRemove(_ function: String) -> String {
    formulaCalling(function)?.1 ?? "undefine \(function)"
  }

  /// A formula of the user, or a layer, that uses a function.
  private func formulaCalling(_ name: String) -> (String, String)? {
    if let user = users(of: name).first { return (user.head, firstToRemove(user.name)) }
    let formulas = definitions.filter { $0.value.expression.calls.contains { $0.function == name } }
    if let quantity = formulas.keys.map(\.name).min() {
      return ("your formula for \(quantity)", "undefine \(quantity)")
    }
    if let user = activationsUsing(name).first { return ("the activation \(user)", "undefine \(user)") }
    if let layers = network?.layers, let l = layers.firstIndex(where: { $0.activation.name == name }) {
      return ("layer \(l + 1)", "layer \(l + 1) activation relu")
    }
    return nil
  }
}
