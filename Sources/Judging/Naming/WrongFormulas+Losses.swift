import Calculus
import Engine
import Explaining
import Language
import SessionCore

/// Wrong formulas of C.
extension WrongFormulas {
  var losses: [Entry] {
    let total = network.objective.loss.definition.total(of: network.lossOperands()).code(library: .activations) ?? "0"
    let penalty = Formula.penalty(network)?.expression
    let data = network.objective.reduction == .mean ? "(\(total)) / B" : "(\(total))"
    func complete(_ data: String) -> String { [data, penalty].compactMap { $0 }.joined(separator: " + ") }
    return kinds().map { (complete($0.text), $0.words) } + (penalty.map { penalties(data, $0) } ?? [])
  }

  private func kinds() -> [Entry] {
    let (l, y) = (network.depth, network.compared.name)
    let (a, n) = ("a[\(l)]", network.sizes[l])
    let r = "(\(a) - \(y))"
    let squares: [Entry] = [
      ("sqrt(sum(\(r)^2))", "the root is taken: the loss is the sum of squares, not the norm"),
      ("sqrt(sum(\(r)^2) / B)", "the root is taken: the loss is the mean of squares, not its root"),
      ("sqrt(mean(\(r)^2))", "the root is taken: the loss is the mean of squares, not its root"),
      ("sum(sqrt(sum(\(r)^2, axis 1))) / B", "the root is taken of each row: the loss is the mean of squares"),
      ("mean(abs(\(r)))", "the absolute value, not the square: |a − y| instead of (a − y)²"),
      ("sum(abs(\(r)))\(mean)", "the absolute value, not the square: |a − y| instead of (a − y)²"),
      ("0.5 * sum(abs(\(r)))\(mean)", "the absolute value, not the square: |a − y| instead of (a − y)²"),
      ("mean(\(r))", "the plain difference, not the square: a − y instead of (a − y)²"),
      ("sum(\(r))\(mean)", "the plain difference, not the square: a − y instead of (a − y)²"),
      ("sum(\(a)^2 - \(y)^2)\(mean)", "the difference of the squares, not the square of the difference"),
      ("0.5 * sum(\(a)^2 - \(y)^2)\(mean)", "the difference of the squares, not the square of the difference"),
      ("0.5 * sum(\(r))^2\(mean)", "the square of the sum, not the sum of the squares"),
      ("sum(\(r))^2\(mean)", "the square of the sum, not the sum of the squares"),
      ("mean(\(r))^2", "the square of the mean, not the mean of the squares"),
    ]
    switch network.objective.loss.definition {
    case .halfSquaredError, .meanSquaredError: return squares
    case .huber:
      let d = network.objective.huberDelta
      let words = "huber is a line beyond ±delta = ±\(d): the square is not clipped"
      return [
        ("mean(0.5 * \(r)^2)", words), ("0.5 * sum(\(r)^2)\(mean)", words), ("mean(\(r)^2)", words),
        (
          "mean(where(abs(\(r)) <= \(d), 0.5 * \(r)^2, \(d) * abs(\(r))))",
          "½ delta² is left out beyond ±delta: delta (|r| − ½ delta)"
        ),
        (
          "mean(where(abs(\(r)) <= \(d), 0.5 * \(r)^2, abs(\(r)) - 0.5 * \(d)))",
          "the factor delta is left out beyond ±delta: delta (|r| − ½ delta)"
        ),
        (
          "mean(where(abs(\(r)) <= \(d), \(r)^2, \(d) * (abs(\(r)) - 0.5 * \(d))))",
          "the ½ is left out of the quadratic part of huber"
        ),
        ("mean(\(d) * (abs(\(r)) - 0.5 * \(d)))", "huber is a square up to ±delta: this is its line everywhere"),
      ] + squares
    case .crossEntropy: return crossEntropy(a, y, n)
    case .binaryCrossEntropy: return binaryCrossEntropy(a, y, n)
    default: return []
    }
  }

