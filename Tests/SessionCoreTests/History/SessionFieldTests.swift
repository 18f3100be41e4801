import Engine
import Language
import Models
import ShellFixtures
import Testing

@testable import SessionCore

struct SessionFieldTests {
  private static let properties = Mirror(reflecting: Session()).children.compactMap(\.label)

  @Test func everyStoredPropertyIsInTheTable() {
    #expect(Set(SessionField.all.map(\.name)) == Set(Self.properties))
  }

  /// Properties that follow from others: another value is not a part, and has no words.
  private static let silent: Set = [
    "validationSource", "trainedRows", "lastRate", "freshness", "assignedMasks", "variableFormulas",
  ]

  /// Another value of each property.
  private static let changes: [String: @Sendable (inout Session) -> Void] = [
    "network": { $0.network?[.weights(1)] = Matrix([[9, 9], [9, 9]]) },
    "dataset": { $0.dataset = nil },
    "variableFormulas": { $0.remember(.number(2, SourceSpan(0, 1)), of: "x", source: "2") },
    "origin": { $0.origin = ModelOrigin(data: "other", pixels: nil, classNames: []) },
    "split": { $0.split = Split(training: [1], test: [0]) },
    "validationRows": { $0.validationRows = [2] },
    "validationSource": { $0.validationSource = [2, 3] },
    "trainedRows": { $0.trainedRows = [1] },
    "batchRows": { $0.batchRows = [3] },
    "trace": { $0.trace[.input] = Matrix([[5, 5]]) },
    "freshness": { $0.freshness.touch(.input) },
    "losses": { session in
      session.losses["q"] = try? OwnLoss(reading: "q(a, y) = sum((a - y)^4)", from: 0, in: session)
    },
    "variables": { $0.variables["x"] = .number(.nan) },
    "activations": { $0.activations["h"] = Activation.named("mish") },
    "functions": { $0.functions["f"] = try? UserFunction("f(x) = x") },
    "definitions": {
      $0.definitions[.delta(1)] = Definition(expression: .number(1, SourceSpan(0, 1)), source: "1", text: "1")
    },
    "derivation": { $0.derivation = $0.handDerivation(of: .delta(1)) },
    "seed": { $0.seed = 7 },
    "generator": { _ = $0.generator.uniform() },
    "learningRate": { $0.learningRate = 0.5 },
    "lastRate": { $0.lastRate = 0.5 },
    "optimizer": { $0.optimizer.beta1 = 0.5 },
    "optimizerState": { $0.optimizerState.beginStep() },
    "digits": { $0.digits = 3 },
    "runs": { $0.runs.removeAll() },
    "objective": { $0.objective.l2 = 0.5 },
    "mode": { $0.mode = .evaluation },
    "assignedMasks": { $0.assignedMasks = [.mask(1)] },
  ]

  @Test(arguments: properties) func anotherValueOfEachPropertyIsSeen(property: String) throws {
    let old = try Shell(
      "data xor", "network 2 2 1", "optimizer adam", "train epochs 1 batch 4", "backward", "x = 1"
    ).interpreter.session
    var new = old
    let makeChange = try #require(Self.changes[property])
    makeChange(&new)
    #expect(new != old)
    let entries = SessionField.all.filter { $0.name == property }
    let parts = entries.flatMap { $0.changedParts(old, new) }
    #expect(SessionChange(from: old, to: old).isEmpty && old.parts(changedSince: old).isEmpty)
    let change = SessionChange(from: old, to: new)
    #expect((parts.isEmpty && change.isEmpty) == Self.silent.contains(property))
    #expect(new.parts(changedSince: old).isSuperset(of: parts))
  }
}
