import Testing
import Views

@testable import Renderers

@Suite struct ShadesTests {
  @Test func moreInkIsALargerValue() {
    let shades = Shades(.sequential, range: 0...16, data: [])
    #expect([0, 4, 8, 12, 16].map { shades.characters($0, unicode: true) } == ["  ", "░░", "▒▒", "▓▓", "██"])
    #expect([0, 16, .nan].map { shades.characters($0, unicode: false) } == ["  ", "@@", "??"])
  }

  @Test func divergingShowsTheSignWithoutColour() {
    let shades = Shades(.diverging, range: nil, data: [-1, 0.5])
    let negative = [-1, -0.7, -0.5, -0.3].map { shades.characters($0, unicode: false) }
    let positive = [1, 0.7, 0.5, 0.3].map { shades.characters($0, unicode: false) }
    #expect(negative == ["@@", "==", "--", " -"] && positive == ["##", "xx", "++", " +"])
    #expect(shades.characters(0, unicode: false) == "  ")
    #expect(shades.low == -1 && shades.high == 1)
  }

  @Test func divergingIsBlueBelowAndOrangeAboveZero() {
    for background in [Background.dark, .light] {
      let shades = Shades(.diverging, range: -1...1, data: [])
      let (low, high) = (shades.colour(-1, on: background), shades.colour(1, on: background))
      #expect(low.blue > low.red && high.red > high.blue)
    }
  }

  @Test func valuesOutsideTheRangeAreAtItsEnds() {
    let shades = Shades(.sequential, range: 0...1, data: [])
    #expect(shades.share(7) == 1 && shades.share(-7) == 0 && shades.share(.infinity) == 1)
    #expect(Shades(.sequential, range: nil, data: [3, 3]).share(3) == 0)
  }
}
