import Calculus
import Datasets
import Engine
import Foundation
import Testing

@testable import Models

@Suite("Losses of the user in files") struct OwnLossTests {
  private static func loss(_ text: String) throws -> Loss {
    let definition = try LossDefinition(typed: text)
    return try Loss(definition, library: definition.library)
  }

  /// The stream of a data set that is drawn.
  private final class Source {
    var generator = NumPyGenerator(seed: 4)
  }

  private static let texts = [
    "quartic(a, y) = sum((a - y)^4)", "mixed(a, y) = mean(abs(a - y)) + 0.3 * max((a - y)^2)",
    "wavy(a, y) = sum(where(a > y, erf(a - y), sigmoid(a * y) - log(2) * cos(pi * a)))",
  ]

  private func network(_ loss: Loss, _ output: Activation = .tanh) -> Network<Double> {
    var generator = NumPyGenerator(seed: 5)
    return Network<Double>(sizes: [3, 5, 2], hidden: .tanh, output: output, objective: Objective(loss: loss))
      .initialized(.kaiming, using: &generator)
  }

  @Test("a model file keeps the definition", arguments: texts)
  func modelFile(text: String) throws {
    let network = network(try Self.loss(text))
    let bytes = Model(network).safetensors(precision: .double)
    let model = try #require(try ModelFile.read(bytes, file: "m").model()).model
    #expect(model.network.objective == network.objective)
  }

  @Test(
    "programs of every loss agree with the engine",
    .enabled(
      if: Python.hasPyTorch, "python3 with torch and safetensors is not installed; CHAINRULE_PYTHON may name one"))
  func programs() throws {
    let own = try Self.texts.map(Self.loss)
    try Python.check(Python.runsAll) { write in
      for (number, loss) in (Loss.allCases + own).enumerated() {
        for system in Program.System.allCases {
          let program = try Program(
            network(loss, loss.requiredOutput ?? .tanh), for: system, given: Zoo.given(Zoo.animals[0].network),
            precision: .double, dataFile: "data\(number)\(system).npz")
          try write("loss\(number)-\(system).py", Array(program.text.utf8))
        }
      }
    }
  }

  @Test(
    "a quartic loss trained on sine goes PyTorch's way for 200 steps",
    .enabled(
      if: Python.hasPyTorch, "python3 with torch and safetensors is not installed; CHAINRULE_PYTHON may name one"))
  func training() throws {
    var generator = NumPyGenerator(seed: 3)
    let source = Source()
    let samples = Synthetic.sine.dataset(
      count: 60,
      draws: RandomDraws(uniform: { source.generator.uniform() }, normal: { source.generator.normal() })
    ).training
    let start = Network<Double>(
      sizes: [1, 8, 1], hidden: .tanh, output: .identity, objective: Objective(loss: try Self.loss(Self.texts[0]))
    ).initialized(.xavier, using: &generator)
    let settings = TrainingSettings(epochs: 200, batchSize: 60, rate: 0.05, shuffles: false)
    let run = train(start, on: TrainingData(samples), settings: settings, generator: &generator)
    let rows = Array(0..<60)
    let arrays = [
      ("X", samples.inputMatrix(at: rows)), ("Y", samples.targetMatrix(at: rows)),
      ("W1", start[layer: 1].weights), ("b1", start[layer: 1].biases), ("W2", start[layer: 2].weights),
      ("b2", start[layer: 2].biases), ("V1", run.network[layer: 1].weights), ("c1", run.network[layer: 1].biases),
      ("V2", run.network[layer: 2].weights), ("c2", run.network[layer: 2].biases),
    ]
    let program = """
      import numpy as np, torch
      data = {n: torch.from_numpy(np.load(n + ".npy")) for n in "X Y W1 b1 W2 b2 V1 c1 V2 c2".split()}
      parameters = [data[n].clone().requires_grad_() for n in ("W1", "b1", "W2", "b2")]
      for step in range(200):
          W1, b1, W2, b2 = parameters
          a = torch.tanh(data["X"] @ W1.T + b1) @ W2.T + b2
          C = ((a - data["Y"]) ** 4).sum(dim=1).mean()
          C.backward()
          with torch.no_grad():
              for p in parameters:
                  p -= 0.05 * p.grad
                  p.grad = None
      for p, n in zip(parameters, ("V1", "c1", "V2", "c2")):
          difference = (p - data[n]).abs().max().item()
          assert difference <= 1e-10, (n, difference)
      """
    try Python.check(program) { write in
      for (name, matrix) in arrays { try write("\(name).npy", Model.npy(matrix, precision: .double)) }
    }
  }
}
