import Calculus
import ComplexModule
import Foundation
import RealModule
import Testing

@testable import Engine

/// Values and derivatives of PyTorch 2 in Float64, from its modules and autograd.
private struct Reference: Decodable, CustomTestStringConvertible {
  var name: String
  var z: [Double]
  var value: [Double]
  var derivative: [Double]
  var testDescription: String { name }

  static let all: [Reference] = {
    guard let url = Bundle.module.url(forResource: "Fixtures/activations", withExtension: "json"),
      let all = try? JSONDecoder().decode([Reference].self, from: Data(contentsOf: url))
    else { return [] }
    return all
  }()
}

@Suite("Activations")
struct ActivationTests {
  static let elementwise = Activation.allCases.filter(\.isElementwise)
  static let places: [Double] =
    stride(from: -700.0, through: 700, by: 3.3).map { $0 } + stride(from: -30.0, through: 30, by: 0.0371).map { $0 } + [
      0, -0.0, 5e-324, -5e-324, 1e-310, -1e-310, 1e-20, -1e-20, 1e-8, -1e-8, 700, .infinity, -.infinity, .nan,
    ]

  private func same(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= tolerance * max(abs(a), abs(b))
  }

  @Test("the kernels are the formulas of the definitions", arguments: elementwise)
  func kernels(activation: Activation) throws {
    let compiled = try CompiledActivation(activation.definition)
    for z in Self.places {
      let (value, slope) = (activation.value(z), activation.derivative(z))
      #expect(same(compiled.value.number(z).0, value, 1e-14), "h(\(z))")
      #expect(same(compiled.slope.number(z).0, slope, 1e-14), "h′(\(z))")
      if activation.kernel != .compiled {
        let both = activation.kernel.valueAndSlope(z)
        #expect(same(both.value, value, 1e-14) && same(both.slope, slope, 1e-13), "both at \(z)")
      }
    }
  }

  @Test("softmax is its formula")
  func softmax() throws {
    let definition = Activation.softmax.definition
    let program = try CompiledTerms([definition.function.stable ?? 0], of: [definition.argument], library: .activations)
    for row in [[1.0, 2, 3], [-700, 0, 700], [1e-310, 0, -0.0], [5, 5, 5]] {
      let z = Matrix([row])
      var result = z
      result.withRows(of: z) { a, z, count in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: program.scratch(count: count)) { memory in
          guard let memory = memory.baseAddress else { return }
          program.run(z, z, z, count: count, scratch: memory, first: a, spreads: true)
        }
      }
      for (a, b) in zip(result.elements, Activation.softmax.values(z).elements) { #expect(same(a, b, 1e-14)) }
    }
  }

  @Test("the derivative is that of the rules, and of a complex step", arguments: elementwise)
  func derivatives(activation: Activation) throws {
    let definition = activation.definition
    let rule = definition.body.derivative(by: .symbol(definition.argument), library: .activations)
    let byRule = try CompiledTerms([rule], of: [definition.argument], library: .activations)
    for z in stride(from: -6.0, through: 6, by: 0.0371) where abs(z) > 1e-9 {
      let slope = activation.derivative(z)
      let step = activation.value(Complex(z, 1e-20)).imaginary / 1e-20
      #expect(abs(step - slope) <= 1e-13 * max(1, abs(slope)), "\(step) \(slope) at \(z)")
      #expect(abs(byRule.number(z).0 - slope) <= 1e-13 * max(1, abs(slope)), "by rule at \(z)")
    }
  }

  @Test("values and derivatives of PyTorch", arguments: Reference.all)
  private func pytorch(reference: Reference) throws {
    let activation = try #require(Activation.named(reference.name))
    for (index, z) in reference.z.enumerated() {
      #expect(same(activation.value(z), reference.value[index], 1e-12), "h(\(z))")
      // PyTorch takes σ′ as σ (1 − σ) and tanh′ as 1 − tanh², which are rounded as 1 is.
      let (slope, expected) = (activation.derivative(z), reference.derivative[index])
      #expect(same(slope, expected, 1e-12) || abs(slope - expected) < 0x1p-52, "h′(\(z))")
    }
  }

