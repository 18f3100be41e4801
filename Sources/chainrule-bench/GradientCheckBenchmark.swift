import Engine

/// Every parameter of the post's network by central differences, batch 8, Float64: the median of three checks.
let gradientCheckBenchmark = Benchmark(names: ["gradcheck-full"]) {
  var generator = NumPyGenerator(seed: 1)
  let network = PostNetwork.network(using: &generator)
  let input = Matrix(rows: 8, columns: PostNetwork.sizes[0]).map { (_: Double) in 2 * generator.uniform() - 1 }
  var target = Matrix<Double>(rows: 8, columns: 10)
  for row in 0..<8 { target[row, generator.integer(below: 10)] = 1 }
  let check = GradientCheck()
  let given = Trace(input: input, target: target)
  guard let analytic = try? check.analytic(network, given: given) else { return [] }
  let times = (0..<3).map { _ in seconds { _ = check.report(on: analytic, of: network, given: given) } }
  return [Measurement(name: "gradcheck-full", value: times.median, unit: "s")]
}
