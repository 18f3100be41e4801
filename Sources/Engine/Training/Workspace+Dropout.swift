import RealModule

extension Workspace {
  /// a[l] ← a[l] ⊙ mask[l] for a thread's units, with a mask drawn for each row.
  func dropOut(_ l: Int, samples: Int, batch: Int, key: UInt64, thread: Int) {
    let p = layers[l - 1].dropout
    guard p > 0 else { return }
    let units = division.units(l, thread)
    let (threshold, kept) = (UInt32(p * 0x1p32), E(1 / (1 - p)))
    let (a, mask) = (ownActivations(l, samples, thread), own(mask(l), l, samples, thread))
    for row in 0..<samples {
      var stream = RowStream(key: key, batch: batch, place: row * depth + l)
      stream.fill(mask[row], places: units, threshold: threshold, kept: kept)
    }
    if activation(l) == .softmax { slope(l).update(from: self.a(l), count: samples * sizes[l]) }
    Kernels.multiply(a, mask)
  }
}
