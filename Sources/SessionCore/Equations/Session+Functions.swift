import Calculus
import Language

extension Session {
  /// The functions that formulas can call: the program's, and the user's functions of numbers.
  public var functionLibrary: FunctionLibrary {
    var library = FunctionLibrary.activations
    for function in functions.values.sorted(by: { $0.name < $1.name }) { define(function, in: &library) }
    return library
  }

  /// Puts a function and those that it calls into a library; one that is not a function of numbers stays out.
  private func define(_ function: UserFunction, in library: inout FunctionLibrary) {
    if library[function.name] != nil { return }
    for call in function.body.calls {
      if let callee = functions[call.function] { define(callee, in: &library) }
    }
    let parameters = function.parameters.map { Symbol($0) }
    var reader = TermReader(library: library) { name, layer in
      if layer == nil, let parameter = parameters.first(where: { $0.name == name }) { return parameter }
      return self.symbol(named: name, layer: layer)
    }
    guard let reading = try? reader.read(function.body), reading.shape.isNumber else { return }
    library[function.name] = FunctionDefinition(function.name, parameters, reading.term)
  }
}
