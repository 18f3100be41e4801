import CommandKit
import Engine
import SessionCore

extension Interpreter {
  /// Draws biases and a batch from the session's stream.
  public mutating func fill(samples: Int) {
    guard let network = session.network else { return }
    var session = self.session
    func draw(_ rows: Int, _ columns: Int, _ next: (inout NumPyGenerator) -> Double) -> Matrix<Double> {
      Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in next(&session.generator) })
    }
    for l in 1...network.depth { session.set(.biases(l), to: draw(1, network.sizes[l]) { 0.3 * $0.normal() }) }
    let input = draw(samples, network.sizes[0]) { 2 * $0.uniform() - 1 }
    var target = draw(samples, network.sizes[network.depth]) { $0.uniform() }
    if network.objective.loss == .crossEntropy { target = Activation.softmax(target) }
    session.setBatch(input: input, target: target, rows: nil)
    self.session = session
  }
}
