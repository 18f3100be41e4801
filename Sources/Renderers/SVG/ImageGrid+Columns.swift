import Views

extension ImageGrid {
  /// How many pictures stand side by side on a page: as many as were asked for, else about as many as there are rows.
  ///
  /// Fewer than asked, where the rows are then of one length: 12 pictures in rows of 11 are two rows of 6.
  var balancedColumns: Int {
    let count = max(1, images.count)
    if let columns { return count.over(count.over(max(1, min(columns, count)))) }
    let square = (1...).first { $0 * $0 >= count } ?? 1
    return (square...min(count, 2 * square)).min { $0.emptyPlaces(for: count) < $1.emptyPlaces(for: count) } ?? square
  }
}

extension Int {
  /// The quotient, rounded up.
  fileprivate func over(_ divisor: Int) -> Int { (self + divisor - 1) / divisor }

  /// The places that so many pictures leave in the last row.
  fileprivate func emptyPlaces(for count: Int) -> Int { count.over(self) * self - count }
}
