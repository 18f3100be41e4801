import Views

/// A progress frame on one line: title, bar, percentage, fields, sparkline.
///
/// The first two fields, such as loss and time left, stay as long as there is room for them: the bar is shortened, then
/// left out. Of the rest what does not fit is left out from the end. Readers who hear the line get no sparkline.
struct ProgressLayout {
  let frame: ProgressFrame
  let style: RenderStyle

  var line: Line {
    var line = bars.map(start).first { $0.width + needed < style.columns } ?? start(bar: nil)
    for field in fields where (line + field).width < style.columns { line = line + field }
    let room = min(20, style.columns - line.width - 3)
    if room >= 5, frame.curve.count > 1, !style.isSpoken {
      let curve = Sparkline.text(frame.curve, width: room, unicode: style.unicode)
      line = line + Line([style.span("  "), Span(text: curve, ink: .series(0))])
    }
    return line.clipped(to: min(style.columns, style.width) - 1)
  }

  private var fields: [Line] { frame.fields.map(field) }
  private var needed: Int { fields.prefix(2).reduce(0) { $0 + $1.width } }

  /// The widths that the bar may have, the best first; `nil` without one.
  private var bars: [Int?] {
    if !style.redraws { return [nil] }
    return (style.columns >= 100 ? [20] : []) + [10, nil]
  }

  private func start(bar width: Int?) -> Line {
    let title = Line([style.span(frame.title, .heading)])
    let shown = width.map { Line([style.span("  "), bar($0)]) } ?? Line([])
    return title + shown + style.line("  ") + style.line(percent, .number)
  }

  private var share: Double { frame.fraction.isFinite ? min(1, max(0, frame.fraction)) : 0 }

  private var percent: String { "\(Int((share * 100).rounded(.down)))".rightAligned(to: 3) + " %" }

  /// Filled for the share that is done, in eighths of a character if the medium shows them.
  private func bar(_ width: Int) -> Span {
    guard style.unicode else {
      let done = Int(share * Double(width))
      return style.span(
        "[" + String(repeating: "#", count: done) + String(repeating: ".", count: width - done) + "]", .good)
    }
    let eighths = Int(share * Double(width * 8))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let bar = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return style.span("▕" + bar.padded(to: width) + "▏", .good)
  }

  private func field(_ field: ProgressFrame.Field) -> Line {
    let format = field.digits.map { style.format.with(digits: $0) } ?? style.format
    let unit = field.unit.isEmpty ? "" : " " + field.unit
    return Line([
      style.span("  " + field.name + " ", .faint), style.span(format.text(field.value), .number), style.span(unit),
    ])
  }
}

/// A curve on one line of text: blocks of eight heights, or six ASCII marks from low to high.
enum Sparkline {
  private static let blocks: [Character] = Array("▁▂▃▄▅▆▇█")
  private static let marks: [Character] = Array("_.-=*#")

  /// At most `width` values, the newest last; values that are not finite are blanks.
  static func text(_ curve: [Double], width: Int, unicode: Bool) -> String {
    let values = sampled(curve, count: width)
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return "" }
    let levels = unicode ? blocks : marks
    return String(
      values.map { value in
        guard value.isFinite else { return " " }
        let share = high > low ? value / (high - low) - low / (high - low) : 0
        return levels[min(levels.count - 1, max(0, Int(share * Double(levels.count))))]
      })
  }

  /// The last value of each of `count` equal stretches.
  private static func sampled(_ curve: [Double], count: Int) -> [Double] {
    guard curve.count > count else { return curve }
    return (0..<max(0, count)).map { curve[($0 + 1) * curve.count / count - 1] }
  }
}
