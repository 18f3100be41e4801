import Engine
import Views

/// Short descriptions of what a session holds.
public enum Description {
  /// `network 2-3-1, relu then sigmoid, half-squared-error (mean): 13 parameters`.
  public static func of(_ network: Network<Double>) -> String {
    let sizes = network.sizes.map(String.init).joined(separator: "-")
    let activations = network.layers.map { ([$0.activation.name] + parts(of: $0)).joined(separator: " ") }
    let hidden = Set(activations.dropLast())
    let names =
      hidden.isEmpty
      ? activations[0]
      : (hidden.count == 1 ? hidden.joined() : activations.dropLast().joined(separator: ", "))
        + " then \(activations[activations.count - 1])"
    return "network \(sizes), \(names), \(of(network.objective)): \(count(network.parameterCount, "parameter"))"
  }

  /// What a session holds, in a few words: `2-3-1, moons, C 0.125`.
  public static func of(_ session: Session) -> String {
    var parts = [session.network.map { $0.sizes.map(String.init).joined(separator: "-") }, session.dataset?.name]
    if let loss = session.trace.loss { parts.append("C \(NumberFormat(digits: session.digits).text(loss))") }
    if !session.variables.isEmpty { parts.append(session.variables.keys.sorted().joined(separator: ", ")) }
    parts += session.functions.values.map(\.head).sorted()
    let text = parts.compactMap { $0 }.joined(separator: ", ")
    return text.isEmpty ? "nothing yet" : text
  }

  public static func of(_ objective: Objective) -> String {
    let smoothing = objective.smoothing == 0 ? "" : ", labels smoothed by \(objective.smoothing)"
    let square = objective.l2 == 0 ? "" : " + ½·\(objective.l2)·ΣW²"
    let size = objective.l1 == 0 ? "" : " + \(objective.l1)·Σ|W|"
    return "\(objective.loss.name) (\(objective.reduction.rawValue)\(smoothing))\(square)\(size)"
  }

  /// The optional parts of a layer: `["batchnorm", "dropout 0.5", "l2 0.01"]`.
  public static func parts(of layer: Layer<Double>) -> [String] {
    [
      layer.normalization.map { _ in "batchnorm" }, layer.dropout > 0 ? "dropout \(layer.dropout)" : nil,
      layer.l2.map { "l2 \($0)" }, layer.l1.map { "l1 \($0)" },
    ].compactMap { $0 }
  }

  /// `adam beta1 0.8`: the rule, and the constants that are not the usual ones.
  static func of(_ optimizer: Optimizer) -> String {
    let usual = Optimizer(optimizer.rule)
    let own = optimizer.rule.constants.filter { optimizer[$0] != usual[$0] }
    return ([optimizer.rule.rawValue] + constants(of: optimizer, own)).joined(separator: " ")
  }

  /// `["beta1 0.9", "beta2 0.999", "epsilon 1e-8"]`.
  public static func constants(of optimizer: Optimizer, _ some: [Optimizer.Constant]? = nil) -> [String] {
    (some ?? optimizer.rule.constants).map { "\($0.rawValue) \(NumberFormat(digits: 6).text(optimizer[$0]))" }
  }

  /// What a run has besides epochs, batch, rate and precision: `["adam", "cosine", "warmup 5", "clip 1"]`.
  public static func extras(of settings: TrainingSettings) -> [String] {
    let schedule: String? =
      switch settings.schedule.shape {
      case .constant: nil
      case .step(let every, let factor): "step every \(every) factor \(factor.formatted)"
      case .exponential(let factor): "exponential factor \(factor.formatted)"
      case .cosine(let end): end == 0 ? "cosine" : "cosine end \(end.formatted)"
      }
    let clipping: String? =
      switch settings.clipping {
      case nil: nil
      case .norm(let limit): "clip \(limit.formatted)"
      case .value(let limit): "clamp \(limit.formatted)"
      }
    let warmup = settings.schedule.warmup
    return [
      settings.optimizer == Optimizer() ? nil : of(settings.optimizer), schedule,
      warmup == 0 ? nil : "warmup \(warmup.formatted)", clipping,
      settings.stopping.map { "patience \($0.patience)" }, settings.shift.map { "shift \($0.most)" },
    ].compactMap { $0 }
  }

  public static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// 134794 as 134,794.
  public static func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }
}

extension Double {
  /// The number for messages, an integer without its point.
  public var formatted: String { Int(exactly: self).map(String.init) ?? String(describing: self) }
}
