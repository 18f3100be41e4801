import Engine
import Judging
import SessionCore

/// What `check` takes on the post's network with a batch of 64, and on the network of a lesson: of the claims below,
/// right and wrong ones, the slowest. The median of several runs each.
let judgingBenchmark = Benchmark(names: ["check-large", "check-small"]) {
  [
    Measurement(
      name: "check-large", value: 1e3 * slowestCheck(PostNetwork.sizes, samples: 64, largeClaims), unit: "ms"),
    Measurement(name: "check-small", value: 1e3 * slowestCheck([2, 3, 2], samples: 4, smallClaims), unit: "ms"),
  ]
}

private let largeClaims = [
  "delta[4].T @ a[3] == dW[4]", "delta[4] @ W[4] * relu'(z[3]) == delta[3]", "delta[4] @ W[4] == delta[3]",
  "(a[4] - Y) * sigmoid'(z[4]) == delta[4]", "a[2].T @ delta[3] == dW[3]",
  "((a[4] - Y) / B) @ W[4].T * relu'(a[3]) == delta[3]", "sum(delta[2][:, 5] * a[1][:, 7]) == dW[2][5, 7]",
  "sum((a[4] - Y)^2) / B == C", "dW[3][4, 5] = 0.0123", "X @ W[1].T - b[1] == z[1]", "z[2] == relu(a[1])",
]

private let smallClaims = [
  "delta[2].T @ a[1] == dW[2]", "delta[2] @ W[2] * tanh'(z[1]) == delta[1]", "delta[2] @ W[2] == delta[1]",
  "(Y - a[2]) * sigmoid'(z[2]) == delta[2]", "delta[2] @ W[2] * (1 + a[1]^2) == delta[1]",
  "-(delta[2] @ W[2]) * tanh'(a[1]) == delta[1]", "sum((a[2] - Y)^2) / B == C", "dW[2][0, 1] = 0.0123",
  "exp(z[1]) / 2 == a[1]",
]

private func slowestCheck(_ sizes: [Int], samples: Int, _ claims: [String]) -> Double {
  var generator = NumPyGenerator(seed: 1)
  let hidden: Activation = sizes.count > 3 ? .relu : .tanh
  let network = Network<Double>(sizes: sizes, hidden: hidden, output: .sigmoid)
    .initialized(.kaiming, using: &generator)
  var session = Session()
  session.install(network)
  session.setBatch(
    input: Matrix(rows: samples, columns: sizes[0]).map { (_: Double) in generator.normal() },
    target: Matrix(rows: samples, columns: sizes[sizes.count - 1]).map { (_: Double) in generator.uniform() }, rows: nil
  )
  let complete = ComparisonStates.completed(session) ?? session
  return claims.map { text in
    (0..<5).map { _ in
      seconds {
        guard let claim = try? Claim(text, from: 0) else { return }
        _ = try? Judge(session: complete, outputs: Outputs(), claim: claim).verdict()
      }
    }.median
  }.max() ?? .nan
}
