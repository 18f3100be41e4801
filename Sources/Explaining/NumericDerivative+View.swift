import Engine
import Interruption
import Language
import SessionCore
import Views

extension NumericDerivative {
  /// A derivative of a number by a number with its quotient, its error over the step, and Ridders' extrapolation.
  /// - Parameters:
  ///   - name: of the variable: `W[1][0, 0]`.
  ///   - ruled: the derivative by rules with its name, to compare.
  public func view(
    _ variable: Variable, named name: String, step: Double, ruled: (name: String, value: Double)?
  ) throws(Diagnostic) -> (view: View, value: Double) {
    let quotient = try quotient(variable, step: step)
    let note = try slopes(variable, step: step).map { slopes in
      let format = NumberFormat(digits: session.digits)
      return "a kink: the slope is \(format.text(slopes.left)) on the left, \(format.text(slopes.right)) on the right"
    }
    let label = label(by: name, variable)
    let view = View.stack(
      [
        .number(NumberView(quotient.value, label: label, note: note)),
        .text(lines(quotient, sides(of: name, variable))),
      ] + (try sweep(variable, label: label, ruled: ruled)))
    return (view, quotient.value)
  }

  private var text: String { Evaluator(session: session, source: source).text(expression) }

  /// `∂(X @ W[1].T)/∂W[1]`, `∂C/∂W[1]`, and `f'(2)` by the argument of a function.
  public func label(by name: String, _ variable: Variable) -> String {
    if case .argument = variable, case .call(var call) = expression {
      call.order += 1
      return "\(call.name)(\(name))"
    }
    let isShort = if case .name = expression { true } else if case .index = expression { true } else { false }
    return "∂\(isShort ? text : "(\(text))")/∂\(name)"
  }

  /// What has the value on either side: `f(2 + h)`, or the expression `with x + h`.
  private func sides(of name: String, _ variable: Variable) -> (plus: String, minus: String) {
    if case .argument = variable, case .call(let call) = expression {
      return ("\(call.name)(\(name) + h) =", "\(call.name)(\(name) − h) =")
    }
    return ("with \(name) + h:", "with \(name) − h:")
  }

  private func lines(_ quotient: Quotient, _ sides: (plus: String, minus: String)) -> StyledText {
    let digits = max(session.digits, 10)
    let format = NumberFormat(digits: min(digits + 6, 17))
    let h = NumberFormat(digits: 6).text(quotient.step)
    let (plus, minus) = (format.text(quotient.plus), format.text(quotient.minus))
    return StyledText("\(sides.plus) \(plus)\n\(sides.minus) \(minus)\n(\(plus) − \(minus)) / (2 · \(h)) = ")
      + StyledText(NumberFormat(digits: digits).text(quotient.value), .number)
  }

  /// The quotient for h = 1e-1 … 1e-12, as a table and a chart of its error.
  private func sweep(
    _ variable: Variable, label: String, ruled: (name: String, value: Double)?
  ) throws(Diagnostic) -> [View] {
    var quotients: [Quotient] = []
    for step in Work.current.through(StepSweep.powersOfTen) { quotients.append(try quotient(variable, step: step)) }
    try Work.current.check(at: expression.span)
    let ridders = Extrapolation.ridders(from: 0.1) { (try? quotient(variable, step: $0).value) ?? .nan }
    let errors = quotients.map { abs($0.value - ridders.value) }
    let best = errors.filter { !$0.isNaN }.min()
    let format = NumberFormat(digits: 12)
    var note = "the error is measured against Ridders: \(format.text(ridders.value))"
    note += " ± \(NumberFormat(digits: 2).text(ridders.error))"
    if let ruled { note += "\nby rules, \(ruled.name) = \(format.text(ruled.value))" }
    let table = Table(
      columns: ["h", "quotient", "error", ""],
      rows: zip(quotients, errors).map { quotient, error in
        [
          .number(quotient.step, digits: 1), .number(quotient.value, digits: 12), .number(error, digits: 2),
          .text(error == best ? "best" : "", .good),
        ]
      }, note: note)
    let points = zip(quotients, errors).map { Chart.Point($0.step, $1) }.filter { $0.y > 0 && $0.y.isFinite }
    let chart = Chart(
      title: "error of \(label) over the step", x: Chart.Axis("h", scale: .log), y: Chart.Axis("error", scale: .log),
      series: [Chart.Series("|quotient − Ridders|", points)])
    return [.table(table)] + (points.isEmpty ? [] : [.chart(chart)])
  }
}
