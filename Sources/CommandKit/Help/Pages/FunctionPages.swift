import Engine
import SessionCore

extension Help {
  /// Every function but the activations, which have pages of their own.
  static let functions: [HelpPage] = (Function.mathematics + Function.reductions + Function.structures).map {
    HelpPage(
      .function, $0.name, $0.summary, usage: $0.usage, facts: [("shape", $0.facts.shape)],
      examples: $0.facts.examples.map { Example($0.cell, shows: $0.shows) }, related: ["functions"])
  }
}

extension Function {
  public var usage: String { facts.usage }

  /// How it is called, the shape of its result, and examples.
  fileprivate var facts: (usage: String, shape: String, examples: [(cell: String, shows: String)]) {
    switch rule {
    case .entrywise:
      ("\(name)(x)", "that of x, entry by entry", [("\(name)([[0.5, 1, 2]])", "of three numbers")])
    case .rowwise: ("\(name)(x)", "that of x, row by row", [("\(name)([[1, 2, 3]])", "of a row")])
    case .entrywisePair:
      (
        "\(name)(x, y)", "that of x and y, which are alike; a number goes with any",
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
    case .unit: ("\(name)(n)", "n×n", [("\(name)(3)", "ones on the diagonal")])
    }
  }
}
