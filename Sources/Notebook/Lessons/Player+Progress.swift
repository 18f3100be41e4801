import Views

/// What the player says of the way so far.
extension Player {
  var progress: View {
    let place =
      isFinished ? "finished" : "step \(position + 1) of \(lesson.steps.count)" + (isPlaying ? ", left to play" : "")
    return .text(StyledText(lesson.title, .heading) + StyledText(": \(place)\(exercises)"))
  }

  func finish(into reply: inout Reply) {
    reply.parts.append(
      .view(
        .text(StyledText("The end of ", .heading) + StyledText(lesson.title, .heading) + StyledText(": \(summary)."))))
    let offer = StyledText("save transcript FILE", .code) + StyledText(" keeps what you did as Markdown", .faint)
    reply.parts.append(.view(.text(offer)))
  }

  private var summary: String {
    let cells = record.cellCount == 1 ? "1 cell" : "\(record.cellCount) cells"
    return "\(lesson.steps.count) steps, \(cells) run\(exercises)"
  }

  private var exercises: String {
    let count = lesson.exerciseCount
    if count == 0 { return "" }
    let open = count - right.union(shown).count
    let parts = [
      right.isEmpty ? nil : "\(right.count) right", shown.isEmpty ? nil : "\(shown.count) shown",
      open == 0 ? nil : "\(open) open",
    ]
    let list = parts.compactMap { $0 }.joined(separator: ", ")
    return "; \(count == 1 ? "1 exercise" : "\(count) exercises"): \(list)"
  }

  /// What was shown and done, as Markdown that is a lesson again.
  public var transcript: String { "---\ntitle: \(lesson.title)\n---\n\n" + record.markdown }
}
