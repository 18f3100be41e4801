import Engine
import Testing

@testable import Models

@Suite struct ProgramTests {
  private func program(
    _ network: Network<Double>, _ system: Program.System, _ precision: Precision = .double
  ) throws -> Program {
    try Program(network, for: system, given: Zoo.given(network), precision: precision, dataFile: "data.npz")
  }

  /// Outputs, losses and every gradient: 1e-12 in Float64, 1e-6 in Float32, 1e-5 with batch normalisation.
  @Test(
    .enabled(if: Python.hasNumPy, "python3 with NumPy is not installed; CHAINRULE_PYTHON may name one"),
    arguments: Precision.allCases)
  func numPyComputesTheSame(precision: Precision) throws {
    try Python.check(Python.runsAll) { write in
      for animal in Zoo.animals {
        try write("\(animal.name).py", Array(program(animal.network, .numpy, precision).text.utf8))
      }
    }
  }

  @Test(
    .enabled(
      if: Python.hasPyTorch, "python3 with torch and safetensors is not installed; CHAINRULE_PYTHON may name one"),
    arguments: Precision.allCases)
  func pyTorchComputesTheSame(precision: Precision) throws {
    try Python.check(Python.runsAll) { write in
      for animal in Zoo.animals {
        try write("\(animal.name).py", Array(program(animal.network, .pytorch, precision).text.utf8))
      }
    }
  }

  /// A program that is given other numbers than those it computes says so.
  @Test(.enabled(if: Python.hasNumPy, "python3 with NumPy is not installed; CHAINRULE_PYTHON may name one"))
  func aWrongGradientIsFound() throws {
    let text = try program(Zoo.animals[0].network, .numpy).text
    try Python.check(Python.runsAll.replacing("if failed or not count", with: "if not failed")) { write in
      try write(
        "wrong.py", Array(text.replacing("delta[l].T @ a[l - 1]", with: "delta[l].T @ a[l - 1] * 1.000001").utf8))
    }
  }

  @Test(
    .enabled(
      if: Python.hasPyTorch, "python3 with torch and safetensors is not installed; CHAINRULE_PYTHON may name one"),
    arguments: Program.System.allCases)
  func manyNumbersLieBesideTheProgram(system: Program.System) throws {
    var generator = NumPyGenerator(seed: 5)
    let network = Network<Double>(sizes: [64, 30, 10], hidden: .relu, output: .softmax)
      .initialized(.kaiming, using: &generator)
    let program = try Program(network, for: system, given: nil, precision: .double, dataFile: "a \"b\".npz")
    let data = try #require(program.data)
    try Python.check(Python.runsAll) { write in
      try write("program.py", Array(program.text.utf8))
      try write("a \"b\".npz", data)
    }
  }

  @Test func aSmallProgramIsComplete() throws {
    let program = try program(Zoo.animals[0].network, .numpy)
    #expect(program.data == nil)
    #expect(program.text.contains("\"W[1]\": np.array([") && !program.text.contains("np.load"))
    #expect(program.text.hasSuffix("sys.exit(0 if all(same) else 1)\n"))
  }

  @Test func numbersReadBackToTheBit() {
    #expect([0.1, 1e-5, -0.0, 1e300].map(Python3.number) == ["0.1", "1e-05", "-0.0", "1e+300"])
    #expect(Python3.number(.infinity) == "float(\"inf\")" && Python3.number(.nan) == "float(\"nan\")")
  }

  private typealias Python3 = Models.Python
}
