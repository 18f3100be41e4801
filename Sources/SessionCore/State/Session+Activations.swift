import Calculus
import Engine

/// The activations of a session: those of the program and of the user.
extension Session {
  /// An activation by its name as a choice.
  public func activation(named name: String) -> Activation? { activations[name] ?? Activation.named(name) }

  /// Takes over the activations of a network that came from a file, unless there are others of their names.
  mutating func adoptActivations(of network: Network<Double>) {
    for activation in network.layers.map(\.activation) where Activation.named(activation.name) == nil {
      let name = activation.name
      guard activations[name] == nil, functions[name] == nil, let code = activation.definition.code,
        let function = try? UserFunction(code)
      else { continue }
      functions[name] = function
      activations[name] = activation
    }
  }

  /// The activations whose formulas call a function, in the order of their names.
  public func activationsUsing(_ name: String) -> [String] {
    activations.keys.filter { key in
      key != name && functions[key].map { functionsCalled(by: $0.body).contains { $0.name == name } } == true
    }.sorted()
  }
}
