import CommandKit
import Language
import SessionCore
import Views

/// Curves of functions of one number, which are given by name: `f`, `relu'`, `f''`.
struct FunctionCurves {
  /// A name as it was typed, with its place.
  typealias Name = (text: String, span: SourceSpan)

  let names: [Name]
  let range: ClosedRange<Double>

  /// The number of points of a curve.
  private static let points = 481

  func chart(in context: Context) throws(Diagnostic) -> Chart {
    var series: [Chart.Series] = []
    for name in names {
      if series.contains(where: { $0.name == name.text }) {
        throw Diagnostic("\(name.text) is given twice", at: name.span)
      }
      series.append(Chart.Series(name.text, Self.broken(try points(of: name, in: context))))
    }
    if let name = names.first, !series.contains(where: { $0.points.contains { $0.y.isFinite } }) {
      throw Diagnostic("\(names.count == 1 ? name.text : "none of them") has no value in this range", at: name.span)
    }
    let title = names.map(\.text).joined(separator: ", ")
    return Chart(title: title, x: Chart.Axis(""), y: Chart.Axis(""), series: series)
  }

  /// Whether a word names a function of one number, or a derivative of one.
  static func isFunction(_ word: String, in session: Session) -> Bool {
    guard case .call(let call)? = try? ExpressionParser.parse("\(word)(x)") else { return false }
    if let own = session.functions[call.function] { return own.parameters.count == 1 }
    guard Function.all[call.function]?.isOfOneNumber == true else { return false }
    return true
  }

  private func points(of name: Name, in context: Context) throws(Diagnostic) -> [Chart.Point] {
    var points: [Chart.Point] = []
    for k in 0..<Self.points {
      let x = range.lowerBound + (range.upperBound - range.lowerBound) * Double(k) / Double(Self.points - 1)
      points.append(Chart.Point(x, try value(of: name, at: x, in: context)))
    }
    return points
  }

  private func value(of name: Name, at x: Double, in context: Context) throws(Diagnostic) -> Double {
    do throws(Diagnostic) {
      let source = "\(name.text)(\(x))"
      var evaluator = context.evaluator(source)
      let value = try evaluator.evaluate(try ExpressionParser.parse(source))
      if case .number(let number) = value { return number }
      throw Diagnostic("\(source) is \(value.shape), not a number", at: name.span)
    } catch {
      throw Diagnostic(error.message, at: name.span, hint: error.hint)
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