  /// z, z Φ(z) and its derivative with 17 digits, by mpmath with 40. PyTorch and SciPy's 1 + erf lose them below −5.
  private static let gelu: [(z: Double, value: Double, slope: Double)] = [
    (-12, -2.1317785344932148e-32, -2.5578956616748956e-31), (-11.3, -7.413816933221697e-29, -8.3766235723392635e-28),
    (-10, -7.6198530241605261e-23, -7.6184000964648141e-22), (-8.5, -8.0576045988728206e-17, -6.8465049386970843e-16),
    (-8.2, -9.8558682650434028e-16, -8.0784770583403542e-15), (-8, -4.9767684594174273e-15, -3.979607261086796e-14),
    (-6.05, -4.3815864816082707e-9, -2.6473556907116382e-8), (-5, -1.4332578593959696e-6, -7.1469460017922946e-6),
    (-4.4, -2.3815193193896946e-5, -0.00010433432976853169), (-3, -0.0040496940948902836, -0.011945647204183927),
    (-2.05, -0.041373541581694036, -0.079841422681620267), (-1.99, -0.046357980822921526, -0.086311547970318459),
    (-1, -0.15865525393145705, -0.083315470587686298), (-0.3, -0.11462657334331421, 0.26767223317289015),
    (0.7, 0.53062544344384885, 0.97661410113365984), (2.5, 2.4844758366855597, 1.0376110859081452),
    (6, 5.9999999940804741, 1.0000000354687095),
  ]

  @Test("gelu keeps its digits far below 0, in every form")
  func tailOfGELU() throws {
    let compiled = try CompiledActivation(Activation.gelu.definition)
    for (z, value, slope) in Self.gelu {
      let step = Activation.gelu.value(Complex(z, 1e-20))
      let (trained, trainedSlope) = Activation.gelu.kernel.valueAndSlope(z)
      for found in [Activation.gelu.value(z), compiled.value.number(z).0, step.real, trained] {
        #expect(same(found, value, 1e-13), "gelu(\(z)) = \(found)")
      }
      for found in [
        Activation.gelu.derivative(z), compiled.slope.number(z).0, step.imaginary / 1e-20, trainedSlope,
      ] {
        #expect(same(found, slope, 1e-13), "gelu′(\(z)) = \(found)")
      }
      #expect(same(Double(Activation.gelu.value(Float(z))), value, 1e-5))
    }
  }

  @Test("PyTorch's values are there for every activation of one number")
  func references() {
    #expect(Set(Reference.all.map(\.name)) == Set(Self.elementwise.map(\.name)))
  }

  @Test("kinks are where the slopes differ")
  func kinks() throws {
    let selu = try #require(Activation.named("selu"))
    #expect(selu.hasKink && selu.kinks.places == [0] && selu.kinks.jumps.isEmpty)
    #expect(Activation.relu.kinks.places == [0] && Activation.leakyRelu.hasKink)
    for smooth in ["elu", "sigmoid", "softplus", "silu", "gelu", "mish", "identity"] {
      let activation = try #require(Activation.named(smooth))
      #expect(!activation.hasKink)
      #expect(try CompiledActivation(activation.definition).kinks.isEmpty)
    }
    #expect(selu.marks(from: -0.1, to: 0.1) == .crossed)
    #expect(selu.marks(from: 0.0, to: 0.1) == [.crossed, .fromZero])
    #expect(selu.marks(from: 0.1, to: 0.2).isEmpty)
  }

  /// An activation of a user: `bump(z) = …`.
  private func own(_ text: String) throws -> Activation {
    try Activation(
      ActivationDefinition(own: FunctionDefinition(reading: text, library: .activations)))
  }

  @Test("kinks of own formulas, at any place")
  func ownKinks() throws {
    let hard = try own("hard(z) = minimum(maximum(z / 6 + 0.5, 0), 1)")
    #expect(hard.kinks.places.count == 2)
    for (place, expected) in zip(hard.kinks.places, [-3.0, 3]) { #expect(abs(place - expected) < 1e-12) }
    #expect(hard.marks(from: 2.9, to: 3.1) == .crossed && hard.marks(from: -0.1, to: 0.1).isEmpty)
    #expect(try own("step(z) = where(z > 1, z, 0)").kinks.jumps == [1])
    #expect(try own("smooth(z) = where(z > 0, z^2, 0)").kinks.isEmpty)
    #expect(try own("swish2(z) = z * sigmoid(1.7 * z)").kinks.isEmpty)
  }

  @Test("an own activation shares its sigmoid, and its complex step is exact")
  func swish2() throws {
    let swish2 = try own("swish2(z) = z * sigmoid(1.7 * z)")
    let compiled = try #require(swish2.compiled)
    #expect(compiled.both.instructions.filter { $0.operation == .elementary(.exp) }.count == 1)
    for z in stride(from: -20.0, through: 20, by: 0.1) {
      let step = swish2.value(Complex(z, 1e-20)).imaginary / 1e-20
      #expect(abs(step - swish2.derivative(z)) <= 1e-15 * max(1, abs(step)))
    }
  }
}
