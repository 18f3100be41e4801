import Engine
import Interruption
import Language
import SessionCore

extension Context {
  /// The line that makes a run of `train`, or what it needs first.
  public var wayToRun: String {
    if session.network == nil { return "network 2 3 1 builds a network to train" }
    if session.dataset == nil, session[.target] == nil { return "data digits loads samples to train on" }
    return "train epochs 20 makes a run with its curves"
  }

  /// Does the operations of the forward pass whose results are missing or out of date; all of them with `anew`.
  ///
  /// - Parameter draws: whether dropout draws new masks.
  public mutating func bringForwardUpToDate(
    anew: Bool = false, draws: Bool = false, at span: SourceSpan
  ) throws(Diagnostic) {
    let network = try requireNetwork(at: span)
    try requireBatch(at: span)
    for quantity in network.forwardOrder {
      if quantity == .loss, session[.target] == nil { continue }
      if quantity.isDrawn {
        if session.needsDrawing(quantity, anew: draws) {
          try compute(quantity, at: span)
        } else {
          reads.read(quantity)
        }
      } else if anew || session[quantity] == nil || session.isStale(quantity) {
        try compute(quantity, at: span)
      }
    }
  }

  /// Does every operation of the backward pass.
  public mutating func runBackward(at span: SourceSpan) throws(Diagnostic) {
    try bringForwardUpToDate(at: span)
    try requireTarget(at: span)
    for quantity in session.network?.backwardOrder ?? [] { try compute(quantity, at: span) }
  }

  public mutating func compute(_ quantity: Quantity, at span: SourceSpan) throws(Diagnostic) {
    defer { reads.compute(quantity) }
    try Work.current.check(at: span)
    if quantity.isGradient { reads.read(.formula(quantity)) }
    if quantity.isDrawn { reads.read(.randomStream) }
    if let definition = session.definitions[quantity] {
      try session.compute(quantity, by: definition, at: span, reads: reads)
      return
    }
    do throws(MissingQuantity) {
      try session.computeBuiltIn(quantity)
    } catch {
      throw evaluator("").missing(error.quantity, at: span)
    }
  }

  /// - Parameter toEvaluate: whether it will run in evaluation mode, whatever the mode of the session.
  public func requireNetwork(toEvaluate: Bool = false, at span: SourceSpan) throws(Diagnostic) -> Network<Double> {
    let network = try requireLayers(at: span)
    reads.readParameters(of: toEvaluate ? network.inMode(.evaluation) : network)
    return network
  }

  /// The network, for a command that does not use its parameters.
  public func requireLayers(at span: SourceSpan) throws(Diagnostic) -> Network<Double> {
    guard let network = session.network else { throw evaluator("").noNetwork(at: span) }
    return network
  }

  /// Throws without a batch, or if it does not fit the network.
  public func requireBatch(at span: SourceSpan) throws(Diagnostic) {
    guard let input = session[.input] else { throw evaluator("").missing(.input, at: span) }
    reads.read(Quantity.input)
    reads.read(Quantity.target)
    try Batch.validate(input, as: .input, in: session, at: span)
    try Batch.requireSeveralSamples(input, in: session, at: span)
    guard let target = session[.target] else { return }
    guard target.rows == input.rows else {
      throw Diagnostic(
        "X has \(Description.count(input.rows, "row")), Y \(target.rows)", at: span, hint: "one row a sample in both")
    }
    try Batch.validate(target, as: .target, in: session, at: span)
    switch session.objective.loss.targets {
    case .anyNumbers, .probabilities: break
    case .signs: try Batch.requireSigns(target, for: session.objective.loss, at: span)
    case .distribution: try Batch.requireDistributions(target, at: span)
    }
  }

  /// A loss of the program or of the user.
  public func loss(named name: String) -> Loss? {
    if session.losses[name] != nil { reads.read(.loss(name)) }
    return session.loss(named: name)
  }

  public func requireTarget(at span: SourceSpan) throws(Diagnostic) {
    if session[.target] == nil { throw evaluator("").missing(.target, at: span) }
  }
}
