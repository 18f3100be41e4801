/// The cells of a drawn terminal in pixels: everything is placed by its column and line, so that no font can shift it.
enum ScreenGrid {
  static let width = 8
  static let height = 17
  /// Above the foot of a line, where letters stand.
  static let baseline = 13
  static let margin = 12

  static func x(_ column: Int) -> Int { margin + column * width }
}
