import Engine
import Language

/// What X and Y may be.
public enum Batch {
  /// Refuses rows that do not fit the network, and numbers that are not finite.
  public static func validate(
    _ matrix: Matrix<Double>, as quantity: Quantity, in session: Session, at span: SourceSpan
  ) throws(Diagnostic) {
    if let place = matrix.elements.firstIndex(where: { !$0.isFinite }) {
      throw Diagnostic(
        "entry [\(place / matrix.columns), \(place % matrix.columns)] is \(matrix.elements[place])", at: span)
    }
    guard let sizes = session.network?.sizes, let first = sizes.first, let last = sizes.last else { return }
    let (wanted, meaning) = quantity == .target ? (last, "outputs") : (first, "inputs")
    guard matrix.columns == wanted else {
      throw Diagnostic(
        "a row has \(matrix.columns) numbers, the network \(wanted) \(meaning)", at: span,
        hint: matrix.rows == wanted ? "one sample is one row: (…).T turns it" : nil)
    }
  }

  /// Refuses a batch of one sample if a layer takes its statistics.
  public static func requireSeveralSamples(
    _ input: Matrix<Double>, in session: Session, at span: SourceSpan
  ) throws(Diagnostic) {
    guard input.rows == 1, session.mode == .training,
      let l = session.network?.layers.firstIndex(where: { $0.normalization != nil })
    else { return }
    throw Diagnostic(
      "the batch normalisation of layer \(l + 1) needs two samples at least: with one, z is its own mean, the variance "
        + "is 0 and zhat is 0 whatever the weights", at: span,
      hint: "input takes a row a sample; set mode evaluation uses the running statistics")
  }

  /// Refuses targets that are not −1 or 1.
  public static func requireSigns(_ target: Matrix<Double>, for loss: Loss, at span: SourceSpan) throws(Diagnostic) {
    guard let value = target.elements.first(where: { abs($0) != 1 }) else { return }
    throw Diagnostic(
      "\(loss.name) needs targets of −1 and 1, not \(value.formatted)", at: span,
      hint: target.elements.allSatisfy { $0 == 0 || abs($0) == 1 } ? "Y = 2 * Y - 1 makes them of 0 and 1" : nil)
  }

  /// Refuses targets that are not distributions over the classes, for which alone the cross-entropy is defined.
  public static func requireDistributions(_ target: Matrix<Double>, at span: SourceSpan) throws(Diagnostic) {
    let sums = target.rowSums.elements
    guard let row = sums.firstIndex(where: { abs($0 - 1) > 1e-6 }) else { return }
    throw Diagnostic(
      "row \(row) of the target sums to \(sums[row]): the cross-entropy needs rows that sum to 1", at: span,
      hint: "onehot(labels, classes) makes such rows")
  }
}
