import SessionCore

extension Help {
  /// Every function but the activations, which have pages of their own.
  static let functions: [HelpPage] =
    (Function.mathematics + Function.conditions + Function.statistics + Function.structures + Function.linearAlgebra
    + Function.random).map {
      HelpPage(
        .function, $0.name, $0.summary, usage: $0.usage, facts: [("shape", $0.facts.shape)],
        examples: $0.examples, related: ["functions", "language"])
    }
}

extension Function {
  public var usage: String { facts.usage }

  fileprivate var examples: [Example] {
    let results = Self.exampleResults[name] ?? []
    return facts.examples.enumerated().map { index, example in
      Example(
        example.cell.split(separator: "; ").map(String.init), shows: example.shows,
        gives: index < results.count ? results[index] : .nothing)
    }
  }

  fileprivate typealias Facts = (usage: String, shape: String, examples: [(cell: String, shows: String)])

  /// How it is called, the shape of its result, and examples.
  fileprivate var facts: Facts {
    let alike = "that of the arguments, which are alike; numbers, rows and columns spread"
    switch rule {
    case .entrywise where name == "not":
      return ("not x", "that of x, entry by entry", [("not ([[1, 5]] > 2)", "of two conditions")])
    case .entrywise:
      let numbers =
        ["asin": "[[0, 0.5, 1]]", "acos": "[[0, 0.5, 1]]", "log10": "[[0.001, 1, 100]]"][name] ?? "[[0.5, 1, 2]]"
      return ("\(name)(x)", "that of x, entry by entry", [("\(name)(\(numbers))", "of three numbers")])
    case .rowwise: return ("\(name)(x)", "that of x, row by row", [("\(name)([[1, 2, 3]])", "of a row")])
    case .entrywisePair where name == "and" || name == "or":
      return ("x \(name) y", alike, [("[[1, 5]] > 2 \(name) [[1, 5]] < 9", "of two conditions")])
    case .entrywisePair where name == "round":
      return (
        "round(x), round(x, n)", "that of x, entry by entry",
        [("round([[0.5, 1, 2]])", "of three numbers"), ("round(2.71828, 3)", "to three decimals")]
      )
    case .entrywisePair:
      return (
        "\(name)(x, y)", alike,
        [("\(name)([[1, 5]], [[3, 2]])", "of two rows"), ("\(name)([[1, 5]], 2)", "with a number")]
      )
    case .choice:
      return ("\(name)(c, x, y)", alike, [("\(name)([[-1, 2]] > 0, [[-1, 2]], 0)", "x if it is above 0, else 0: relu")])
    case .clamp: return ("\(name)(x, low, high)", alike, [("\(name)([[-1, 0.5, 3]], 0, 1)", "from 0 to 1")])
    case .reduction:
      return (
        "\(name)(x), \(name)(x, axis 0), \(name)(x, 1)",
        "a number; axis 0 goes down the rows and leaves 1×c of r×c, axis 1 leaves r×1",
        [
          ("\(name)([[1, 2], [3, 4]])", "of all entries"), ("\(name)([[1, 2], [3, 4]], axis 0)", "of each column"),
          ("\(name)([[1, 2], [3, 4]], axis 1)", "of each row"),
        ]
      )
    case .scan:
      return (
        "\(name)(x), \(name)(x, axis 0), \(name)(x, 1)", "that of x",
        [("\(name)([3, 1, 2])", "of a row"), ("\(name)([[3, 1], [2, 4]], axis 0)", "of each column")]
      )
    case .layout(let placement): return facts(of: placement)
    case .product(let product): return facts(of: product)
    case .solving:
      return (
        "\(name)(x)", name == "det" ? "a number" : "that of x, which is square",
        [("\(name)([[2, 1], [1, 3]])", "of 2×2")]
      )
    case .oneHot:
      return (
        "\(name)(labels, classes)", "n×classes of n labels, which count from 0",
        [("\(name)([[0, 2]], 3)", "two labels of three classes")]
      )
    case .drawing:
      return (
        "\(name)(), \(name)(n), \(name)(rows, columns)", "a number; 1×n; rows×columns",
        [("seed 1; \(name)(2)", "the two numbers that NumPy draws with this seed")]
      )
    case .jacobian:
      return ("\(name)(f, x)", "n×m of m numbers that give n", [("\(name)(softmax, [0, 0])", "∂a/∂z of two classes")])
    }
  }

  private func facts(of placement: Placement) -> Facts {
    switch placement {
    case .transpose: ("\(name)(x)", "c×r of r×c", [("\(name)([[1, 2, 3]])", "a row becomes a column")])
    case .diagonal:
      (
        "\(name)(x)", "1×n of n×n, and n×n of 1×n",
        [("\(name)([[1, 2], [3, 4]])", "1 and 4"), ("\(name)([[1, 2]])", "a 2×2 matrix")]
      )
    case .hcat:
      ("\(name)(x, y, …)", "r×(c + d) of r×c and r×d", [("\(name)([[1], [2]], ones(2, 1))", "the bias trick")])
    case .vcat: ("\(name)(x, y, …)", "(r + s)×c of r×c and s×c", [("\(name)([1, 2], [3, 4])", "two rows")])
    case .reshape:
      (
        "\(name)(x, rows, columns)", "rows×columns, as many entries as x",
        [("\(name)([1, 2, 3, 4], 2, 2)", "two rows"), ("\(name)([1, 2, 3, 4], -1, 1)", "a column")]
      )
    case .flatten: ("\(name)(x)", "1×n of n entries", [("\(name)([[1, 2], [3, 4]])", "row after row")])
    case .zeros, .ones:
      (
        "\(name)(n), \(name)(rows, columns)", "rows×columns, 1×n of one number",
        [("\(name)(2, 3)", "two rows of three")]
      )
    case .size:
      ("\(name)(x)", "1×2, and x.shape[0] is the first", [("\(name)([[1, 2, 3], [4, 5, 6]])", "2 rows, 3 columns")])
    case .unit: ("\(name)(n)", "n×n", [("\(name)(3)", "ones on the diagonal")])
    case .arange:
      (
        "\(name)(end), \(name)(start, end), \(name)(start, end, step)", "1×n",
        [("\(name)(5)", "0 to 4"), ("\(name)(1, 6, 2)", "every second")]
      )
    case .linspace: ("\(name)(start, end, n)", "1×n", [("\(name)(0, 1, 5)", "five numbers")])
    }
  }

