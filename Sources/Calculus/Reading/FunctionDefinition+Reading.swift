import Language

extension FunctionDefinition {
  /// Reads a definition of the program, `silu(z) = z * sigmoid(z)`.
  /// - Parameters:
  ///   - shapes: of the parameters; numbers if none are given.
  ///   - stable: the formula as it is computed, of the same parameters.
  ///   - derivative: the form of the derivative that is shown and computed, for one parameter.
  /// - Precondition: the texts are formulas of the parameters and of functions of the library.
  public init(
    reading text: String, shapes: [TermShape]? = nil, stable: String? = nil, derivative: String? = nil,
    library: FunctionLibrary = FunctionLibrary()
  ) {
    func term(_ text: String, from start: Int, _ parameters: [Symbol]) -> Term {
      do throws(Diagnostic) {
        var reader = TermReader(library: library) { name, layer in
          layer == nil ? parameters.first { $0.name == name } : nil
        }
        return try reader.read(ExpressionParser.parse(text, from: start)).term
      } catch {
        preconditionFailure("\(text): \(error.message)")
      }
    }
    var parser = ExpressionParser(text)
    guard case .call(let call)? = try? parser.expression(), parser.skip(.assign) else {
      preconditionFailure("\(text) defines no function")
    }
    let parameters = call.arguments.flatMap(\.names).enumerated().map { k, name in
      Symbol(name, shape: shapes?[k] ?? .number)
    }
    let body = term(text, from: parser.next.span.start, parameters)
    self.init(
      call.function, parameters, body, stable: stable.map { term($0, from: 0, parameters) },
      derivatives: derivative.map { [term($0, from: 0, parameters)] })
  }
}
