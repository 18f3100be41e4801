import CommandKit
import Engine
import Language
import SessionCore
import ShellFixtures

/// Sessions of the same shapes and settings with drawn weights, batch, targets and masks: what is equal on all of them
/// is equal in general.
///
/// The plain evaluator computes both sides; nothing of the judge is used.
struct GenericStates {
  enum Truth { case right, wrong, undecided }

  private(set) var shells: [Shell] = []

  private static let (drawn, kept) = (10, 4)

  /// - Parameter shell: a session after the cells of the network.
  init(like shell: Shell, _ network: DrawnNetwork, using random: inout ClaimRandomness) {
    var candidates: [(shell: Shell, zeros: Int)] = []
    for _ in 0..<Self.drawn {
      guard let drawn = Self.state(like: shell, network, &random) else { continue }
      let trace = drawn.interpreter.session.trace
      let zeros = trace.values.filter { $0.key.isGradient }.reduce(0) { $0 + $1.value.elements.count { $0 == 0 } }
      candidates.append((drawn, zeros))
      if zeros == 0, candidates.count(where: { $0.zeros == 0 }) == Self.kept { break }
    }
    shells = candidates.sorted { $0.zeros < $1.zeros }.prefix(Self.kept).map(\.shell)
  }

  private static func state(
    like shell: Shell, _ network: DrawnNetwork, _ random: inout ClaimRandomness
  ) -> Shell? {
    var result = shell
    var session = result.interpreter.session
    session.restart(seed: UInt32(random.integer(0...99_999)))
    for parameter in session.network?.parameters ?? [] {
      guard let value = session[parameter] else { continue }
      session.set(parameter, to: random.matrix(value.rows, value.columns) { draw(parameter, value.columns, &$0) })
    }
    let input = random.matrix(network.samples, network.sizes[0]) { $0.normal() }
    session.setBatch(input: input, target: network.drawTargets(&random), rows: nil)
    session.touchParameters()
    result.interpreter.session = session
    guard run("backward", in: &result) else { return nil }
    if network.objective.loss.name == "huber" { spreadTargets(of: &result, network, &random) }
    return result
  }

  private static func draw(_ parameter: Quantity, _ inputs: Int, _ random: inout ClaimRandomness) -> Double {
    switch parameter {
    case .weights: random.normal() * (1.5 / Double(inputs)).squareRoot()
    case .gamma: random.real(0.5...1.5)
    default: 0.4 * random.normal()
    }
  }

  /// Residuals of both parts of the Huber loss.
  private static func spreadTargets(of shell: inout Shell, _ network: DrawnNetwork, _ random: inout ClaimRandomness) {
    guard network.targets == .anyNumbers, let outputs = shell.interpreter.session[.activation(network.depth)] else {
      return
    }
    let delta = network.objective.huberDelta
    shell.interpreter.session.set(.target, to: outputs.map { $0 + delta * random.real(-2.5...2.5) })
    _ = run("backward", in: &shell)
  }

  private static func run(_ cell: String, in shell: inout Shell) -> Bool {
    if case .success = shell.interpreter.run(cell, host: shell.host).result { true } else { false }
  }

  // MARK: Truth

  /// Whether two formulas are equal in general, after cells that assign variables.
  func truth(_ left: String, _ right: String, after variables: [String] = []) -> Truth {
    var (isRight, count) = (true, 0)
    for var shell in shells {
      guard variables.allSatisfy({ Self.run($0, in: &shell) }), let a = Self.value(left, in: shell),
        let b = Self.value(right, in: shell), let difference = Self.difference(a, b)
      else { return .undecided }
      // Both are 0 in mathematics, as the gradient of a bias before batch normalisation: what differs is rounding.
      let areZero = Self.isZero(a, in: shell) && Self.isZero(b, in: shell)
      if difference > 1e-6, !areZero { return .wrong }
      if difference > 1e-9, !areZero { isRight = false }
      count += 1
    }
    return isRight && count > 0 ? .right : .undecided
  }

  /// Whether a value is 0 but for rounding: the quantities of a generic state are far larger, and what cancels in a sum
  /// of large ones leaves more.
  private static func isZero(_ value: Value, in shell: Shell) -> Bool {
    let terms = shell.interpreter.session.trace.values.values.reduce(1) { largest, matrix in
      matrix.elements.reduce(largest) { max($0, abs($1)) }
    }
    return value.asMatrix.elements.allSatisfy { abs($0) < 1e-13 * terms }
  }

  /// Whether two formulas have values of one shape.
  func fit(_ left: FormulaTree, _ right: FormulaTree) -> Bool {
    shells.first.map { shell in
      Self.value(left.description, in: shell)?.shape == Self.value(right.description, in: shell)?.shape
    } ?? false
  }

  /// Whether a formula is 0 or not a number wherever it is tried.
  func isZeroEverywhere(_ formula: String) -> Bool {
    shells.allSatisfy { shell in
      Self.value(formula, in: shell)?.asMatrix.elements.allSatisfy { abs($0) < 1e-12 } != false
    }
  }

  static func value(_ formula: String, in shell: Shell) -> Value? {
    guard let expression = try? ExpressionParser.parse(formula) else { return nil }
    var evaluator = Evaluator(session: shell.interpreter.session, source: formula)
    return try? evaluator.evaluate(expression)
  }

  /// What is smaller on a generic state may be rounding.
  private static let smallest = 1e-8

  /// The largest difference relative to the largest entry, infinite for other shapes; `nil` if it cannot be said.
  static func difference(_ a: Value, _ b: Value) -> Double? {
    let (left, right) = (a.asMatrix, b.asMatrix)
    guard left.shape == right.shape else { return .infinity }
    // A number and a matrix of one entry: whether that is a difference is not asked here.
    if a.shape != b.shape { return nil }
    let size = (left.elements + right.elements).reduce(0) { max($0, abs($1)) }
    guard size.isFinite, !(left.elements + right.elements).contains(where: \.isNaN) else { return nil }
    return zip(left.elements, right.elements).reduce(0) { max($0, abs($1.0 - $1.1)) } / max(size, smallest)
  }
}
