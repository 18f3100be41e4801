import CommandKit
import Engine
import ShellFixtures
import Testing
import Views

@testable import Explaining
import SessionCore

/// Derivations of every gradient of networks of all kinds: every line, typed back, has the value that `backward` computes.
struct NetworkDerivationTests {
  struct Kind: CustomTestStringConvertible, Sendable {
    var network: String
    var settings: [String] = []
    var samples = 4
    var testDescription: String { ([network] + settings).joined(separator: ", ") }
  }

  private static let hidden = Activation.allCases.map { Kind(network: "3 4 2 hidden \($0.name)") }

  private static let outputs = [
    "identity loss half-squared-error", "sigmoid loss half-squared-error", "tanh loss mean-squared-error",
    "softmax loss half-squared-error", "softmax loss cross-entropy", "sigmoid loss binary-cross-entropy",
    "softmax loss mean-squared-error", "softplus loss huber", "identity loss huber",
  ].map { Kind(network: "3 5 4 2 hidden tanh output \($0)") }

  private static let parts = [
    Kind(network: "3 5 4 2 hidden gelu", settings: ["set reduction sum"]),
    Kind(network: "3 5 4 2 hidden relu output softmax loss cross-entropy", settings: ["set l2 0.1", "set l1 0.02"]),
    Kind(network: "3 4 2 hidden tanh", settings: ["layer 1 l2 0.3"]),
    Kind(network: "3 4 2 hidden tanh batchnorm"),
    Kind(network: "3 4 2 hidden relu batchnorm", settings: ["set mode evaluation"]),
    Kind(network: "3 4 4 2 hidden silu dropout 0.4 batchnorm loss cross-entropy", settings: ["set l2 0.1"]),
    Kind(network: "3 4 2 hidden softmax dropout 0.4"),
    Kind(network: "3 4 3 loss cross-entropy", settings: ["set label-smoothing 0.2"]),
    Kind(network: "3 4 2 loss binary-cross-entropy", settings: ["set label-smoothing 0.2", "set reduction sum"]),
    Kind(network: "2 1", samples: 1), Kind(network: "2 2 1 hidden sigmoid", samples: 1),
  ]

  @Test(arguments: hidden + outputs + parts, ["", " full"])
  func everyLineIsTheGradient(_ kind: Kind, _ detail: String) throws {
    // Every single step is tried on one state, the lines that are shown on three.
    for seed in detail.isEmpty ? [1, 2, 3] : [1] {
      var shell = try Shell("seed \(seed)", "network \(kind.network)", "init kaiming")
      for setting in kind.settings { try shell.run(setting) }
      shell.interpreter.fill(samples: kind.samples)
      try shell.run("backward")
      let session = shell.interpreter.session
      let network = try #require(session.network)
      for gradient in network.operationOrder where gradient.isGradient {
        let right = try #require(session[gradient])
        var copy = shell
        guard case .derivation(let derivation) = try copy.run("derive \(gradient.name)\(detail)") else {
          throw Shell.Missing()
        }
        #expect(derivation.steps.count >= 2)
        for step in derivation.steps {
          guard case .matrix(let value)? = step.value else {
            Issue.record("\(gradient.name): \(step.formula) has no value: \(step.expression)")
            continue
          }
          #expect(Shape(rows: value.rows, columns: value.columns) == right.shape, "\(step.expression)")
          let scale = max(right.elements.reduce(0) { max($0, abs($1)) }, 1e-3)
          for (a, b) in zip(value.data, right.elements) {
            #expect(abs(a - b) <= 1e-12 * scale, "\(gradient.name), \(step.expression): \(a), backward \(b)")
          }
        }
        #expect(derivation.steps.last?.caption?.hasPrefix("in matrix form") == true, "\(gradient.name)")
      }
    }
  }
}
