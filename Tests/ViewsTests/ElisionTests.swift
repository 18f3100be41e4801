import Testing

import Views

@Suite struct ElisionTests {
  @Test(arguments: [0, 1, 5, 16, 17, 100], [0, 1, 2, 3, 16])
  func shownAndHiddenAddUp(_ count: Int, _ limit: Int) {
    let elision = Elision(count, limit: limit)
    #expect(elision.shown.count + elision.hidden == count)
    #expect(elision.shown.count == min(count, max(1, limit)))
    #expect(elision.shown == elision.shown.sorted())
  }

  @Test func aThirdIsAtTheEnd() {
    #expect(Elision(10, limit: 6).shown == [0, 1, 2, 3, 8, 9])
  }
}
