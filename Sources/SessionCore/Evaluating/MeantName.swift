import Engine
import Language

/// What a name is that other books and programs have for something here: `delta2` is `delta[2]`, `yhat` is `a[2]`,
/// `lr` is `eta`.
///
/// Such a name could be a variable, so it is not read as what it means: its error says what to type.
enum MeantName: Equatable {
  /// A quantity of a layer; the layer if the name has it.
  case family(Quantity.Family, layer: Int?)
  /// What to type, whatever the network is.
  case spelled(String)

  /// - Parameter isIndexed: whether an index follows: `d[2]`, `error[2]`.
  init?(_ name: String, isIndexed: Bool, in network: Network<Double>?) {
    let word = Self.plain(name)
    if !isIndexed, let single = Self.singles[word] {
      self = .spelled(single)
      return
    }
    let depth = network?.depth ?? 1
    if !isIndexed, Self.outputs.contains(word) || depth == 2 && word == "hidden" {
      self = .family(.activation, layer: Self.outputs.contains(word) ? depth : 1)
      return
    }
    if !isIndexed, Self.errors.contains(word), network != nil {
      self = .spelled("delta[\(depth)]")
      return
    }
    let (stem, layer) = Self.split(name, depth: depth)
    guard let family = Self.family(Self.plain(stem), hasLayer: layer != nil || isIndexed),
      layer != nil || isIndexed || Self.plain(stem).count > 1 || Names.family(stem) == nil
    else { return nil }
    self = .family(family, layer: layer)
  }

  /// The word in lower case, without underlines, in ASCII where Greek letters have names.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" }.map { greek[$0] ?? String($0) }.joined()
  }

  private static let greek: [Character: String] = [
    "δ": "delta", "σ": "sigma", "η": "eta", "α": "alpha", "λ": "lambda", "∇": "nabla", "ŷ": "yhat",
    "θ": "theta",
  ]

  private static let singles: [String: String] = [
    "x": "X", "input": "X", "inputs": "X", "data": "X", "features": "X", "xtrain": "X", "xs": "X",
    "y": "Y", "target": "Y", "targets": "Y", "label": "Y", "labels": "Y", "ytrue": "Y", "ytrain": "Y", "t": "Y",
    "truth": "Y", "expected": "Y", "desired": "Y", "ys": "Y",
    "c": "C", "loss": "C", "cost": "C", "j": "C", "mse": "C", "objective": "C", "totalloss": "C", "totalerror": "C",
    "lr": "eta", "alpha": "eta", "learningrate": "eta", "rate": "eta", "stepsize": "eta", "learnrate": "eta",
    "lambda": "l2", "lam": "l2", "weightdecay": "l2", "reg": "l2", "regularization": "l2",
    "batchsize": "B", "numsamples": "B", "nsamples": "B", "numexamples": "B", "samples": "B",
    "true": "1", "false": "0", "end": "-1", "inf": "1/0", "infinity": "1/0", "nan": "0/0", "nablac": "dW[1]",
    "gradc": "dW[1]",
  ]

  private static let outputs: Set<String> = [
    "yhat", "ypred", "pred", "preds", "prediction", "predictions", "output", "outputs", "out", "o", "probs",
  ]

  /// Words for the difference, the loss or the error signal.
  private static let errors: Set<String> = ["error", "err", "errors", "diff", "difference", "residual"]

  private static let words: [(family: Quantity.Family, words: Set<String>)] = [
    (.weights, ["w", "weight", "weights", "wt", "theta", "kernel", "wts"]),
    (.biases, ["b", "bias", "biases"]),
    (.preActivation, ["z", "net", "preactivation", "preactivations", "preact", "logits", "zin", "weightedinput"]),
    (
      .activation,
      [
        "a", "h", "hidden", "act", "activation", "activations", "activated", "out", "output", "o", "layer", "layers",
        "aout", "acts",
      ]
    ),
    (.delta, ["delta", "deltas", "err", "error", "errors", "errorsignal", "localgradient"]),
  ]

  /// The family that a word without its layer names.
  private static func family(_ word: String, hasLayer: Bool) -> Quantity.Family? {
    if word == "d" || word == "e" { return hasLayer ? .delta : nil }
    if let known = words.first(where: { $0.words.contains(word) })?.family { return known }
    for mark in ["nabla", "gradient", "grad", "dcd", "dld", "djd", "ded", "dlossd", "dcostd", "d", "g"] {
      for rest in [
        word.hasPrefix(mark) ? word.dropFirst(mark.count) : nil,
        mark.count > 3 && word.hasSuffix(mark) ? word.dropLast(mark.count) : nil,
      ] {
        guard let rest, let base = words.first(where: { $0.words.contains(String(rest)) })?.family else { continue }
        return base == .delta ? .delta : base.gradient
      }
    }
    return nil
  }

  /// The word and the layer of a name: `W2`, `W_2`, `delta_out`, `delta_hidden`, `zL`.
  private static func split(_ name: String, depth: Int) -> (stem: String, layer: Int?) {
    if let (stem, layer) = ForeignSpelling.layered(name) { return (stem, layer) }
    for mark in ["_gradient", "_grad", "_delta", "_error"] where name.hasSuffix(mark) {
      guard let (stem, layer) = ForeignSpelling.layered(String(name.dropLast(mark.count))) else { continue }
      return (mark.hasPrefix("_grad") ? "grad" + stem : "delta", layer)
    }
    let lowered = name.lowercased()
    func without(_ mark: String) -> String? {
      lowered.hasSuffix("_" + mark)
        ? String(name.dropLast(mark.count + 1))
        : lowered.hasPrefix(mark + "_") ? String(name.dropFirst(mark.count + 1)) : nil
    }
    for mark in ["output", "out", "o", "last", "final", "l"] {
      if let stem = without(mark) { return (stem, depth) }
    }
    for mark in ["hidden", "hid", "h"] where depth == 2 {
      if let stem = without(mark) { return (stem, 1) }
    }
    if name.count > 1, name.last == "L" { return (String(name.dropLast()), depth) }
    return (name, nil)
  }
}

/// What is said of a new variable whose name looks like weights or biases: `W1 = …` does not set W[1].
public struct NotationNote {
  public let text: String

  /// `nil` unless the target is a new variable with such a name, in a session with such a layer.
  public init?(of target: Expression, in session: Session) {
    guard case .name(let name, _) = target, session.variables[name] == nil, let network = session.network,
      case .family(let family, let layer?)? = MeantName(name, isIndexed: false, in: network),
      family == .weights || family == .biases, (1...network.depth).contains(layer)
    else { return nil }
    text = "\(name) is a variable; the \(family.meaning(layer)) are \(family.symbol)[\(layer)]"
  }
}
