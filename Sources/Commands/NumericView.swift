import Engine
import RealModule
import Views

/// A numeric derivative with its error over the step.
enum NumericView {
  static func view(
    of entry: Entry, _ gradient: NumericGradient, step: Double, analytic: Double?, digits: Int
  ) -> View {
    let difference = gradient.difference(entry, step: step)
    let reference = gradient.derivative(entry, method: .complexStep)
    let steps = (1...12).map { Double.exp10(Double(-$0)) }
    let rows = steps.map { h in (h: h, difference: gradient.difference(entry, step: h)) }
    let best = rows.min { abs($0.difference.value - reference) < abs($1.difference.value - reference) }
    return .stack([
      .number(NumberView(difference.value, label: "∂C/∂\(entry.code)", note: kinkNote(difference))),
      .text(quotient(difference, digits: max(digits, 10))),
      .table(table(rows, reference: reference, best: best?.h, analytic: analytic, ridders: ridders(entry, gradient))),
      .chart(chart(rows, reference: reference, name: entry.code)),
    ])
  }

  private static func kinkNote(_ difference: Difference) -> String? {
    difference.crossesKink ? "the step crosses a kink: left and right of it the derivatives differ" : nil
  }

  private static func quotient(_ difference: Difference, digits: Int) -> StyledText {
    let format = NumberFormat(digits: min(digits + 6, 17))
    let h = NumberFormat(digits: 6).text(difference.step)
    let (plus, minus) = (format.text(difference.lossPlus), format.text(difference.lossMinus))
    return StyledText("C(w + h) = \(plus)\nC(w − h) = \(minus)\n(\(plus) − \(minus)) / (2 · \(h)) = ")
      + StyledText(NumberFormat(digits: digits).text(difference.value), .number)
  }

  private static func table(
    _ rows: [(h: Double, difference: Difference)], reference: Double, best: Double?, analytic: Double?,
    ridders: (value: Double, error: Double)
  ) -> Table {
    var note = "complex step \(NumberFormat(digits: 12).text(reference))"
    if let analytic { note += ", backward \(NumberFormat(digits: 12).text(analytic))" }
    note += "\nRidders \(NumberFormat(digits: 12).text(ridders.value)) ± \(NumberFormat(digits: 2).text(ridders.error))"
    return Table(
      columns: ["h", "quotient", "error", ""],
      rows: rows.map { row in
        [
          .number(row.h, digits: 1), .number(row.difference.value, digits: 12),
          .number(abs(row.difference.value - reference), digits: 2),
          .text(
            row.h == best ? "best" : row.difference.crossesKink ? "crosses a kink" : "",
            row.h == best ? .good : .warning),
        ]
      }, note: note)
  }

  private static func chart(
    _ rows: [(h: Double, difference: Difference)], reference: Double, name: String
  ) -> Chart {
    let points = rows.map { Chart.Point($0.h, abs($0.difference.value - reference)) }.filter {
      $0.y > 0 && $0.y.isFinite
    }
    return Chart(
      title: "error of ∂C/∂\(name) over the step", x: Chart.Axis("h", scale: .log),
      y: Chart.Axis("error", scale: .log), series: [Chart.Series("|quotient − exact|", points)])
  }

  /// Central differences for shrinking steps, extrapolated to h = 0, with the smallest difference of two
  /// extrapolations as the error estimate.
  /// - Source: C. J. F. Ridders, *Accurate computation of F′(x) and F′(x)F″(x)*, Advances in Engineering Software 4 (1982).
  static func ridders(_ entry: Entry, _ gradient: NumericGradient) -> (value: Double, error: Double) {
    let shrink = 1.4
    var step = 0.02
    var column = [gradient.difference(entry, step: step).value]
    var best = (value: column[0], error: Double.infinity)
    for _ in 1..<10 {
      step /= shrink
      var next = [gradient.difference(entry, step: step).value]
      var factor = shrink * shrink
      for order in column.indices {
        next.append((next[order] * factor - column[order]) / (factor - 1))
        factor *= shrink * shrink
        let error = max(abs(next[order + 1] - next[order]), abs(next[order + 1] - column[order]))
        if error <= best.error { best = (next[order + 1], error) }
      }
      if abs(next[next.count - 1] - column[column.count - 1]) >= 2 * best.error { break }
      column = next
    }
    return best
  }
}
