import Engine
import Language

/// A function of the shell's expressions: shape, value and error of its results follow from its rule.
public struct Function: Sendable {
  public enum Rule: Sendable {
    /// Each entry by itself.
    case entrywise(@Sendable (Double) -> Double)
    /// Two arguments entry by entry.
    case entrywisePair(@Sendable (Double, Double) -> Double)
    /// Entry by entry: the second argument where the first is not 0, else the third.
    case choice
    /// Entry by entry: the first argument, not below the second and not above the third.
    case clamp
    /// All entries, or each row or column, to one number.
    case reduction(Statistic)
    /// Each row or column to as many numbers.
    case scan(AxisFunction)
    /// Row by row, keeping the shape.
    case rowwise(@Sendable (Matrix<Double>) -> Matrix<Double>)
    /// Entries of the arguments, or constants, in other places.
    case layout(Placement)
    case product(MatrixProduct)
    case solving(MatrixSolving)
    case oneHot
    /// Numbers of the session's random stream.
    case drawing(Distribution)
    /// The derivatives of every result of a function by every entry of its argument.
    case jacobian
  }

  public let name: String
  public let summary: String
  public let rule: Rule
  /// How many arguments it takes.
  let arity: ClosedRange<Int>
  /// The last arguments, if they are left out.
  let defaults: [Double]

  init(_ name: String, _ summary: String, _ rule: Rule, _ arity: ClosedRange<Int> = 1...1, defaults: [Double] = []) {
    (self.name, self.summary, self.rule) = (name, summary, rule)
    (self.arity, self.defaults) = (arity, defaults)
  }

  public var takesAxis: Bool {
    switch rule {
    case .reduction, .scan: true
    case .entrywise, .entrywisePair, .choice, .clamp, .rowwise, .layout, .product, .solving, .oneHot, .drawing,
      .jacobian:
      false
    }
  }

  /// Whether each entry of the result follows from the same entries of the arguments.
  public var isEntrywise: Bool {
    switch rule {
    case .entrywise, .entrywisePair, .choice, .clamp: true
    case .reduction, .scan, .rowwise, .layout, .product, .solving, .oneHot, .drawing, .jacobian: false
    }
  }

  /// Whether a variable may have its name: `std = std(x)`. Names of activations and of mathematics stay theirs.
  public var sharesName: Bool {
    switch rule {
    case .entrywise, .entrywisePair, .choice, .clamp, .rowwise: false
    case .reduction, .scan, .layout, .product, .solving, .oneHot, .drawing, .jacobian: true
    }
  }

  /// Whether it can be called with one argument, and works entry by entry: what has a curve and a derivative.
  public var isOfOneNumber: Bool { isEntrywise && arity.contains(1) }

  /// The number of arguments in words: `1 argument`, `2 to 3 arguments`.
  var arityText: String {
    let (least, most) = (arity.lowerBound, arity.upperBound)
    if least == most { return Description.count(least, "argument") }
    if most == Self.mostArguments { return "at least \(Description.count(least, "argument"))" }
    return "\(least) \(most == least + 1 ? "or" : "to") \(most) arguments"
  }

  static let mostArguments = 100
}

/// What is known of a call before it is computed.
package struct KnownArguments {
  let call: Expression.Call
  let shapes: [ValueShape]
  /// The arguments that are numbers.
  let numbers: [Double?]

  /// The shape of an argument as a matrix.
  func shape(_ k: Int) -> Shape { shapes[k].extent }

  func number(_ k: Int) throws(Diagnostic) -> Double {
    guard let number = numbers[k] else {
      throw Diagnostic("\(call.name) takes a number here, not \(shapes[k])", at: call.arguments[k].span)
    }
    return number
  }

  /// A number of rows or columns.
  func size(_ k: Int) throws(Diagnostic) -> Int {
    let number = try number(k)
    guard let size = Int(exactly: number), size > 0, size < 1 << 40 else {
      throw Diagnostic(
        "a size is a whole number from 1, not \(number.formatted)", at: call.arguments[k].span)
    }
    return size
  }

  /// Refuses a result that is too large before memory is spent on it.
  func limited(_ shape: Shape) throws(Diagnostic) -> Shape {
    guard Double(shape.rows) * Double(shape.columns) <= Double(Self.mostEntries) else {
      throw Diagnostic(
        "\(call.name) would give \(shape), which is too large", at: call.span, hint: "at most 10 million entries")
    }
    return shape
  }

  private static let mostEntries = 10_000_000
}
