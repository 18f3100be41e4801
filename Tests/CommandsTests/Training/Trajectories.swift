import Engine
import Foundation
import Testing

/// PyTorch's runs.
struct Trajectories: Decodable {
  struct Run: Decodable, CustomTestStringConvertible {
    let name: String
    let rate, l2: Double
    let clip, value, beta1, beta2, epsilon, decay: Double?
    let losses: [Double]
    let W, b: [[[Double]]]

    var testDescription: String { name }
    private var words: [String] { name.split(separator: " ").map(String.init) }

    /// As it is typed.
    var optimizer: String {
      let constants = [("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon), ("decay", decay)]
      return "optimizer \(words[0])" + constants.compactMap { name, value in value.map { " \(name) \($0)" } }.joined()
    }

    var clipping: String { clip.map { " clip \($0)" } ?? value.map { " clamp \($0)" } ?? "" }

    var schedule: Schedule {
      switch words.dropFirst().joined(separator: " ") {
      case "step": Schedule(.step(every: 10, factor: 0.5))
      case "exponential": Schedule(.exponential(factor: 0.95))
      case "cosine": Schedule(.cosine(end: 0.01))
      case "cosine warmup": Schedule(.cosine(end: 0), warmup: 5)
      default: Schedule()
      }
    }
  }

  let sizes: [Int]
  let W, b: [[[Double]]]
  let X, Y: [[Double]]
  let batch, epochs: Int
  let runs: [Run]

  static let shared: Trajectories? = {
    let file = URL(fileURLWithPath: #filePath + "/../../../EngineTests/Fixtures/optimizers.json").standardized
    return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Trajectories.self, from: $0) }
  }()
}