  private func crossEntropy(_ a: String, _ y: String, _ n: Int) -> [Entry] {
    let z = "z[\(network.depth)]"
    return [
      (
        "-sum(\(y) * log(\(a)) + (1 - \(y)) * log(1 - \(a)))\(mean)",
        "this is the binary cross-entropy: the categorical one has no (1 − y) log(1 − a)"
      ),
      ("-sum(log(\(a)))\(mean)", "the targets are left out: only the right class counts"),
      ("-sum(\(y) * \(a))\(mean)", "the logarithm is left out"),
      ("-log(sum(\(y) * \(a)) / B)", "the logarithm of the mean, not the mean of the logarithms"),
      ("-log(sum(\(y) * \(a)))", "the logarithm of the sum, not the sum of the logarithms"),
      ("-sum(\(a) * log(\(y)))\(mean)", "a and y are exchanged: the logarithm is of a"),
      ("-sum(\(a) * log(\(a)))\(mean)", "this is the entropy of the output: the targets y are left out"),
      ("-sum(\(y) * log(1 - \(a)))\(mean)", "1 − a instead of a in the logarithm"),
      ("-sum((1 - \(y)) * log(1 - \(a)))\(mean)", "only the term of the wrong classes: −y log a is needed"),
      ("-sum(\(y) * \(z))\(mean)", "z[\(network.depth)] instead of log(a): the sum of the exponentials is left out"),
      ("-sum(\(y) * log(\(z)))\(mean)", "the logarithm of z instead of a: the softmax is left out"),
      ("0.5 * sum((\(a) - \(y))^2)\(mean)", "this is the squared error, not the cross-entropy"),
      ("sum((\(a) - \(y))^2)\(mean)", "this is the squared error, not the cross-entropy"),
      ("mean((\(a) - \(y))^2)", "this is the squared error, not the cross-entropy"),
      (
        "-mean(\(y) * log(\(a)))",
        "the mean over classes and samples: cross-entropy adds up over the classes, divided by the number of outputs once too often"
      ),
    ] + shifted { "-sum(\(y) * log(\(a) + \($0)))\(mean)" }
      + (network.objective.smoothing == 0
        ? [] : [("-sum(Y * log(\(a)))\(mean)", "the labels are smoothed: the output is compared with Ys, not with Y")])
  }

  private func binaryCrossEntropy(_ a: String, _ y: String, _ n: Int) -> [Entry] {
    let both = "\(y) * log(\(a)) + (1 - \(y)) * log(1 - \(a))"
    return [
      ("-sum(\(y) * log(\(a)))\(mean)", "the second term is left out: (1 − y) log(1 − a)"),
      ("-sum((1 - \(y)) * log(1 - \(a)))\(mean)", "the first term is left out: y log a"),
      ("-sum(\(y) * log(\(a)) - (1 - \(y)) * log(1 - \(a)))\(mean)", "the sign of the second term is reversed"),
      ("-sum(\(y) * log(\(a)) + (1 - \(y)) * log(\(a)))\(mean)", "1 − a is needed in the second logarithm, not a"),
      ("-sum(\(y) * log(\(a)) + \(y) * log(1 - \(a)))\(mean)", "the factor of the second term is 1 − y, not y"),
      ("-sum(\(y) * log(\(a)) + log(1 - \(a)))\(mean)", "the factor 1 − y of the second term is left out"),
      ("-sum(\(y) * log(\(a)) + 1 - \(y) * log(1 - \(a)))\(mean)", "the parentheses around 1 − y are left out"),
      ("-sum(\(y) * log(1 - \(a)) + (1 - \(y)) * log(\(a)))\(mean)", "a and 1 − a are exchanged"),
      ("-sum(\(a) * log(\(y)) + (1 - \(a)) * log(1 - \(y)))\(mean)", "a and y are exchanged: the logarithm is of a"),
      ("(-sum(\(y) * log(\(a))) + sum((1 - \(y)) * log(1 - \(a))))\(mean)", "the sign of the second term is reversed"),
      (
        "-mean(\(both))",
        "the mean over outputs and samples: this loss adds up over the outputs, divided by the number of outputs once too often"
      ),
      ("-log(sum(\(y) * \(a)))\(mean)", "the second term is left out: (1 − y) log(1 − a)"),
      ("0.5 * sum((\(a) - \(y))^2)\(mean)", "this is the squared error, not the cross-entropy"),
      ("mean((\(a) - \(y))^2)", "this is the squared error, not the cross-entropy"),
      ("sum(\(y) * \(a) + (1 - \(y)) * (1 - \(a)))\(mean)", "the logarithm is left out"),
      ("-sum(\(both)) / log(2)\(mean)", "the logarithm to base 2: the natural one is needed"),
      ("-sum(\(both)) / log(10)\(mean)", "the logarithm to base 10: the natural one is needed"),
    ] + shifted { "-sum(\(y) * log(\(a) + \($0)) + (1 - \(y)) * log(1 - \(a) + \($0)))\(mean)" }
  }

