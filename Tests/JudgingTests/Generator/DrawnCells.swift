import Engine
import Foundation

/// The cells that build a drawn network, with the coincidences of its state.
struct DrawnCells {
  private(set) var cells: [String] = []
  private let network: DrawnNetwork
  private let layerOfCoincidence: Int

  init(of network: DrawnNetwork, using random: inout ClaimRandomness) {
    self.network = network
    layerOfCoincidence = random.integer(1...network.depth)
    addLayers()
    addSettings()
    addParameters(&random)
    addBatch(&random)
  }

  private func has(_ coincidence: DrawnNetwork.Coincidence) -> Bool { network.coincidences.contains(coincidence) }

  private mutating func addLayers() {
    let sizes = network.sizes.map(String.init).joined(separator: " ")
    let (first, last) = (network.activation(1).name, network.activation(network.depth).name)
    let hidden = network.depth > 1 ? " hidden \(first)" : ""
    cells = ["network \(sizes)\(hidden) output \(last) loss \(network.objective.loss.name)"]
    for l in 1...network.depth {
      var parts = ""
      if l < network.depth, network.activation(l) != network.activation(1) {
        parts += " activation \(network.activation(l).name)"
      }
      if let p = network.dropout[l] { parts += " dropout \(p)" }
      if network.normalized.contains(l) { parts += " batchnorm" }
      if let factor = network.ownPenalties[l]?.l2 { parts += " l2 \(factor)" }
      if let factor = network.ownPenalties[l]?.l1 { parts += " l1 \(factor)" }
      if !parts.isEmpty { cells.append("layer \(l)\(parts)") }
    }
  }

  private mutating func addSettings() {
    let objective = network.objective
    if objective.reduction == .sum { cells.append("set reduction sum") }
    if objective.l2 != 0 { cells.append("set l2 \(objective.l2)") }
    if objective.l1 != 0 { cells.append("set l1 \(objective.l1)") }
    if objective.labelSmoothing != 0 { cells.append("set label-smoothing \(objective.labelSmoothing)") }
    if objective.huberDelta != 1 { cells.append("set huber-delta \(objective.huberDelta)") }
    if has(.hugeRate) { cells.append("set rate 1000") }
    if has(.smallRate) { cells.append("set rate 1e-9") }
  }

  // MARK: Parameters

  private mutating func addParameters(_ random: inout ClaimRandomness) {
    if random.chance(0.3) {
      cells += ["seed \(random.integer(0...9999))", "init \(random.choice(["xavier", "kaiming"]))"]
    } else {
      for l in 1...network.depth { cells.append("W[\(l)] = \(Self.text(weights(l, &random)))") }
    }
    if has(.zeroWeights) {
      let l = layerOfCoincidence
      cells.append("W[\(l)] = zeros(\(network.sizes[l]), \(network.sizes[l - 1]))")
    }
    for l in 1...network.depth {
      if let biases = biases(l, &random) { cells.append("b[\(l)] = \(Self.text(biases))") }
      if network.normalized.contains(l), random.chance(0.6) {
        let units = network.sizes[l]
        cells.append("gamma[\(l)] = \(Self.text(random.matrix(1, units) { Self.rounded($0.real(0.5...1.5)) }))")
        cells.append("beta[\(l)] = \(Self.text(random.matrix(1, units) { Self.rounded($0.real(-0.5...0.5)) }))")
      }
    }
  }

  private func weights(_ l: Int, _ random: inout ClaimRandomness) -> Matrix<Double> {
    let (rows, columns) = (network.sizes[l], network.sizes[l - 1])
    var weights = random.matrix(rows, columns) { Self.rounded($0.real(-1...1)) }
    if has(.symmetricWeights), rows == columns {
      for i in 0..<rows { for j in 0..<i { weights[i, j] = weights[j, i] } }
    }
    return weights
  }

  private func biases(_ l: Int, _ random: inout ClaimRandomness) -> Matrix<Double>? {
    let units = network.sizes[l]
    if has(.zeroBiases) { return nil }
    var biases = random.matrix(1, units) { Self.rounded($0.real(-0.6...0.6)) }
    if has(.equalBiases) { biases = biases.map { _ in 0.35 } }
    guard l == layerOfCoincidence else { return biases }
    if has(.saturated) { biases[0, random.integer(0...units - 1)] = random.choice([-1, 1]) * random.real(10...40) }
    if has(.saturatedLayer) { biases = biases.map { _ in random.choice([-1, 1]) * random.real(10...40) } }
    if has(.deadUnit) { biases[0, random.integer(0...units - 1)] = -9 }
    if has(.deadLayer) { biases = biases.map { _ in -9 } }
    return biases
  }

  // MARK: The batch

  private mutating func addBatch(_ random: inout ClaimRandomness) {
    let features = network.sizes[0]
    var input = random.matrix(network.samples, features) { Self.rounded($0.real(-2...2)) }
    if has(.zeroInput) {
      let column = random.integer(0...features - 1)
      for s in 0..<network.samples { input[s, column] = 0 }
    }
    cells.append("input \(Self.text(input))")
    cells.append("target \(Self.text(targets(&random)))")
    if has(.targetsAreOutputs), network.targets == .anyNumbers {
      cells += ["forward;", "target a[\(network.depth)]"]
    }
    if has(.droppedUnit), let (l, p) = network.dropout.sorted(by: { $0.key < $1.key }).first {
      var mask = random.matrix(network.samples, network.sizes[l]) { $0.chance(0.5) ? 0 : 1 / (1 - p) }
      for s in 0..<network.samples { mask[s, 0] = 0 }
      cells.append("mask[\(l)] = \(Self.text(mask))")
    }
    cells.append("backward;")
  }

  private func targets(_ random: inout ClaimRandomness) -> Matrix<Double> {
    network.drawTargets(&random).map { network.targets == .shares && network.outputs > 1 ? $0 : Self.rounded($0) }
  }

  // MARK: Text

  static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  static func text(_ matrix: Matrix<Double>) -> String {
    let rows = (0..<matrix.rows).map { i in
      "[" + (0..<matrix.columns).map { "\(matrix[i, $0])" }.joined(separator: ", ") + "]"
    }
    return "[" + rows.joined(separator: ", ") + "]"
  }
}

extension DrawnNetwork {
  /// Targets of the class.
  /// - Shapes: B×n_L.
  func drawTargets(_ random: inout ClaimRandomness) -> Matrix<Double> {
    switch targets {
    case .anyNumbers: return random.matrix(samples, outputs) { $0.real(-1.5...1.5) }
    case .zeroOne: return random.matrix(samples, outputs) { $0.chance(0.5) ? 1 : 0 }
    case .signs: return random.matrix(samples, outputs) { $0.chance(0.5) ? 1 : -1 }
    case .oneHot:
      var result = Matrix<Double>(rows: samples, columns: outputs)
      for s in 0..<samples { result[s, random.integer(0...outputs - 1)] = 1 }
      return result
    case .shares:
      var result = random.matrix(samples, outputs) { $0.real(0.05...0.95) }
      guard objective.loss.targets == .distribution else { return result }
      for s in 0..<samples {
        let total = (0..<outputs).reduce(0) { $0 + result[s, $1] }
        for j in 0..<outputs { result[s, j] /= total }
      }
      return result
    }
  }
}
