import Glibc

/// Rows and columns of a terminal.
struct ScreenSize: Equatable {
  var rows: Int
  var columns: Int

  init(rows: Int, columns: Int) {
    self.rows = max(rows, 1)
    self.columns = max(columns, 4)
  }

  /// Of the terminal at a descriptor, 24 × 80 where it does not say.
  init(of descriptor: Int32) {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    self.init(
      rows: isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24,
      columns: isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80)
  }
}
