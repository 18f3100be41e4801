import Testing
import Views

@testable import Notebook

struct LineWrapperTests {
  private func lines(_ runs: [StyledText.Run], _ width: Int) -> [String] {
    LineWrapper.lines(of: runs, in: TextWidth(width: width)).map(\.plain)
  }

  @Test func linesAreNotLongerThanTheWidth() {
    #expect(lines([.init("aa bb  cc")], 5) == ["aa bb", "cc"])
    #expect(lines([.init("a long-word b")], 4) == ["a", "long-word", "b"])
    #expect(lines([.init("a\nb")], 9) == ["a", "b"])
    #expect(lines([], 9) == [""])
  }

  @Test func aWordWithTwoRolesIsNotBroken() {
    #expect(lines([.init("xx "), .init("co", .code), .init(", "), .init("y")], 5) == ["xx", "co, y"])
  }
}
