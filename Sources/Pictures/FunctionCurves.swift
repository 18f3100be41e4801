import CommandKit
import Language
import SessionCore
import Views

/// Curves of functions of one number, given by name (`f`, `relu'`) or as expressions of one variable (`sin(x) / x`).
struct FunctionCurves {
  struct Curve {
    /// As it was typed.
    let text: String
    let span: SourceSpan
    /// `nil` for the name of a function.
    var formula: CurveFormula?
  }

  let curves: [Curve]
  let range: ClosedRange<Double>

  /// The number of points of a curve.
  private static let points = 481

  func chart(in context: Context) throws(Diagnostic) -> Chart {
    var series: [Chart.Series] = []
    for curve in curves {
      if series.contains(where: { $0.name == curve.text }) {
        throw Diagnostic("\(curve.text) is given twice", at: curve.span)
      }
      series.append(Chart.Series(curve.text, Self.broken(try points(of: curve, in: context))))
    }
    if let curve = curves.first, !series.contains(where: { $0.points.contains { $0.y.isFinite } }) {
      throw Diagnostic("\(curves.count == 1 ? curve.text : "none of them") has no value in this range", at: curve.span)
    }
    let variables = Set(curves.map { $0.formula?.variable })
    let variable = variables.count == 1 ? variables.first ?? nil : nil
    let title = curves.map(\.text).joined(separator: ", ")
    return Chart(title: title, x: Chart.Axis(variable ?? ""), y: Chart.Axis(""), series: series)
  }

  /// Whether a word names a function of one number, or a derivative of one.
  static func isFunction(_ word: String, in session: Session) -> Bool {
    guard case .call(let call)? = try? ExpressionParser.parse("\(word)(x)") else { return false }
    if let own = session.functions[call.function] { return own.parameters.count == 1 }
    guard Function.all[call.function]?.isOfOneNumber == true else { return false }
    return true
  }

  private func points(of curve: Curve, in context: Context) throws(Diagnostic) -> [Chart.Point] {
    var points: [Chart.Point] = []
    for k in 0..<Self.points {
      let x = range.lowerBound + (range.upperBound - range.lowerBound) * Double(k) / Double(Self.points - 1)
      points.append(Chart.Point(x, try value(of: curve, at: x, in: context)))
    }
    return points
  }

  private func value(of curve: Curve, at x: Double, in context: Context) throws(Diagnostic) -> Double {
    if let formula = curve.formula { return try formula.value(at: x, in: context) }
    do throws(Diagnostic) {
      let source = "\(curve.text)(\(x))"
      var evaluator = context.evaluator(source)
      let value = try evaluator.evaluate(try ExpressionParser.parse(source))
      if case .number(let number) = value { return number }
      throw Diagnostic("\(source) is \(value.shape), not a number", at: curve.span)
    } catch {
      throw Diagnostic(error.message, at: curve.span, hint: error.hint)
    }
  }

  /// The curve with gaps at its poles: between values that are large and of opposite signs, and around what is not finite.
  ///
  /// Next to a pole values are as large as they like; those above what the rest of the curve shows are left out.
  static func broken(_ points: [Chart.Point]) -> [Chart.Point] {
    let sizes = points.map { abs($0.y) }.filter(\.isFinite).sorted()
    guard !sizes.isEmpty else { return points }
    let usual = sizes[sizes.count * 9 / 10]
    let isPole = points.indices.map { k in
      points[k].y.isInfinite
        || k > 0 && points[k].y * points[k - 1].y < 0 && min(abs(points[k].y), abs(points[k - 1].y)) > usual
    }
    guard isPole.contains(true) else { return points }
    return points.indices.flatMap { k in
      let point = Chart.Point(points[k].x, abs(points[k].y) > 4 * usual ? .nan : points[k].y)
      return isPole[k] ? [Chart.Point(points[k].x, .nan), point] : [point]
    }
  }
}
