import ArgumentParser
import Renderers
import Views

/// What a picture of the shell looks like.
struct ScreenOptions: ParsableArguments {
  @Option(help: "Whether the picture is dark or light.")
  var theme = Background.dark

  @Option(help: "The columns of the screen, 20 to 400.")
  var columns = 80

  @Option(help: "The lines of the screen, of which the last are shown; without it, as many as there are.")
  var rows: Int?

  @Option(help: "A title in the bar of a window; without it there is no window.")
  var window: String?

  func validate() throws {
    guard 20...400 ~= columns else { throw ValidationError("a screen has 20 to 400 columns, not \(columns)") }
    guard rows.map({ 1...10_000 ~= $0 }) ?? true else { throw ValidationError("a screen has 1 to 10,000 lines") }
  }

  var renderer: ScreenRenderer {
    ScreenRenderer(columns: columns, rows: rows, background: theme, title: window)
  }
}

extension Background: ExpressibleByArgument {
  public init?(argument: String) {
    guard let background = Self.known.first(where: { $0.rawValue == argument }) else { return nil }
    self = background
  }

  public static var allValueStrings: [String] { known.map(\.rawValue) }
}
