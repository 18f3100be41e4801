import RealModule

/// One operation of a pass: what it reads, and how its value comes from that.
struct Operation<E: Field> {
  let operands: [Quantity]
  let compute: ([Matrix<E>]) -> Matrix<E>

  init(_ operands: Quantity..., compute: @escaping ([Matrix<E>]) -> Matrix<E>) {
    self.init(operands, compute)
  }

  init(_ operands: [Quantity], _ compute: @escaping ([Matrix<E>]) -> Matrix<E>) {
    (self.operands, self.compute) = (operands, compute)
  }
}

extension Network {
  /// The single operations of a pass, in order; each needs only what comes before it.
  public var operationOrder: [Quantity] { forwardOrder + backwardOrder }

  /// What an operation reads.
  public func operands(of quantity: Quantity) -> [Quantity] {
    // A mask is drawn for a batch.
    quantity.isDrawn ? [.input] : operation(quantity)?.operands ?? []
  }

  /// Computes one quantity from what a pass has computed so far; a parameter in the trace replaces the network's own.
  /// - Throws: `MissingQuantity` with the first operand that is missing.
  /// - Shapes: as the quantity.
  public func value(of quantity: Quantity, from trace: Trace<E>) throws(MissingQuantity) -> Matrix<E> {
    func need(_ q: Quantity) throws(MissingQuantity) -> Matrix<E> {
      if let value = trace[q] ?? self[q] { return value }
      throw MissingQuantity(q)
    }
    guard let operation = operation(quantity) else { return try need(quantity) }
    var values: [Matrix<E>] = []
    for operand in operation.operands { values.append(try need(operand)) }
    return operation.compute(values)
  }

  /// The operation that computes a quantity; `nil` for what is given, drawn, or a parameter.
  ///
  /// Through batch normalisation the chain branches on its way back: z acts on zhat by itself, through var and through mu.
  /// dmu leaves out what goes through var: ∂var/∂mu = −2 mean(z − mu) = 0.
  /// - Source: Ioffe and Szegedy (2015), section 3.
  func operation(_ quantity: Quantity) -> Operation<E>? {
    if quantity.family.part == .normalization, !has(quantity) { return nil }
    return switch quantity {
    case .input, .target, .mask, .activation(0), .weights, .biases, .gamma, .beta, .runningMean, .runningVariance,
      .moment:
      nil
    case .preActivation(let l):
      // z[l] = a[l−1] W[l]ᵀ + b[l]
      Operation(below(l), .weights(l), .biases(l)) { $0[0].multiplied(by: $0[1], .transposed).addingToRows($0[2]) }
    case .activation(let l): activation(l)
    case .smoothedTarget: Operation(.target) { [objective] in objective.smoothed($0[0]) }
    case .loss: loss
    case .activationGradient(depth):
      Operation(.activation(depth), compared) { [objective] in
        E(objective.reduction.factor(samples: $0[1].rows)) * objective.outputGradient(a: $0[0], y: $0[1])
      }
    case .activationGradient(let l):
      // da[l] = δ[l+1] W[l+1]
      Operation(.delta(l + 1), .weights(l + 1)) { $0[0].multiplied(by: $0[1]) }
    case .delta(let l): delta(l)
    case .weightGradient(let l): weightGradient(l)
    case .biasGradient(let l): Operation(.delta(l)) { $0[0].columnSums }
    case .mean(let l): Operation(.preActivation(l)) { $0[0].columnMeans }
    case .variance(let l):
      // mean of (z − mu)²
      Operation(.preActivation(l), .mean(l)) { $0[0].subtractingFromRows($0[1]).map { $0 * $0 }.columnMeans }
    case .standardized(let l):
      // zhat = (z − mu) / √(var + ε)
      Operation([.preActivation(l)] + statistics(l)) {
        $0[0].subtractingFromRows($0[1]).scalingColumns(Self.scale($0[2]))
      }
    case .normalized(let l):
      // zbn = γ ⊙ zhat + β
      Operation(.standardized(l), .gamma(l), .beta(l)) { $0[0].scalingColumns($0[1]).addingToRows($0[2]) }
    case .normalizedGradient(let l): pullback(l)
    case .gammaGradient(let l):
      // dgamma = Σ dzbn ⊙ zhat
      Operation(.normalizedGradient(l), .standardized(l)) { $0[0].hadamard($0[1]).columnSums }
    case .betaGradient(let l): Operation(.normalizedGradient(l)) { $0[0].columnSums }
    case .standardizedGradient(let l): Operation(.normalizedGradient(l), .gamma(l)) { $0[0].scalingColumns($0[1]) }
    case .varianceGradient(let l):
      // dvar = −½ Σ dzhat ⊙ (z − mu) / (var + ε)^(3/2)
      Operation(.standardizedGradient(l), .preActivation(l), .mean(l), .variance(l)) {
        let sums = $0[0].hadamard($0[1].subtractingFromRows($0[2])).columnSums
        return sums.combined(with: Self.scale($0[3])) { E(-0.5) * $0 * $1 * $1 * $1 }
      }
    case .meanGradient(let l):
      // dmu = −Σ dzhat / √(var + ε)
      Operation(.standardizedGradient(l), .variance(l)) {
        $0[0].columnSums.combined(with: Self.scale($0[1])) { -$0 * $1 }
      }
    }
  }

