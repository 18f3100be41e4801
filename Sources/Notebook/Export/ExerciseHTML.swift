import Renderers
import Views

/// An exercise: the question is visible; hints, the answer and common mistakes are opened one by one.
struct ExerciseHTML {
  let exercise: Exercise
  let number: Int
  let answer: NumericValue?
  let pictures: LessonPictures
  let commands: Set<String>

  func html() throws(NotebookError) -> String {
    let label = "exercise-\(number)"
    var parts = [Markup.element("h3", "id=\"\(label)\"", text: "Exercise \(number)"), try prose(exercise.question)]
    parts += exercise.setup.map { CellHTML.input($0.source, commands: commands) }
    for (index, hint) in exercise.hints.enumerated() {
      let name = exercise.hints.count == 1 ? "Hint" : "Hint \(index + 1)"
      parts.append(details(name, try prose(hint)))
    }
    parts.append(details("Answer", answerHTML))
    if !exercise.mistakes.isEmpty { parts.append(details("Wrong turns", try mistakes())) }
    return Markup.element(
      "section", "class=\"exercise\" aria-labelledby=\"\(label)\"", content: "\n" + parts.joined(separator: "\n") + "\n"
    )
  }

  private func details(_ summary: String, _ content: String) -> String {
    Markup.element("details", content: Markup.element("summary", text: summary) + "\n" + content)
  }

  private var answerHTML: String {
    let view: View? = answer.map { value in
      switch value {
      case .number(let number): .number(NumberView(number))
      case .matrix(let matrix): .matrix(matrix)
      }
    }
    return CellHTML.html(exercise.answer, CellOutput("", view: view), commands: commands)
  }

  private func mistakes() throws(NotebookError) -> String {
    var rows = ""
    for mistake in exercise.mistakes {
      let expression = Markup.element("code", content: CodeMarkup.html(mistake.expression, commands: commands))
      let message = try prose(mistake.message, line: mistake.line)
      rows += Markup.element("dt", content: expression) + Markup.element("dd", content: message)
    }
    return Markup.element("dl", content: rows)
  }

  private func prose(_ text: String, line: Int? = nil) throws(NotebookError) -> String {
    var anchors: ArraySlice<String> = []
    return try ProseHTML.render(text, line: (line ?? exercise.line) - 1, anchors: &anchors, pictures: pictures)
  }
}
