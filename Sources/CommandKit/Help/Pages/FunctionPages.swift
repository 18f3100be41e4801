import Engine
import SessionCore

extension Help {
  /// Every function but the activations, which have pages of their own.
  static let functions: [HelpPage] = (Function.mathematics + Function.reductions + Function.structures).map {
    HelpPage(
      .function, $0.name, $0.summary, usage: $0.usage, facts: [("shape", $0.facts.shape)],
      examples: $0.examples, related: ["functions"])
  }
}

extension Function {
  public var usage: String { facts.usage }

  fileprivate var examples: [Example] {
    let results = Self.exampleResults[name] ?? []
    return facts.examples.enumerated().map { index, example in
      Example(example.cell, shows: example.shows, gives: index < results.count ? results[index] : .nothing)
    }
  }

  /// How it is called, the shape of its result, and examples.
  fileprivate var facts: (usage: String, shape: String, examples: [(cell: String, shows: String)]) {
    switch rule {
    case .entrywise:
      (
        "\(name)(x)", "that of x, entry by entry",
        [(["asin", "acos"].contains(name) ? "\(name)([[0, 0.5, 1]])" : "\(name)([[0.5, 1, 2]])", "of three numbers")]
      )
    case .rowwise: ("\(name)(x)", "that of x, row by row", [("\(name)([[1, 2, 3]])", "of a row")])
    case .entrywisePair:
      (
        "\(name)(x, y)", "that of x and y, which are alike; numbers, rows and columns spread",
        [("\(name)([[1, 5]], [[3, 2]])", "of two rows"), ("\(name)([[1, 5]], 2)", "with a number")]
      )
    case .reduction:
      (
        "\(name)(x), \(name)(x, axis 0), \(name)(x, axis 1)",
        "a number; axis 0 goes down the rows and leaves 1×c of r×c, axis 1 leaves r×1",
        [
          ("\(name)([[1, 2], [3, 4]])", "of all entries"), ("\(name)([[1, 2], [3, 4]], axis 0)", "of each column"),
          ("\(name)([[1, 2], [3, 4]], axis 1)", "of each row"),
        ]
      )
    case .transpose: ("\(name)(x)", "c×r of r×c", [("\(name)([[1, 2, 3]])", "a row becomes a column")])
    case .diagonal:
      (
        "\(name)(x)", "1×n of n×n, and n×n of 1×n",
        [("\(name)([[1, 2], [3, 4]])", "1 and 4"), ("\(name)([[1, 2]])", "a 2×2 matrix")]
      )
    case .outer:
      ("\(name)(u, v)", "m×n of 1×m and 1×n", [("\(name)([[1, 2]], [[3, 4, 5]])", "every product of two entries")])
    case .oneHot:
      (
        "\(name)(labels, classes)", "n×classes of n labels, which count from 0",
        [("\(name)([[0, 2]], 3)", "two labels of three classes")]
      )
    case .zeros, .ones:
      (
        "\(name)(n), \(name)(rows, columns)", "rows×columns, 1×n of one number",
        [("\(name)(2, 3)", "two rows of three")]
      )
    case .choice:
      (
        "\(name)(c, x, y)", "that of c, x and y, which are alike; numbers, rows and columns spread",
        [("\(name)([[-1, 2]] > 0, [[-1, 2]], 0)", "x if it is above 0, else 0: relu")]
      )
    case .size:
      ("\(name)(x)", "1×2, and x.shape[0] is the first", [("\(name)([[1, 2, 3], [4, 5, 6]])", "2 rows, 3 columns")])
    case .unit: ("\(name)(n)", "n×n", [("\(name)(3)", "ones on the diagonal")])
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
    "round": [[[1, 1, 2]]], "floor": [[[0, 1, 2]]],
    "maximum": [[[3, 5]], [[2, 5]]], "minimum": [[[1, 2]], [[1, 2]]],
    "sum": [10, [[4, 6]], [[3], [7]]], "mean": [2.5, [[2, 3]], [[1.5], [3.5]]],
    "max": [4, [[3, 4]], [[2], [4]]], "min": [1, [[1, 2]], [[1], [3]]], "argmax": [3, [[1, 1]], [[1], [1]]],
    "norm": [5.47723, [[3.16228, 4.47214]], [[2.23607], [5]]],
    "transpose": [[[1], [2], [3]]], "diag": [[[1, 4]], [[1, 0], [0, 2]]], "outer": [[[3, 4, 5], [6, 8, 10]]],
    "onehot": [[[1, 0, 0], [0, 0, 1]]], "zeros": [[[0, 0, 0], [0, 0, 0]]], "ones": [[[1, 1, 1], [1, 1, 1]]],
    "eye": [[[1, 0, 0], [0, 1, 0], [0, 0, 1]]], "shape": [[[2, 3]]],
  ]
}