  /// mu and var of the batch in training, the running ones in evaluation.
  private func statistics(_ l: Int) -> [Quantity] {
    mode == .training ? [.mean(l), .variance(l)] : [.runningMean(l), .runningVariance(l)]
  }

  /// 1/√(var + ε).
  static func scale(_ variance: Matrix<E>) -> Matrix<E> {
    variance.map { 1 / .sqrt($0 + E(BatchNormalization<E>.epsilon)) }
  }

  private func below(_ l: Int) -> Quantity { l == 1 ? .input : .activation(l - 1) }

  /// a[l] = h(z[l]) ⊙ mask[l], with zbn[l] for z[l] in a normalised layer, and the mask only with dropout.
  private func activation(_ l: Int) -> Operation<E> {
    let h = self[layer: l].activation
    return Operation([argument(l)] + (dropsOut(l) ? [.mask(l)] : [])) {
      $0.count == 1 ? h.values($0[0]) : h.values($0[0]).hadamard($0[1])
    }
  }

  private var loss: Operation<E> {
    let penalized = penalizedLayers
    let penalties = penalized.map(penalty)
    return Operation([.preActivation(depth), .activation(depth), compared] + penalized.map { .weights($0) }) {
      [objective] values in
      let data =
        E(objective.reduction.factor(samples: values[2].rows))
        * objective.total(z: values[0], a: values[1], y: values[2])
      return Matrix(scalar: zip(penalties, values.dropFirst(3)).reduce(data) { $0 + $1.0.value(of: $1.1) })
    }
  }

  /// Whether δ[l] is taken from loss and output activation at once.
  public func isFused(_ l: Int) -> Bool {
    l == depth && skipsOutputGradient && objective.loss.requiredOutput == self[layer: l].activation
  }

  /// ∂C/∂z of layer l: a − y if loss and output belong together, with no division by a saturated a.
  private func delta(_ l: Int) -> Operation<E>? {
    if self[layer: l].normalization != nil { return normalizedDelta(l) }
    guard isFused(l) else { return pullback(l) }
    return Operation(.activation(l), compared) { [objective] in
      E(objective.reduction.factor(samples: $0[0].rows)) * objective.fusedDelta(a: $0[0], y: $0[1])
    }
  }

  /// δ = dzhat / √(var + ε) + dvar 2 (z − mu)/B + dmu/B; in evaluation mu and var are constants.
  private func normalizedDelta(_ l: Int) -> Operation<E> {
    guard mode == .training else {
      return Operation(.standardizedGradient(l), .runningVariance(l)) { $0[0].scalingColumns(Self.scale($0[1])) }
    }
    return Operation(
      .standardizedGradient(l), .varianceGradient(l), .meanGradient(l), .preActivation(l), .mean(l), .variance(l)
    ) {
      let share = E(1 / Double($0[0].rows))
      return $0[0].scalingColumns(Self.scale($0[5]))
        + $0[3].subtractingFromRows($0[4]).scalingColumns(2 * share * $0[1]).addingToRows(share * $0[2])
    }
  }

  /// The gradient by the argument of h: da[l] ⊙ mask[l] ⊙ h′(z[l]).
  private func pullback(_ l: Int) -> Operation<E> {
    let h = self[layer: l].activation
    return Operation([.activationGradient(l), argument(l)] + (dropsOut(l) ? [.mask(l)] : [])) {
      h.pullback($0.count == 2 ? $0[0] : $0[0].hadamard($0[2]), z: $0[1])
    }
  }

  /// dW[l] = δ[l]ᵀ a[l−1] + λ₁ sign(W[l]) + λ₂ W[l].
  private func weightGradient(_ l: Int) -> Operation<E> {
    let penalty = penalty(l)
    return Operation([.delta(l), below(l)] + (penalty.isZero ? [] : [.weights(l)])) {
      let product = $0[0].multiplied(.transposed, by: $0[1])
      return penalty.isZero ? product : product + penalty.gradient(of: $0[2])
    }
  }
}
