import RealModule

extension Workspace {
  /// a[l] ← a[l] ⊙ mask[l] for some rows of a batch, with a mask drawn for each.
  func dropOut(_ l: Int, rows: Range<Int>, batch: Int, key: UInt64) {
    let p = layers[l - 1].dropout
    guard p > 0 else { return }
    let width = sizes[l]
    let (threshold, kept) = (UInt32(p * 0x1p32), E(1 / (1 - p)))
    for row in rows {
      var stream = RowStream(key: key, batch: batch, place: row * depth + l)
      stream.fill(mask(l) + row * width, count: width, threshold: threshold, kept: kept)
    }
    let start = rows.lowerBound * width
    if activation(l) == .softmax { (slope(l) + start).update(from: a(l) + start, count: rows.count * width) }
    Kernels.multiply(a(l) + start, mask(l) + start, count: rows.count * width)
  }
}
