import Language

@testable import Calculus

extension FunctionLibrary {
  /// A few of the program's functions.
  static let forTests: FunctionLibrary = {
    var library = FunctionLibrary()
    func add(_ text: String, stable: String? = nil, derivative: String? = nil) {
      let definition = FunctionDefinition(reading: text, stable: stable, derivative: derivative, library: library)
      library[definition.name] = definition
    }
    add(
      "sigmoid(z) = 1 / (1 + exp(-z))", stable: "where(z >= 0, 1 / (1 + exp(-z)), exp(z) / (1 + exp(z)))")
    library["sigmoid"]?.derivatives = [.call("sigmoid", .symbol(Symbol("z"))) * .call("sigmoid", -.symbol(Symbol("z")))]
    add("softplus(z) = log(1 + exp(z))", stable: "maximum(z, 0) + log1p(exp(-abs(z)))", derivative: "sigmoid(z)")
    add("relu(z) = where(z > 0, z, 0)")
    return library
  }()
}

extension Term {
  /// A formula of numbers by their names.
  static func reading(_ text: String, _ symbols: [Symbol], library: FunctionLibrary = .forTests) throws -> Term {
    var reader = TermReader(library: library) { name, layer in
      symbols.first { $0.name == name && $0.layer == layer }
    }
    return try reader.read(ExpressionParser.parse(text)).term
  }
}