  /// A small number inside of the logarithms.
  private func shifted(_ text: (String) -> String) -> [Entry] {
    ["1e-3", "1e-4", "1e-5", "1e-6", "1e-7", "1e-8", "1e-9", "1e-10"].map {
      (text($0), "\($0) is added inside of the logarithm: this loss has no ε")
    }
  }

  /// C with a wrong penalty; each layer's is a summand.
  private func penalties(_ data: String, _ right: String) -> [Entry] {
    let rule = "the penalty is \(right), added once and not averaged"
    var result: [Entry] = [
      (data, "the penalty is left out: \(right)"),
      ("\(data) - (\(right))", "the sign of the penalty is reversed: \(rule)"),
      ("\(data) + (\(right)) / B", "the penalty is divided by B as well: \(rule)"),
      ("\(data) + 2 * (\(right))", "the penalty is doubled: the ½ is left out, or it is counted twice; \(rule)"),
      ("\(data) + 0.5 * (\(right))", "the penalty is halved: \(rule)"),
      ("\(data) + B * (\(right))", "the penalty is multiplied by B: \(rule)"),
      ("\(data) + 2 * (\(right)) / B", "the penalty is doubled and divided by B: \(rule)"),
    ]
    let layers = network.penalizedLayers
    func value(_ l: Int, _ square: (String) -> String, _ size: (String) -> String) -> String {
      let factors = penaltyFactors(l)
      return [factors.l2.map { "\($0) * \(square("W[\(l)]"))" }, factors.l1.map { "\($0) * \(size("W[\(l)]"))" }]
        .compactMap { $0 }.joined(separator: " + ")
    }
    func all(_ layers: [Int], _ square: (String) -> String, _ size: (String) -> String) -> String {
      ([data] + layers.map { value($0, square, size) }).joined(separator: " + ")
    }
    let (square, size) = ({ (w: String) in "0.5 * sum(\(w)^2)" }, { (w: String) in "sum(abs(\(w)))" })
    for l in layers where layers.count > 1 {
      result.append((all(layers.filter { $0 != l }, square, size), "the penalty of W[\(l)] is left out"))
      result.append((all(layers + [l], square, size), "the penalty of W[\(l)] is counted twice"))
    }
    for (l, k) in layers.flatMap({ l in layers.filter { $0 != l }.map { (l, $0) } }) {
      result.append(
        (all(layers.filter { $0 != l } + [k], square, size), "the penalty takes W[\(k)] twice and leaves W[\(l)] out"))
    }
    result += [
      (all(layers, { "0.5 * norm(\($0))" }, size), "the norm instead of the sum of squares in the penalty"),
      (
        all(layers, { "0.5 * sum(\($0))^2" }, size),
        "the square of the sum in the penalty: the sum of the squares is needed"
      ),
      (all(layers, { "0.5 * sum(abs(\($0)))" }, size), "|W| instead of W² in the penalty"),
      (all(layers, { "0.5 * sum(\($0))" }, size), "the square is left out of the penalty"),
      (all(layers, { "0.5 * mean(\($0)^2)" }, size), "the mean instead of the sum of squares in the penalty"),
      (all(layers, { "sum(abs(\($0)))" }, size), "|W| instead of ½ W² in the penalty"),
      (all(layers, square, { "sum(\($0))" }), "W instead of |W| in the penalty"),
      (all(layers, square, { "sum(\($0)^2)" }), "W² instead of |W| in the penalty"),
      (all(layers, square, { "0.5 * sum(\($0)^2)" }), "½ W² instead of |W| in the penalty"),
    ]
    let biases = layers.map { l in penaltyFactors(l).l2.map { "\($0) * 0.5 * sum(b[\(l)]^2)" } }.compactMap { $0 }
    if !biases.isEmpty {
      result.append((([data, right] + biases).joined(separator: " + "), "the biases are not penalised"))
    }
    return result
  }
}
