import CLineEditor
import Renderers

/// The characters shown for a scalar of the text.
struct Glyph {
  let scalars: [Unicode.Scalar]
  let width: Int
  /// Whether every terminal gives it this width, whatever is next to it.
  let isSure: Bool

  /// - Parameter column: the column in which it is shown; a tab goes to the next multiple of 4.
  init(_ scalar: Unicode.Scalar, column: Int) {
    switch scalar.value {
    case 0x20..<0x7F:
      (scalars, width, isSure) = ([scalar], 1, true)
    case 0x09:
      width = 4 - column % 4
      (scalars, isSure) = (Array(repeating: " ", count: width), true)
    case ..<0x20:
      (scalars, width, isSure) = (["^", Unicode.Scalar(UInt8(scalar.value) + 0x40)], 2, true)
    case _ where Locale.isASCII || Self.isHidden(scalar):
      scalars = Array(RenderStyle(unicode: !Locale.isASCII).clean(String(scalar)).unicodeScalars)
      (width, isSure) = (scalars.count, true)
    default:
      let width = line_editor_width(scalar.value)
      let isVariation = 0xFE00...0xFE0F ~= scalar.value
      let isEmoji = scalar.value >= 0x1F000 && scalar.value < 0x20000
      (scalars, self.width) = width < 0 ? (["\u{FFFD}"], 1) : ([scalar], Int(width))
      isSure = width < 0 || (width > 0 && !isEmoji && !isVariation)
    }
  }

  /// The characters shown for several scalars in a row.
  static func shown(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    var row = EditorRow(.none)
    for scalar in text { row.append(Glyph(scalar, column: row.width)) }
    return row.scalars
  }

  /// The width of the glyph, without making one.
  static func width(of scalar: Unicode.Scalar, column: Int) -> Int {
    0x20..<0x7F ~= scalar.value ? 1 : Glyph(scalar, column: column).width
  }

  /// Whether it would control the terminal or change the direction of the text around it. Joiners of emoji are kept.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: false
    }
  }
}
