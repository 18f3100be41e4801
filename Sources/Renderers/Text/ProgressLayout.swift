import Views

/// A frame of progress on one line: title, bar, percent, fields, sparkline. What does not fit is left out from the end;
/// who hears the line gets no picture.
struct ProgressLayout {
  let frame: ProgressFrame
  let style: RenderStyle

  var line: Line {
    var line = Line([style.span(frame.title, .heading)])
    if style.redraws { line = line + Line([style.span("  "), bar]) }
    line = line + Line([style.span("  "), style.span(percent, .number)])
    for field in frame.fields.map(self.field) where (line + field).width < style.columns { line = line + field }
    let room = min(20, style.columns - line.width - 3)
    if room >= 5, frame.curve.count > 1, !style.isSpoken {
      let curve = Sparkline.text(frame.curve, width: room, unicode: style.unicode)
      line = line + Line([style.span("  "), Span(text: curve, ink: .series(0))])
    }
    return line.clipped(to: min(style.columns, style.width) - 1)
  }

  private var share: Double { frame.fraction.isFinite ? min(1, max(0, frame.fraction)) : 0 }

  private var percent: String { "\(Int((share * 100).rounded(.down)))".rightAligned(to: 3) + " %" }

  /// Filled for the share that is done, in eighths of a character where the medium has them.
  private var bar: Span {
    let width = style.columns >= 60 ? 20 : 10
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
