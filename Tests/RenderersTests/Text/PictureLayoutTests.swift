import Renderers
import Testing
import Views

@Suite struct PictureLayoutTests {
  @Test func aDigitCanBeReadWithoutColour() {
    #expect(
      plain(.imageGrid(Gallery.sample)) == """
        ┌ sample 0 ────────┐
        │     ░░██▒▒       │
        │     ████▓▓██░░   │
        │     ██    ▓▓▒▒   │
        │   ░░▓▓    ▒▒▒▒   │
        │   ░░▒▒    ▒▒▒▒   │
        │   ░░▓▓    ▓▓▒▒   │
        │     ██░░▓▓▓▓     │
        │     ░░██▓▓       │
        │ label 0          │
        └──────────────────┘
        """)
  }

  @Test func signsAreSeenInASCIIAndMarkedImagesHaveAStar() {
    #expect(
      plain(.imageGrid(Gallery.weights), unicode: false) == """
        + weights of layer 1 ------------------------------+
        | @@@@==--  @@==-- -  ---- -     - -       -       |
        |  -               +       +++     + +++   + +++++ |
        |  +++xx##  ++xx####  ++xx####  xxxx####  xxxx#### |
        | unit 0    unit 1    * unit 2  unit 3    unit 4   |
        +--------------------------------------------------+
        """)
  }

  @Test func heatMapsHaveTheirPaletteAndNote() {
    #expect(
      plain(.heatMap(Gallery.heatMap)) == """
        ┌ W[1] ───────────────────┐
        │   0 1 2 3 4             │
        │ 0 @@@@==----            │
        │ 1  -       +            │
        │ 2 ++++xx####            │
        │ -1 @@==-- -   +++xx## 1 │
        │ note                    │
        └─────────────────────────┘
        """)
  }

  @Test func wideMapsAreShownAsMeans() {
    #expect(plain(.heatMap(Gallery.wideMap), width: 40).contains("50×150 shown as 25×15 means"))
  }

  @Test func withColourACharacterIsTwoPixels() {
    let image = ImageGrid(
      title: "", width: 17, height: 2,
      images: [
        ImageGrid.Image(pixels: Array(repeating: 0, count: 17) + Array(repeating: 1, count: 17))
      ], palette: .sequential)
    let text = ANSIRenderer(RenderStyle(colour: .trueColour)).render(.imageGrid(image))
    #expect(text.contains("\u{1B}[38;2;16;16;16;48;2;245;245;245m" + String(repeating: "▀", count: 17) + "\u{1B}[0m"))
  }

  @Test(arguments: [20, 40, 56, 72, 90])
  func pairsStayInOneRow(width: Int) {
    var grid = ImageGrid(
      title: "pairs", width: 4, height: 2,
      images: (0..<8).map { ImageGrid.Image(pixels: Array(repeating: 0, count: 8), caption: "no \($0)") },
      palette: .sequential, range: 0...1, columns: 8)
    grid.isPaired = true
    let rows = plain(.imageGrid(grid), width: width).split(separator: "\n").filter { $0.contains("no ") }
    let counts = rows.map { row in row.split(separator: " ").count { $0 == "no" } }
    #expect(counts.reduce(0, +) == 8)
    #expect(width < 30 || counts.allSatisfy { $0 % 2 == 0 })
  }

  @Test func atLeastTwoImagesAreSideBySide() {
    let lines = plain(.imageGrid(Gallery.clothes)).split(separator: "\n")
    #expect(lines.contains { $0.contains("0: T-shirt") && $0.contains("1: T-shirt") })
  }
}
