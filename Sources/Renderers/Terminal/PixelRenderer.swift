import Foundation
import Views

/// Pictures as pixels for a terminal that shows them, each a multiple of the cell size; the rest as in `ANSIRenderer`.
public struct PixelRenderer: Sendable {
  public var style: RenderStyle
  public var pixelProtocol: PixelProtocol
  public var cell: CellSize

  public init(_ style: RenderStyle, _ pixelProtocol: PixelProtocol, cell: CellSize = CellSize()) {
    self.style = style
    self.pixelProtocol = pixelProtocol
    self.cell = cell
  }

  /// `nil` for a view without a picture, or if a picture cannot be drawn.
  public func render(_ view: View) -> String? {
    if case .picture(let picture) = view { return sequence(picture) }
    guard view.hasPicture, case .stack(let parts) = view else { return nil }
    var texts: [String] = []
    for part in parts {
      guard let text = part.hasPicture ? render(part) : ANSIRenderer(style).render(part) else { return nil }
      if !text.isEmpty { texts.append(text) }
    }
    return texts.joined(separator: "\n")
  }

  private func sequence(_ drawn: Picture) -> String? {
    guard let picture = try? pixels(of: drawn) else { return nil }
    switch pixelProtocol {
    case .kitty: return PNGFile.bytes(picture.pixels).map { kitty($0, picture) }
    case .iterm: return PNGFile.bytes(picture.pixels).map { iterm($0, picture) }
    case .sixel: return SixelLibrary.shared?.sixels(picture.pixels)
    }
  }

  /// A picture that fills its cells, or its sixels, completely.
  struct CellPixels {
    var pixels: PixelBuffer
    var columns: Int
    var rows: Int
  }

  /// Text is as large as the terminal's; a picture larger than the terminal is made smaller.
  func pixels(of picture: Picture) throws(PictureError) -> CellPixels {
    let size = SVGRenderer(style: style).document(picture)
    let room = Double(max(1, style.columns - 1) * cell.width)
    let lines = style.height.map { Double($0 * cell.height) / Double(size.height) } ?? .infinity
    let renderer = PNGRenderer(
      style: style, scale: min(Double(cell.height) / 16, room / Double(size.width), lines),
      unit: pixelProtocol == .sixel ? SixelLibrary.unit : cell)
    let pixels = try renderer.pixels(of: picture)
    return CellPixels(
      pixels: pixels, columns: pixels.width.dividedUp(by: cell.width), rows: pixels.height.dividedUp(by: cell.height))
  }

  /// Base64 in pieces of 4096 characters; `q=2`: the terminal answers nothing.
  private func kitty(_ file: [UInt8], _ picture: CellPixels) -> String {
    let text = Array(Data(file).base64EncodedString().utf8)
    let starts = Array(stride(from: 0, to: text.count, by: 4096))
    return starts.map { start in
      let head = start == 0 ? "a=T,f=100,c=\(picture.columns),r=\(picture.rows),q=2," : "q=2,"
      let piece = String(decoding: text[start..<min(text.count, start + 4096)], as: UTF8.self)
      return "\u{1B}_G\(head)m=\(start == starts.last ? 0 : 1);\(piece)\u{1B}\\"
    }.joined()
  }

  private func iterm(_ file: [UInt8], _ picture: CellPixels) -> String {
    "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(picture.columns);height=\(picture.rows);preserveAspectRatio=0:"
      + Data(file).base64EncodedString() + "\u{07}"
  }
}

/// How a terminal takes pixels among its text.
public enum PixelProtocol: String, CaseIterable, Sendable {
  /// PNG files in application commands: kitty, Ghostty, Konsole, WezTerm.
  case kitty
  /// PNG files in operating system commands: iTerm2, WezTerm, mintty.
  case iterm
  /// DEC's sixels, made by chafa: xterm, foot, mlterm, Windows Terminal.
  case sixel
}

extension PixelProtocol {
  /// Debian's package of a library that it needs and this machine lacks.
  public var missingPackage: String? { self == .sixel && SixelLibrary.shared == nil ? "libchafa0" : nil }
}
