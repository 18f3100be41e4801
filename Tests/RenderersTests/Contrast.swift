import Foundation

@testable import Renderers

/// The contrast of two colours, 1…21, as the Web Content Accessibility Guidelines 2.2 define it.
func contrast(_ one: RGB, _ other: RGB) -> Double {
  let (low, high) = (min(luminance(one), luminance(other)), max(luminance(one), luminance(other)))
  return (high + 0.05) / (low + 0.05)
}

private func luminance(_ colour: RGB) -> Double {
  func linear(_ part: Int) -> Double {
    let share = Double(part) / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}
