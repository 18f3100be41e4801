import Engine
import SessionCore

/// Other states of the same network, drawn from a fixed seed.
public enum ComparisonStates {
  /// Complete passes that differ in weights, batch and masks, but not in shapes and settings: no unit is dead, none
  /// saturated.
  /// - Parameter samples: `nil` for as many as the session has.
  public static func draw(like session: Session, count: Int = 3, samples: Int? = nil) -> [Session] {
    guard var drawing = StateDrawing(like: session, samples: samples) else { return [] }
    return (0..<count).compactMap { _ in drawing.next()?.session }
  }

  /// The session after a complete pass over its batch, or over a drawn one if it has none that fits: a formula can be
  /// tried on it before there are numbers.
  public static func trial(of session: Session) -> Session? {
    if let complete = completed(session) { return complete }
    guard var drawing = StateDrawing(like: session, samples: 3), let drawn = drawing.next() else { return nil }
    var result = session
    result.setBatch(input: drawn.session[.input], target: drawn.session[.target], rows: nil)
    return completed(result)
  }

  /// The session after a complete pass; `nil` if X and Y do not fit the network or each other.
  public static func completed(_ session: Session) -> Session? {
    guard let network = session.network, let input = session[.input], input.columns == network.sizes[0],
      session[.target]?.shape == Shape(rows: input.rows, columns: network.sizes[network.depth])
    else { return nil }
    var result = session
    for quantity in network.operationOrder where !(quantity.isDrawn && session.trace[quantity] != nil) {
      guard (try? result.computeBuiltIn(quantity)) != nil else { return nil }
    }
    return result
  }
}
