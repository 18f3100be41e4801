import Testing

@testable import Notebook

@Suite struct LessonProgressTests {
  @Test func readsAndWritesTheSame() {
    let text = """
      # mine
      01-a-first-pass: step 12 of 25; right 1 3; shown 2
      02-one: neuron: finished, 9 steps
      03-loss: step 1 of 4; shown 10

      """
    let progress = LessonProgress(parsing: text)
    #expect(progress.text == text)
    #expect(progress["01-a-first-pass"]?.right == [1, 3])
    #expect(progress["02-one: neuron"]?.isFinished == true)
  }

  @Test(arguments: ["x: step 0 of 3", "x: step one of 3", "x: step 2", "x: finished, 0 steps", "x:", "x: soon"])
  func whatItDoesNotKnowStays(_ line: String) {
    let progress = LessonProgress(parsing: line + "\n")
    #expect(progress.entries.isEmpty)
    #expect(progress.text == line + "\n")
  }
}
