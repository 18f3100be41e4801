import Renderers

/// `In [1]: ` and what stands in front of the further lines of a cell.
struct Prompt {
  let text: String
  private let width: Int

  /// With colours as one pair of escapes between the bytes that libedit takes out of its count; the last character is a
  /// plain space, because libedit draws an escape together with the character behind it.
  init(number: Int, colour: ColourDepth) {
    let plain = "In [\(number)]:"
    width = plain.count
    text = colour == .none ? plain + " " : "\u{1}\u{1B}[35m\u{1}\(plain)\u{1}\u{1B}[0m\u{1} "
  }

  private init(text: String, width: Int) {
    self.text = text
    self.width = width
  }

  var continuation: Prompt {
    let dots = "...:"
    return Prompt(text: String(repeating: " ", count: width - dots.count) + dots + " ", width: width)
  }
}
