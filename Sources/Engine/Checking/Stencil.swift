import ComplexModule
import RealModule

/// A difference formula: f′(w) ≈ Σₖ weightₖ f(w + shiftₖ) / divisor.
///
/// The weights of a real stencil sum to zero, so that f may be replaced by f − f(w).
struct Stencil<E: Field>: Sendable {
  struct Point: Sendable {
    var shift: E
    var weight: E
  }

  var points: [Point]
  var divisor: Double
}

extension Stencil where E == Double {
  private init(_ points: [(Double, Double)], divisor: Double) {
    self.init(points: points.map { Point(shift: $0.0, weight: $0.1) }, divisor: divisor)
  }

  static func central(_ h: Double) -> Stencil { Stencil([(h, 1), (-h, -1)], divisor: 2 * h) }

  /// (4 D(h) − D(2h)) / 3, written out: (8 (f(h) − f(−h)) − (f(2h) − f(−2h))) / 12h.
  static func richardson(_ h: Double) -> Stencil {
    Stencil([(h, 8), (-h, -8), (2 * h, -1), (-2 * h, 1)], divisor: 12 * h)
  }

  /// (−3 f(w) + 4 f(w + h) − f(w + 2h)) / 2h; a negative h looks to the left. The error is of order h².
  static func oneSided(_ h: Double) -> Stencil { Stencil([(h, 4), (2 * h, -1), (0, -3)], divisor: 2 * h) }

  /// The stencil of a method that stays on the real line; `nil` for the complex step.
  init?(_ method: NumericMethod) {
    switch method {
    case .central(let h): self = .central(h)
    case .richardson(let h): self = .richardson(h)
    case .complexStep: return nil
    }
  }

  /// How far the result can be off because f is only known to `error`: error · Σ |weight| / |divisor|.
  func roundOff(error: Double) -> Double {
    error * points.reduce(0) { $0 + $1.weight.magnitude } / divisor.magnitude
  }
}

extension Stencil where E == Complex<Double> {
  static func complexStep(_ h: Double) -> Stencil {
    Stencil(points: [Point(shift: Complex(0, h), weight: 1)], divisor: h)
  }
}
