/// Spellings of NumPy, PyTorch, MATLAB, Julia and textbooks that have one meaning here, and what each is read as.
///
/// Only what cannot be a name of the user's is read: a sign, a function after `np.`, a method after its value. A plain
/// word (`W2`, `dot(a, b)`) may be a variable or a function of the user's; where it is not, its error has the hint.
public enum ForeignSpelling {
  /// What a function of another language is here.
  enum Meaning {
    case function(String)
    /// Of two arguments: `np.dot(a, b)` is `a @ b`.
    case sign(Expression.Operator)
    case power(Double)
    case transpose
    /// Matrices below each other, or with axis 1 side by side: `np.concatenate([a, b])`.
    case joined
    /// A matrix of the same shape, full of one number: `np.zeros_like(x)`.
    case filled(Double)
    /// The argument itself: `np.array([[1, 2]])`, `x.copy()`.
    case argument
  }

  /// Names before a `.` that only say where a function is from.
  static let modules: Set<String> = [
    "np", "numpy", "jnp", "torch", "tf", "math", "F", "nn", "scipy", "special", "LinearAlgebra", object,
  ]

  /// The module before a value: `self.W1`.
  static let object = "self"

  /// Dictionaries of programs: `params["W1"]` is `W1`.
  static let dictionaries: Set<String> = [
    "params", "parameters", "cache", "grads", "gradients", "memory", "values", object,
  ]

  /// Words between two operands, and the sign that each is.
  static let wordsForSigns = [
    "x": "*", "o": "*", "times": "*", "dot": "@", "is": "==", "equals": "==", "AND": "and", "OR": "or",
  ]

  /// Signs of other languages between two operands, and the shell's own.
  static let otherSigns = [
    "&": "and", "&&": "and", "∧": "and", "∨": "or", "~=": "!=", "<>": "!=", "=<": "<=", "=>": ">=", "===": "==",
  ]

  /// Functions that are methods elsewhere, as far as they are not in `functions`.
  static let methods: Set<String> = [
    "sum", "mean", "max", "min", "argmax", "norm", "exp", "log", "sqrt", "abs", "tanh", "sigmoid", "relu", "softmax",
    "sign", "round", "shape", "std", "var", "median", "prod", "cumsum", "sort", "argsort", "argmin", "any", "all",
    "trace", "flatten", "clip", "ceil", "floor", "log2", "log10", "log1p", "sin", "cos", "tan", "det", "inv",
  ]

  /// Functions whose name differs, or that are signs here; any other keeps its name.
  static let functions: [String: Meaning] = [
    "dot": .sign(.matrixProduct), "matmul": .sign(.matrixProduct), "mm": .sign(.matrixProduct),
    "multiply": .sign(.multiply), "hadamard": .sign(.multiply), "mul": .sign(.multiply), "add": .sign(.add),
    "subtract": .sign(.subtract),
    "sub": .sign(.subtract), "divide": .sign(.divide), "true_divide": .sign(.divide), "div": .sign(.divide),
    "power": .sign(.power), "pow": .sign(.power), "square": .power(2),
    "absolute": .function("abs"), "fabs": .function("abs"), "amax": .function("max"), "amin": .function("min"),
    "arcsin": .function("asin"), "arccos": .function("acos"), "arctan": .function("atan"),
    "expit": .function("sigmoid"), "identity": .function("eye"), "size": .function("shape"),
    "inner": .function("dot"), "vdot": .function("dot"), "ravel": .function("flatten"), "tr": .function("trace"),
    "rint": .function("round"), "clamp": .function("clip"), "average": .function("mean"),
    "logical_and": .function("and"), "logical_or": .function("or"), "logical_not": .function("not"),
    "hstack": .function("hcat"), "column_stack": .function("hcat"), "horzcat": .function("hcat"),
    "vstack": .function("vcat"), "row_stack": .function("vcat"), "vertcat": .function("vcat"),
    "random": .function("rand"), "random_sample": .function("rand"), "standard_normal": .function("randn"),
    "concatenate": .joined, "concat": .joined, "cat": .joined,
    "zeros_like": .filled(0), "ones_like": .filled(1),
    "t": .transpose, "transpose": .transpose, "array": .argument, "asarray": .argument, "tensor": .argument,
    "Tensor": .argument, "matrix": .argument, "copy": .argument, "clone": .argument, "detach": .argument,
    "numpy": .argument, "item": .argument, "astype": .argument, "float": .argument, "double": .argument,
    "squeeze": .argument,
  ]