  private func facts(of product: MatrixProduct) -> Facts {
    switch product {
    case .outer:
      ("\(name)(u, v)", "m×n of 1×m and 1×n", [("\(name)([[1, 2]], [[3, 4, 5]])", "every product of two entries")])
    case .dot:
      (
        "\(name)(x, y)", "a number of two rows, m×n of m×k and k×n",
        [("\(name)([1, 2], [3, 4])", "1·3 + 2·4"), ("\(name)([[1, 2]], [[3, 4], [5, 6]])", "a row and a matrix")]
      )
    case .kron: ("\(name)(x, y)", "rs×ct of r×c and s×t", [("\(name)([1, 2], [1, 10])", "two blocks")])
    case .trace: ("\(name)(x)", "a number", [("\(name)([[1, 2], [3, 4]])", "1 + 4")])
    }
  }

  /// What the examples of each function give (NumPy).
  private static let exampleResults: [String: [ExampleResult]] = [
    "exp": [[[1.64872, 2.71828, 7.38906]]], "log": [[[-0.693147, 0, 0.693147]]],
    "log1p": [[[0.405465, 0.693147, 1.09861]]], "expm1": [[[0.648721, 1.71828, 6.38906]]],
    "sqrt": [[[0.707107, 1, 1.41421]]], "abs": [[[0.5, 1, 2]]], "sign": [[[1, 1, 1]]],
    "sin": [[[0.479426, 0.841471, 0.909297]]], "cos": [[[0.877583, 0.540302, -0.416147]]],
    "tan": [[[0.546302, 1.55741, -2.18504]]], "erf": [[[0.5204999, 0.842701, 0.995322]]],
    "erfc": [[[0.4795001, 0.157299, 0.00467773]]],
    "sinh": [[[0.521095, 1.175201, 3.62686]]], "cosh": [[[1.127626, 1.543081, 3.762196]]],
    "asin": [[[0, 0.523599, 1.570796]]], "acos": [[[1.570796, 1.047198, 0]]],
    "atan": [[[0.463648, 0.785398, 1.107149]]], "where": [[[0, 2]]],
    "log2": [[[-1, 0, 1]]], "log10": [[[-3, 0, 2]]], "clip": [[[0, 0.5, 1]]],
    "round": [[[0, 1, 2]], 2.718], "floor": [[[0, 1, 2]]], "ceil": [[[1, 1, 2]]],
    "and": [[[0, 1]]], "or": [[[1, 1]]], "not": [[[1, 0]]],
    "maximum": [[[3, 5]], [[2, 5]]], "minimum": [[[1, 2]], [[1, 2]]],
    "sum": [10, [[4, 6]], [[3], [7]]], "mean": [2.5, [[2, 3]], [[1.5], [3.5]]],
    "max": [4, [[3, 4]], [[2], [4]]], "min": [1, [[1, 2]], [[1], [3]]], "argmax": [3, [[1, 1]], [[1], [1]]],
    "prod": [24, [[3, 8]], [[2], [12]]], "argmin": [0, [[0, 0]], [[0], [0]]],
    "var": [1.25, [[1, 1]], [[0.25], [0.25]]], "std": [1.11803, [[1, 1]], [[0.5], [0.5]]],
    "median": [2.5, [[2, 3]], [[1.5], [3.5]]], "any": [1, [[1, 1]], [[1], [1]]], "all": [1, [[1, 1]], [[1], [1]]],
    "cumsum": [[[3, 4, 6]], [[3, 1], [5, 5]]], "sort": [[[1, 2, 3]], [[2, 1], [3, 4]]],
    "argsort": [[[1, 2, 0]], [[1, 0], [0, 1]]],
    "hcat": [[[1, 1], [2, 1]]], "vcat": [[[1, 2], [3, 4]]], "flatten": [[[1, 2, 3, 4]]],
    "reshape": [[[1, 2], [3, 4]], [[1], [2], [3], [4]]], "arange": [[[0, 1, 2, 3, 4]], [[1, 3, 5]]],
    "linspace": [[[0, 0.25, 0.5, 0.75, 1]]], "dot": [11, [[13, 16]]], "kron": [[[1, 10, 2, 20]]], "trace": [5],
    "inv": [[[0.6, -0.2], [-0.2, 0.4]]], "det": [5], "jacobian": [[[0.25, -0.25], [-0.25, 0.25]]],
    "rand": [[[0.417022, 0.720324]]], "randn": [[[1.62435, -0.611756]]],
    "norm": [5.47723, [[3.16228, 4.47214]], [[2.23607], [5]]],
    "transpose": [[[1], [2], [3]]], "diag": [[[1, 4]], [[1, 0], [0, 2]]], "outer": [[[3, 4, 5], [6, 8, 10]]],
    "onehot": [[[1, 0, 0], [0, 0, 1]]], "zeros": [[[0, 0, 0], [0, 0, 0]]], "ones": [[[1, 1, 1], [1, 1, 1]]],
    "eye": [[[1, 0, 0], [0, 1, 0], [0, 0, 1]]], "shape": [[[2, 3]]],
  ]
}
