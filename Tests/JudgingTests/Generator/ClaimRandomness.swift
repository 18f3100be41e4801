import Engine
import Foundation

/// A seeded source of random numbers: SplitMix64.
struct ClaimRandomness: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x2545_F491_4F6C_DD1D &+ 0x1234_5678 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func real(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

  /// One of several.
  /// - Precondition: the list is not empty.
  mutating func choice<Element>(_ elements: [Element]) -> Element { elements[integer(0...elements.count - 1)] }

  /// A number of the standard normal distribution, by Box and Muller.
  mutating func normal() -> Double {
    (-2 * log(real(1e-300...1))).squareRoot() * cos(2 * .pi * real(0...1))
  }

  mutating func matrix(_ rows: Int, _ columns: Int, _ entry: (inout ClaimRandomness) -> Double) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in entry(&self) })
  }
}