  /// Functions that take an axis as their second argument, by any spelling.
  static let axisSecond: Set<String> = [
    "sum", "mean", "argmax", "argmin", "var", "std", "median", "prod", "any", "all", "cumsum", "sort", "argsort",
  ]

  /// Those that do after a module or as a method; `max(x, 0)` alone may mean the larger of two.
  static let axisSecondOfModules: Set<String> = axisSecond.union(["max", "min"])

  /// Functions of each row, of which axis 1 is said for nothing.
  static let rowFunctions: Set<String> = ["softmax"]

  /// Names of arguments that are the axis.
  static let axisNames: Set<String> = ["axis", "dim", "dims"]
  /// Names of arguments that change nothing here: a sum along an axis keeps both dimensions.
  static let ignoredArguments: Set<String> = ["keepdims", "keepdim", "dtype"]

  /// Functions of several sizes or matrices, which NumPy takes in parentheses of their own: `np.zeros((2, 3))`.
  static let tupleFunctions: Set<String> = [
    "zeros", "ones", "rand", "randn", "random", "standard_normal", "reshape", "hstack", "vstack", "column_stack",
    "row_stack", "concatenate", "concat", "cat", "hcat", "vcat",
  ]

  /// Names of the loss in `dL/dW[1]`.
  static let losses: Set<String> = ["C", "L", "J", "E", "loss", "cost", "Loss", "Cost"]

  /// The gradient of the loss by each quantity: `dL/dz[2]` and `z[2].grad` are `delta[2]`.
  static let gradients = [
    "W": "dW", "w": "dW", "b": "db", "a": "da", "z": "delta", "gamma": "dgamma", "beta": "dbeta", "zhat": "dzhat",
    "zbn": "dzbn", "mu": "dmu", "var": "dvar", "net": "delta", "Z": "delta", "out": "da", "A": "da", "h": "da",
  ]

  /// Signs of one character, besides the shell's own.
  static let signs: [Character: Token.Kind] = [
    "∘": .times, "∗": .times, "÷": .divide, "∕": .divide, "⋅": .matrixProduct, "∙": .matrixProduct, "–": .minus,
    "←": .assign, "≔": .assign, "≈": .approximately, "≅": .approximately, "≃": .approximately, "´": .primes(1),
    "⊤": .transpose, "√": .root, "|": .bar, "‖": .doubleBar,
  ]

  /// Signs of two characters: MATLAB's and Julia's operations entry by entry, and `:=`.
  static let pairs: [String: Token.Kind] = [
    ".*": .times, "./": .divide, ".^": .power, ".+": .plus, ".-": .minus, ".'": .transpose, ":=": .assign,
    "||": .doubleBar, "&&": .unknown("&&"), "~=": .unknown("~="), "<>": .unknown("<>"), "=<": .unknown("=<"),
    "=>": .unknown("=>"), "//": .unknown("//"),
  ]

  static let superscripts: [Character: Int] = digits("⁰¹²³⁴⁵⁶⁷⁸⁹")
  static let subscripts: [Character: Int] = digits("₀₁₂₃₄₅₆₇₈₉")

  static let fractions: [Character: Double] = [
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8,
  ]

  private static func digits(_ signs: String) -> [Character: Int] {
    Dictionary(uniqueKeysWithValues: zip(signs, 0...9))
  }

  /// The word and the layer of `W2`, `W_2`: a name that ends in a number.
  public static func layered(_ name: String) -> (stem: String, layer: Int)? {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
    guard let layer = Int(String(digits)), digits.count < name.count else { return nil }
    let stem = name.dropLast(digits.count)
    let bare = stem.last == "_" ? stem.dropLast() : stem
    return bare.isEmpty ? nil : (String(bare), layer)
  }
}

