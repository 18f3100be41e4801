import CommandKit
import Commands
import Foundation
import Renderers
import SessionCore
import Testing
import Views

/// PyTorch's values, typed into the shell and read back from its JSON.
struct AutogradTests {
  struct Case: Decodable {
    var sizes: [Int]
    var hidden, output, loss, reduction: String
    var l2: Double
    var batch_norm: Bool
    var gamma, beta, dgamma, dbeta: [[Double]]?
    var W: [[[Double]]]
    var b: [[Double]]
    var X, Y: [[Double]]
    var z, a, delta, dW: [[[Double]]]
    var db: [[Double]]
    var total_loss: Double
  }

  static let cases: [Case] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("EngineTests/Fixtures/autograd.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
  }()

  private final class SilentHost: CommandKit.Host {
    func show(_ view: View) {}
    var isInterrupted: Bool { false }
    var seconds: Double { 0 }
  }

  @Test func thereAreCases() { #expect(Self.cases.count == 44) }

  @Test(arguments: cases.indices)
  func agreesThroughJSON(index: Int) throws {
    let example = Self.cases[index]
    var interpreter = Interpreter(commands: .standard)
    let host = SilentHost()
    func json(_ cell: String) throws -> [String: Any] {
      let outcome = interpreter.run(cell, host: host)
      guard case .success(let view) = outcome.result else {
        Issue.record("\(cell): \(outcome.result)")
        return [:]
      }
      let text = JSONRenderer().renderCell(number: 1, source: cell, result: .shown(view))
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(object?["ok"] as? Bool == true)
      return object?["view"] as? [String: Any] ?? [:]
    }
    func expect(_ name: String, _ values: [[Double]]) throws {
      let view = try json(name)
      #expect(view["kind"] as? String == "matrix")
      let data = try #require(view["data"] as? [[Double]])
      let scale = values.joined().reduce(0) { max($0, abs($1)) }
      for (row, expected) in zip(data, values) {
        for (got, wanted) in zip(row, expected) { #expect(abs(got - wanted) <= 1e-12 * max(scale, 1e-300), "\(name)") }
      }
      #expect(data.count == values.count)
    }
    /// Every line of a derivation, typed back, has the value.
    func expectDerivation(_ name: String, _ values: [[Double]]) throws {
      let steps = try #require(try json("derive \(name)")["steps"] as? [[String: Any]])
      let scale = max(values.joined().reduce(0) { max($0, abs($1)) }, 1e-3)
      for step in steps {
        let data = try #require(step["value"] as? [[Double]], "\(name): \(step)")
        #expect(data.map(\.count) == values.map(\.count), "\(step)")
        for (got, wanted) in zip(data.joined(), values.joined()) {
          #expect(abs(got - wanted) <= 1e-12 * scale, "\(step)")
        }
      }
      #expect((steps.last?["caption"] as? String)?.hasPrefix("in matrix form") == true)
    }
    func hyphenated(_ text: String) -> String { text.replacingOccurrences(of: "_", with: "-") }

    let sizes = example.sizes.map(String.init).joined(separator: " ")
    _ = try json("set reduction \(example.reduction)")
    _ = try json("set l2 \(example.l2)")
    _ = try json(
      "network \(sizes) hidden \(hyphenated(example.hidden)) output \(hyphenated(example.output)) "
        + "loss \(hyphenated(example.loss))\(example.batch_norm ? " batchnorm" : "")")
    let normalized = example.batch_norm ? 1..<example.sizes.count - 1 : 0..<0
    for l in normalized {
      _ = try json("gamma[\(l)] = \([try #require(example.gamma)[l - 1]])")
      _ = try json("beta[\(l)] = \([try #require(example.beta)[l - 1]])")
    }
    for l in 1..<example.sizes.count {
      _ = try json("W[\(l)] = \(example.W[l - 1])")
      _ = try json("b[\(l)] = \(example.b[l - 1])")
    }
    _ = try json("input \(example.X)")
    _ = try json("target \(example.Y)")
    let loss = try #require(try json("loss")["value"] as? Double)
    #expect(abs(loss - example.total_loss) <= 1e-12 * abs(example.total_loss))
    _ = try json("backward")
    for l in 1..<example.sizes.count {
      try expect("z[\(l)]", example.z[l - 1])
      try expect("a[\(l)]", example.a[l - 1])
      try expect("delta[\(l)]", example.delta[l - 1])
      try expect("dW[\(l)]", example.dW[l - 1])
      // Batch normalisation takes the mean away, and the bias with it: db is rounding there.
      if !normalized.contains(l) { try expect("db[\(l)]", [example.db[l - 1]]) }
      try expectDerivation("delta[\(l)]", example.delta[l - 1])
      try expectDerivation("dW[\(l)]", example.dW[l - 1])
      try expectDerivation("db[\(l)]", [example.db[l - 1]])
    }
    for l in normalized {
      try expect("dgamma[\(l)]", [try #require(example.dgamma)[l - 1]])
      try expect("dbeta[\(l)]", [try #require(example.dbeta)[l - 1]])
      try expectDerivation("dgamma[\(l)]", try #require(example.dgamma).suffix(from: l - 1).prefix(1).map { $0 })
    }
  }
}
