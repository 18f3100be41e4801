import Renderers
import Views

/// A recording as a picture of the shell: prose as in the player, cells at their prompts.
struct ScreenPicture {
  let recording: Recording
  let screen: ScreenRenderer

  var svg: String { screen.render(parts) }

  private var parts: [ScreenRenderer.Part] {
    var number = 0
    var isAfterCell = false
    return recording.pieces.flatMap { piece -> [ScreenRenderer.Part] in
      let gap = isAfterCell ? [Self.blankLine] : []
      isAfterCell = false
      switch piece {
      case .prose(let markdown, _): return gap + prose(markdown)
      case .exercise(let exercise, _): return gap + prose("**Exercise.** \(exercise.question)")
      case .cell(let source, let output):
        number += 1
        isAfterCell = true
        return [.input(number, source)] + shown(output, number)
      }
    }
  }

  private func prose(_ markdown: String) -> [ScreenRenderer.Part] {
    let text = ProseText.styled(markdown, in: TextWidth(width: screen.columns))
    return text.runs.isEmpty ? [] : [.output(nil, .text(text), NumberFormat()), Self.blankLine]
  }

  private static let blankLine = ScreenRenderer.Part.output(nil, .text(" "), NumberFormat())

  /// An error has no number before it.
  private func shown(_ output: CellOutput, _ number: Int) -> [ScreenRenderer.Part] {
    guard let view = output.view ?? (output.text.isEmpty ? nil : .text(output.text)) else { return [] }
    return [.output(output.isError ? nil : number, view, output.format)]
  }
}
