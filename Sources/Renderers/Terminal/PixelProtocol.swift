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
  /// Debian's package of a library that it cannot do without and that is not on this machine.
  public var missingPackage: String? { self == .sixel && SixelLibrary.shared == nil ? "libchafa0" : nil }
}

/// The size of a character in pixels.
public struct CellSize: Equatable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int = 8, height: Int = 16) {
    self.width = max(1, width)
    self.height = max(1, height)
  }
}

extension CellSize {
  /// The smallest multiples that are not below the sizes given.
  func multiple(over width: Int, _ height: Int) -> (width: Int, height: Int) {
    ((width + self.width - 1) / self.width * self.width, (height + self.height - 1) / self.height * self.height)
  }
}
