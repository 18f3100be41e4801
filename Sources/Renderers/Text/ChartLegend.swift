import Views

/// The names of the curves with their marks.
struct ChartLegend {
  let chart: Chart
  let marks: ChartMarks
  let style: RenderStyle
  /// The columns that it may take.
  let width: Int

  /// One line, or one for each curve if that is too long; classes with markers in as few lines as possible.
  var lines: [Line] {
    let isNeeded = chart.series.count > 1 || chart.series.contains { !$0.name.isEmpty && $0.name != chart.y.title }
    guard isNeeded else { return [] }
    let entries = chart.series.enumerated().map { index, series in
      let mark = marks.sample(index)
      return Line([Span(text: mark, ink: .series(index)), style.span(series.name == mark ? "" : " " + series.name)])
    }
    let lines = chart.series.contains { $0.marker != nil } ? packed(entries) : joined(entries)
    return lines.flatMap { $0.wrapped(to: width) }
  }

  private func joined(_ entries: [Line]) -> [Line] {
    let joined = entries.dropFirst().reduce(entries[0]) { $0 + style.line("   ") + $1 }
    return joined.width <= width ? [joined] : entries
  }

  /// As many entries in a line as fit.
  private func packed(_ entries: [Line]) -> [Line] {
    entries.dropFirst().reduce(into: [entries[0]]) { lines, entry in
      let longer = lines[lines.count - 1] + style.line("   ") + entry
      if longer.width <= width { lines[lines.count - 1] = longer } else { lines.append(entry) }
    }
  }
}
