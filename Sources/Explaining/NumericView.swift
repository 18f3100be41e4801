import Engine
import SessionCore
import Views

/// A numeric derivative with its error over the step.
public enum NumericView {
  public static func view(
    of entry: Entry, _ gradient: NumericGradient, step: Double, analytic: Double?, digits: Int
  ) -> (view: View, value: Double) {
    let difference = gradient.difference(entry, step: step)
    let sweep = gradient.sweep(entry)
    let kinkNote = difference.crossesKink ? "the step crosses a kink: left and right of it the derivatives differ" : nil
    let view = View.stack([
      .number(NumberView(difference.value, label: "∂C/∂\(entry.code)", note: kinkNote)),
      .text(quotient(difference, digits: max(digits, 10))),
      .table(table(sweep, analytic: analytic)), .chart(chart(sweep)),
    ])
    return (view, difference.value)
  }

  private static func quotient(_ difference: Difference, digits: Int) -> StyledText {
    let format = NumberFormat(digits: min(digits + 6, 17))
    let h = NumberFormat(digits: 6).text(difference.step)
    let (plus, minus) = (format.text(difference.lossPlus), format.text(difference.lossMinus))
    return StyledText("C(w + h) = \(plus)\nC(w − h) = \(minus)\n(\(plus) − \(minus)) / (2 · \(h)) = ")
      + StyledText(NumberFormat(digits: digits).text(difference.value), .number)
  }

  private static func table(_ sweep: StepSweep, analytic: Double?) -> Table {
    let format = NumberFormat(digits: 12)
    var note = "complex step \(format.text(sweep.reference))"
    if let analytic { note += ", backward \(format.text(analytic))" }
    let ridders = sweep.extrapolation
    note += "\nRidders \(format.text(ridders.value)) ± \(NumberFormat(digits: 2).text(ridders.error))"
    return Table(
      columns: ["h", "quotient", "error", ""],
      rows: sweep.rows.map { row in
        let mark = row == sweep.best ? "best" : row.difference.crossesKink ? "crosses a kink" : ""
        return [
          .number(row.difference.step, digits: 1), .number(row.difference.value, digits: 12),
          .number(row.error, digits: 2), .text(mark, row == sweep.best ? .good : .warning),
        ]
      }, note: note)
  }

  private static func chart(_ sweep: StepSweep) -> Chart {
    let points = sweep.rows.map { Chart.Point($0.difference.step, $0.error) }.filter { $0.y > 0 && $0.y.isFinite }
    return Chart(
      title: "error of ∂C/∂\(sweep.entry.code) over the step", x: Chart.Axis("h", scale: .log),
      y: Chart.Axis("error", scale: .log), series: [Chart.Series("|quotient − exact|", points)])
  }
}
