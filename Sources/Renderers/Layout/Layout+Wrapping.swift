import Views

extension Layout {
  /// The lines of a text, broken at blanks where they are wider than the medium.
  func wrapped(_ text: StyledText, indent: Int = 0) -> [StyledText] {
    text.lines.flatMap { wrap($0, indent: indent) }
  }

  /// A text behind a caption, its further lines under its first.
  func hanging(_ caption: StyledText, _ text: StyledText) -> [StyledText] {
    var lines = text.lines
    guard !lines.isEmpty else { return [caption] }
    lines[0] = caption + lines[0]
    return lines.flatMap { wrap($0, indent: min(caption.plain.displayWidth, style.width / 2)) }
  }

  private func wrap(_ line: StyledText, indent: Int) -> [StyledText] {
    guard line.plain.displayWidth > style.width else { return [line] }
    var result: [StyledText] = []
    var current = StyledText(runs: [])
    var width = 0
    for word in line.words {
      let text = word.plain
      if width > indent, width + text.trimmedEnd.displayWidth > style.width {
        result.append(current.trimmed)
        current = StyledText(String(repeating: " ", count: indent))
        width = indent
      }
      current.runs += word.runs
      width += text.displayWidth
    }
    return result + [current.trimmed]
  }
}

extension StyledText {
  /// The text cut at its line breaks.
  var lines: [StyledText] {
    var result = [StyledText(runs: [])]
    for run in runs {
      for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { result.append(StyledText(runs: [])) }
        if !part.isEmpty { result[result.count - 1].runs.append(Run(String(part), run.role)) }
      }
    }
    return result
  }

  /// The words of a line, each with the blanks behind it; one that changes its role inside stays whole.
  fileprivate var words: [StyledText] {
    var result: [StyledText] = []
    for run in runs {
      for part in run.text.wordsWithBlanks {
        if let last = result.last, last.plain.last != " " {
          result[result.count - 1].runs.append(Run(part, run.role))
        } else {
          result.append(StyledText(part, run.role))
        }
      }
    }
    return result
  }

  /// Without blanks at the end.
  var trimmed: StyledText {
    var result = self
    while let last = result.runs.last {
      result.runs[result.runs.count - 1].text = last.text.trimmedEnd
      if result.runs[result.runs.count - 1].text.isEmpty { result.runs.removeLast() } else { break }
    }
    return result
  }

  /// The text with control characters made visible, so that none reaches a terminal.
  var visible: StyledText {
    StyledText(runs: runs.map { Run($0.text.visible, $0.role) })
  }
}

extension String {
  /// Words, each with the blanks behind it.
  var wordsWithBlanks: [String] {
    var result: [String] = []
    var word = ""
    for character in self {
      if character != " ", word.last == " " {
        result.append(word)
        word = ""
      }
      word.append(character)
    }
    return word.isEmpty ? result : result + [word]
  }

  var trimmedEnd: String {
    var result = self[...]
    while result.last == " " { result = result.dropLast() }
    return String(result)
  }

  /// Control characters but the line break as pictures: ␛.
  var visible: String {
    guard unicodeScalars.contains(where: { $0.isControl && $0 != "\n" }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar == "\n" || !scalar.isControl {
        result.unicodeScalars.append(scalar)
      } else if scalar == "\t" {
        result += "    "
      } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        result.unicodeScalars.append(picture)
      } else {
        result += "\u{FFFD}"
      }
    }
    return result
  }

  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }
  func paddedLeft(to width: Int) -> String { String(repeating: " ", count: max(0, width - displayWidth)) + self }
}

extension Unicode.Scalar {
  /// C0, DEL, C1 and the marks that turn the direction of writing.
  fileprivate var isControl: Bool {
    value < 0x20 || 0x7F...0x9F ~= value || 0x202A...0x202E ~= value || 0x2066...0x2069 ~= value
  }
}
