import Language

/// A nonlinear function h of a layer, a = h(z), with all that is known of it.
public struct ActivationDefinition: Hashable, Sendable {
  /// As a choice for a layer: `leaky-relu`.
  public var name: String
  /// h(z): the formula, the form that is computed, and the derivative if it has a form of its own.
  public var function: FunctionDefinition
  /// Why the form that is computed differs from the formula.
  public var reason: String?
  public var range: String
  public var source: String
  /// What it is good for, and the trap.
  public var advice: String
  /// The module of PyTorch that computes it, `nn.ReLU()`; `nil` if there is none.
  public var pytorchModule: String?
  /// The operator of ONNX that engines have in Float32 and Float64, `Relu`; `nil` if there is none.
  public var onnxOperator: String?

  /// - Parameters:
  ///   - text: the definition, `silu(z) = z * sigmoid(z)`; the name of the choice has hyphens for underscores.
  ///   - isOfRow: whether each activation depends on all pre-activations of its sample.
  ///   - stable: the formula as it is computed, with its `reason`.
  ///   - derivative: the form of the derivative that is shown and computed; `nil` for what the rules give.
  init(
    _ text: String, isOfRow: Bool = false, stable: String? = nil, because reason: String? = nil,
    derivative: String? = nil, range: String, source: String, advice: String, pytorchModule: String? = nil,
    onnxOperator: String? = nil
  ) {
    let row = TermShape(rows: nil, columns: Extent(2, symbol: "n"))
    function = FunctionDefinition(
      reading: text, shapes: isOfRow ? [row] : nil, stable: stable, derivative: derivative, library: .names)
    name = function.name.split(separator: "_").joined(separator: "-")
    (self.reason, self.range, self.source, self.advice) = (reason, range, source, advice)
    (self.pytorchModule, self.onnxOperator) = (pytorchModule, onnxOperator)
  }

  /// An activation of the user.
  public init(own function: FunctionDefinition) {
    (name, self.function) = (function.name, function)
    (range, source, advice) = ("", "this session", "")
  }

  /// Reads the definition of a user's activation from a file: `swish2(z) = z * sigmoid(1.7 * z)`; `nil` if it is not one.
  public init?(reading text: String) {
    var parser = ExpressionParser(text)
    guard case .call(let call)? = try? parser.expression(), parser.skip(.assign), call.arguments.count == 1,
      case .name(let parameter, _) = call.arguments[0], let body = try? parser.expression(),
      (try? parser.expectEnd()) != nil
    else { return nil }
    let argument = Symbol(parameter)
    var reader = TermReader(library: .activations) { name, layer in
      name == parameter && layer == nil ? argument : nil
    }
    guard let term = try? reader.read(body).term else { return nil }
    self.init(own: FunctionDefinition(call.function, [argument], term))
  }

  /// The definition as it is typed: `silu(z) = z * sigmoid(z)`.
  public var code: String? { body.code.map { "\(function.name)(\(argument.name)) = \($0)" } }

  /// Whether each activation is a function of one pre-activation, not of a row.
  public var isElementwise: Bool { function.parameters[0].shape.isNumber }

  /// The quantity that h is a function of.
  public var argument: Symbol { function.parameters[0] }

  /// h(z) as a term.
  public var body: Term { function.body }

  /// h′(z) in the form that is shown, or as the rules give it.
  /// - Precondition: the function is elementwise.
  public var derivative: Term {
    function.derivatives[0] ?? body.derivative(by: .symbol(argument), library: .activations)
  }
}

extension ActivationDefinition {
  /// The activation of a name, as a choice or as a function.
  public static func named(_ name: String) -> ActivationDefinition? {
    all.first { $0.name == name || $0.function.name == name }
  }
}

extension FunctionLibrary {
  /// The activations as functions that formulas can call.
  public static let activations = FunctionLibrary(ActivationDefinition.all.map { $0.function })

  /// The activations that the formulas of others call, while these are read: only the numbers of arguments matter.
  fileprivate static let names = FunctionLibrary(
    ["sigmoid", "softplus"].map { FunctionDefinition($0, [Symbol("z")], .symbol(Symbol("z"))) })
}
