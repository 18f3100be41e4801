import Engine
import SessionCore

extension Help {
  /// Every function but the activations, which have pages of their own.
  public static let functions: [HelpPage] = plainFunctions.map { function in
    var page = HelpPage(.function, function.name, function.summary)
    page.usage = function.usage
    page.facts = [HelpPage.Fact("shape", function.shapeRule)]
    page.examples = function.exampleCells.map { Example($0.cell, shows: $0.summary) }
    page.related = ["functions"]
    return page
  }

  private static let plainFunctions = Function.mathematics + Function.reductions + Function.structures
}

extension Function {
  public var usage: String {
    switch rule {
    case .entrywise, .rowwise, .transpose, .diagonal: "\(name)(x)"
    case .reduction: "\(name)(x), \(name)(x, axis 0), \(name)(x, axis 1)"
    case .entrywisePair: "\(name)(x, y)"
    case .outer: "\(name)(u, v)"
    case .oneHot: "\(name)(labels, classes)"
    case .zeros, .ones: "\(name)(n), \(name)(rows, columns)"
    case .unit: "\(name)(n)"
    }
  }

  var shapeRule: String {
    switch rule {
    case .entrywise: "that of x, entry by entry"
    case .rowwise: "that of x, row by row"
    case .entrywisePair: "that of x and y, which are alike; a number goes with any"
    case .reduction: "a number; axis 0 goes down the rows and leaves 1×c of r×c, axis 1 leaves r×1"
    case .transpose: "c×r of r×c"
    case .diagonal: "1×n of n×n, and n×n of 1×n"
    case .outer: "m×n of 1×m and 1×n"
    case .oneHot: "n×classes of n labels, which count from 0"
    case .zeros, .ones: "rows×columns, 1×n of one number"
    case .unit: "n×n"
    }
  }

  var exampleCells: [(cell: String, summary: String)] {
    switch rule {
    case .entrywise: [("\(name)([[0.5, 1, 2]])", "of three numbers")]
    case .rowwise: [("\(name)([[1, 2, 3]])", "of a row")]
    case .entrywisePair: [("\(name)([[1, 5]], [[3, 2]])", "of two rows"), ("\(name)([[1, 5]], 2)", "with a number")]
    case .reduction:
      [
        ("\(name)([[1, 2], [3, 4]])", "of all entries"), ("\(name)([[1, 2], [3, 4]], axis 0)", "of each column"),
        ("\(name)([[1, 2], [3, 4]], axis 1)", "of each row"),
      ]
    case .transpose: [("\(name)([[1, 2, 3]])", "a row becomes a column")]
    case .diagonal: [("\(name)([[1, 2], [3, 4]])", "1 and 4"), ("\(name)([[1, 2]])", "a 2×2 matrix")]
    case .outer: [("\(name)([[1, 2]], [[3, 4, 5]])", "every product of two entries")]
    case .oneHot: [("\(name)([[0, 2]], 3)", "two labels of three classes")]
    case .zeros, .ones: [("\(name)(2, 3)", "two rows of three")]
    case .unit: [("\(name)(3)", "ones on the diagonal")]
    }
  }
}
