import Engine

/// The lines of a program for the optional parts of layers: batch normalisation, dropout, penalties.
extension NumPyProgram {
  private func layers(_ has: (Layer<Double>) -> Bool) -> [Int] {
    (1...network.depth).filter { has(network[layer: $0]) }
  }

  // MARK: Batch normalisation

  private var normalized: [Int] { layers { $0.normalization != nil } }
  private var isNormalized: Bool { !normalized.isEmpty }

  var normalizationParameters: [String] {
    guard isNormalized else { return [] }
    return [
      table("gamma", in: normalized, "batch normalisation: scale"), table("beta", in: normalized, "and shift"),
      table("running_mean", in: normalized, "the statistics of evaluation"), table("running_var", in: normalized),
      "eps = \(BatchNormalization<Double>.epsilon)",
    ]
  }

  /// What the pass keeps beside z and a: the argument of h, z with mean 0 and variance 1, its deviation.
  var normalizationPass: [String] { isNormalized ? ["u", "zhat", "sd"] : [] }

  /// The argument of h in layer l.
  var argument: String { isNormalized ? "u[l]" : "z[l]" }

  var normalizationForward: [String] {
    guard isNormalized else { return [] }
    return [
      "        u[l] = z[l]", "        if l in gamma:",
      "            mu = z[l].mean(axis=0) if training else running_mean[l]",
      "            var = z[l].var(axis=0) if training else running_var[l]",
      "            sd[l] = np.sqrt(var + eps)", "            zhat[l] = (z[l] - mu) / sd[l]",
      "            u[l] = gamma[l] * zhat[l] + beta[l]",
    ]
  }

  var normalizationGradients: [String] { isNormalized ? ["dgamma", "dbeta"] : [] }

  /// δ[l] is the gradient by u[l] first.
  var normalizationBackward: [String] {
    guard isNormalized else { return [] }
    return [
      "        if l in gamma:", "            du, mean = delta[l], lambda x: x.mean(axis=0)",
      "            dgamma[l] = (du * zhat[l]).sum(axis=0, keepdims=True)",
      "            dbeta[l] = du.sum(axis=0, keepdims=True)", "            dzhat = du * gamma[l]",
      "            delta[l] = (dzhat - mean(dzhat) - zhat[l] * mean(dzhat * zhat[l])) / sd[l]",
    ]
  }

  // MARK: Dropout

  private var droppingOut: [Int] { layers { $0.dropout > 0 } }

  var dropoutParameters: [String] {
    droppingOut.isEmpty ? [] : [table("mask", in: droppingOut, "dropout: 0, or 1/(1 - p)")]
  }

  var dropoutForward: [String] {
    droppingOut.isEmpty ? [] : ["        if training and l in mask:", "            a[l] = a[l] * mask[l]"]
  }

  var dropoutBackward: [String] {
    droppingOut.isEmpty ? [] : ["            if l in mask:", "                da = da * mask[l]"]
  }

  /// The output of h in layer l, before the mask.
  var activated: String { droppingOut.isEmpty ? "a[l]" : "h[l](\(argument))" }

  // MARK: Penalties

  private var penalties: [(l: Int, penalty: Penalty)] { network.penalizedLayers.map { ($0, network.penalty($0)) } }
  private var hasL1: Bool { penalties.contains { $0.penalty.l1 != 0 } }
  private var hasL2: Bool { penalties.contains { $0.penalty.l2 != 0 } }

  var penaltyParameters: [String] {
    func table(_ name: String, _ factor: KeyPath<Penalty, Double>, _ comment: String) -> String {
      let entries = (1...network.depth).map { "\($0): \(network.penalty($0)[keyPath: factor])" }
      return "\(name) = {\(entries.joined(separator: ", "))}  # \(comment)"
    }
    return (hasL2 ? [table("l2", \.l2, "the penalty of W ** 2")] : [])
      + (hasL1 ? [table("l1", \.l1, "the penalty of |W|")] : [])
  }

  var penaltyValue: String {
    (hasL2 ? " + sum(0.5 * l2[l] * (W[l] ** 2).sum() for l in W)" : "")
      + (hasL1 ? " + sum(l1[l] * np.abs(W[l]).sum() for l in W)" : "")
  }

  var penaltyGradient: String { (hasL2 ? " + l2[l] * W[l]" : "") + (hasL1 ? " + l1[l] * np.sign(W[l])" : "") }
}
