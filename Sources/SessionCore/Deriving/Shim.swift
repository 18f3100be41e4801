import Calculus
import Engine
extension Objective {
  var definition: FunctionDefinition {
    let row = TermShape(rows: nil, columns: Extent(2_147_483_647, symbol: "n"))
    func read(_ t: String) -> FunctionDefinition {
      FunctionDefinition(reading: t, shapes: [row, row], library: .activations)
    }
    return switch loss {
    case .halfSquaredError: read("half(a, y) = 0.5 * sum((a - y)^2)")
    case .meanSquaredError: read("mse(a, y) = mean((a - y)^2)")
    case .huber:
      read(
        "huber(a, y) = mean(where(abs(a - y) <= \(huberDelta), 0.5 * (a - y)^2, \(huberDelta) * (abs(a - y) - 0.5 * \(huberDelta))))"
      )
    case .crossEntropy: read("ce(a, y) = -sum(y * log(a))")
    case .binaryCrossEntropy: read("bce(a, y) = -sum(y * log(a) + (1 - y) * log(1 - a))")
    }
  }
}