extension ForeignSpelling {
  /// The gradient of the loss by a quantity: `dW[1]` of `W[1]`.
  public static func gradient(of quantity: Expression) -> Expression? {
    guard case .index(.name(let name, let place), let subscripts, let span) = quantity, let gradient = gradients[name]
    else { return nil }
    return .index(.name(gradient, place), subscripts, span)
  }

  /// Whether a word that means nothing in the session may still be read, after what is around it.
  public static func isRead(_ name: String) -> Bool {
    modules.contains(name) || dictionaries.contains(name) || functions[name] != nil || wordsForSigns[name] != nil
      || axisNames.contains(name) || ignoredArguments.contains(name) || isLoss(name) || name.hasPrefix("sum_")
      || name.first == "∂" || name.first == "∇" || name.first == "d" && gradients[String(name.dropFirst())] != nil
  }

  /// Whether a name is `dC`, `dL`, …, above the line of a derivative.
  public static func isLoss(_ name: String) -> Bool { name.first == "d" && losses.contains(String(name.dropFirst())) }

  /// The gradient that the quotient of `dC` and `dW[1]` means; `nil` for other names.
  public static func lossGradient(_ numerator: String, _ denominator: Expression) -> Expression? {
    guard isLoss(numerator) else { return nil }
    switch denominator {
    case .name(let name, let place) where name.first == "d":
      return gradients[String(name.dropFirst())].map { .name($0, place) }
    case .index(.name(let name, let place), let subscripts, let span) where name.first == "d":
      return gradients[String(name.dropFirst())].map { .index(.name($0, place), subscripts, span) }
    case .index(let base, let subscripts, let span):
      return lossGradient(numerator, base).map { .index($0, subscripts, span) }
    default: return nil
    }
  }

  /// Matrices side by side or below each other, of which there may be a list: `[a, b]`.
  private static func joined(_ call: Expression.Call, sideBySide: Bool) -> Expression? {
    var call = call
    if case .matrix(let rows, let span)? = call.arguments.first, call.arguments.count == 1 {
      call.arguments = rows.count == 1 ? rows[0] : rows.map { .matrix([$0], span) }
    }
    if call.arguments.isEmpty { return nil }
    (call.function, call.axis) = (sideBySide ? "hcat" : "vcat", nil)
    return .call(call)
  }

  /// A call of a function that is called otherwise here: `a @ b` for `dot(a, b)`; `nil` for other calls.
  public static func own(_ call: Expression.Call) -> Expression? {
    guard call.order == 0, call.partial == nil, let meaning = functions[call.function] else { return nil }
    var call = call
    let count = call.arguments.count
    switch meaning {
    case .sign(let sign): return count == 2 ? .binary(sign, call.arguments[0], call.arguments[1]) : nil
    case .power(let exponent):
      return count == 1 ? .binary(.power, call.arguments[0], .number(exponent, call.span)) : nil
    case .transpose: return count == 1 || count == 3 ? .transpose(call.arguments[0], call.span) : nil
    case .argument: return count > 0 ? call.arguments[0] : nil
    case .joined: return joined(call, sideBySide: call.axis.map { $0.code == "1" } ?? false)
    case .function("hcat"): return joined(call, sideBySide: true)
    case .function("vcat"): return joined(call, sideBySide: false)
    case .filled(let number):
      guard count == 1 else { return nil }
      let zero = Expression.binary(.multiply, .number(0, call.span), call.arguments[0])
      return number == 0 ? zero : .binary(.add, zero, .number(number, call.span))
    case .function("shape") where count == 2:
      let place = call.arguments.removeLast()
      call.function = "shape"
      return .index(.call(call), [.at(.number(0, call.span)), .at(place)], call.span)
    case .function(let name):
      call.function = name
      if axisSecondOfModules.contains(name) { call.takeAxisByPosition() }
      return .call(call)
    }
  }
}
