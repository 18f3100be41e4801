import Testing
import Views

@testable import Renderers

/// The contrast of every colour with its background (WCAG 2.2, 1.4.3 and 1.4.11).
///
/// Text needs 4.5 : 1 on black or on white; on an unknown background 4 : 1 on both, about the most that a colour can have
/// on both at once (√21 = 4.58). Curves need 3 : 1.
@Suite struct ColoursTests {
  private static let backs: [Background: [RGB]] = [
    .dark: [RGB(0, 0, 0)], .light: [RGB(255, 255, 255)], .unknown: [RGB(0, 0, 0), RGB(255, 255, 255)],
  ]

  @Test(arguments: Background.allCases)
  func textCanBeRead(_ background: Background) {
    let least = background == .unknown ? 4 : 4.5
    let entries = [RoleColours.quiet(on: background), RoleColours.loud(on: background)]
    let colours = entries.map { ANSIColours.sixteen[$0] } + [RoleColours.faint(on: background)]
    for colour in colours {
      for back in Self.backs[background] ?? [] { #expect(contrast(colour, back) >= least, "\(colour)") }
    }
  }

  @Test(arguments: Background.allCases)
  func curvesCanBeSeen(_ background: Background) {
    let sixteen = SeriesColours.sixteen(on: background).map { ANSIColours.sixteen[$0] }
    for colour in SeriesColours.colours(on: background) + sixteen {
      for back in Self.backs[background] ?? [] { #expect(contrast(colour, back) >= 3, "\(colour)") }
    }
    #expect(Set(SeriesColours.sixteen(on: background)).count == 4)
  }

  /// Known values: black on white is 21, and #767676 on white is the lightest grey that passes for text.
  @Test func contrastOfKnownColours() {
    #expect(abs(contrast(RGB(0, 0, 0), RGB(255, 255, 255)) - 21) < 1e-9)
    #expect(contrast(RGB(0x76, 0x76, 0x76), RGB(255, 255, 255)) >= 4.5)
    #expect(contrast(RGB(0x77, 0x77, 0x77), RGB(255, 255, 255)) < 4.5)
  }
}
