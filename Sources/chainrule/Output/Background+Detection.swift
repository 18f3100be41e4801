import Renderers

extension Background {
  /// From COLORFGBG, `front;back` by the numbers of the sixteen colours: 7 and all above 8 are light.
  init?(colours text: String) {
    guard let back = text.split(separator: ";").last.flatMap({ Int($0) }), 0..<16 ~= back else { return nil }
    self = back == 7 || back > 8 ? .light : .dark
  }
}
