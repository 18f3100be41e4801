import Engine
import Foundation
import Testing

@testable import Models

/// What other programs make of the files.
@Suite struct PeerTests {
  private static let network = {
    var generator = NumPyGenerator(seed: 5)
    return Network<Double>(sizes: [3, 5, 2], hidden: .tanh, output: .identity)
      .initialized(.kaiming, using: &generator)
  }()

  private func writeAll(_ precision: Precision, _ write: (String, [UInt8]) throws -> Void) throws {
    let model = Model(Self.network, origin: ModelOrigin(data: "d", classNames: ["ä", "\"b\""]))
    let pass = ExportedPass(Self.network, given: Zoo.given(Self.network), precision: precision)
    let a = try #require(pass.values.first { $0.name == "a[2]" })
    try write("m.safetensors", model.safetensors(precision: precision))
    try write("m.npz", model.npz(precision: precision, file: "m.npz"))
    try write("x.npy", Model.npy(Zoo.x, precision: precision))
    try write("a.npy", Model.npy(a.matrix, precision: .double))
  }

  @Test(
    .enabled(
      if: Python.hasPyTorch, "python3 with torch and safetensors is not installed; CHAINRULE_PYTHON may name one"),
    arguments: Precision.allCases)
  func pyTorchLoadsTheModel(precision: Precision) throws {
    let program = """
      import numpy as np, torch
      from safetensors import safe_open
      from safetensors.torch import load_file
      x = torch.from_numpy(np.load("x.npy"))
      model = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 2)).to(x.dtype)
      model.load_state_dict(load_file("m.safetensors"))
      difference = np.abs(model(x).detach().numpy() - np.load("a.npy")).max()
      assert difference <= \(precision == .double ? "1e-12" : "1e-6"), difference
      with safe_open("m.safetensors", "pt") as file:
          assert file.metadata()["chainrule.classes"] == "ä\\n\\"b\\"", file.metadata()
      """
    try Python.check(program) { try writeAll(precision, $0) }
  }

  /// Names, running statistics and the mode of evaluation are PyTorch's.
  @Test(
    .enabled(
      if: Python.hasPyTorch, "python3 with torch and safetensors is not installed; CHAINRULE_PYTHON may name one"))
  func pyTorchLoadsBatchNormalisation() throws {
    let animal = try #require(
      Zoo.animals.first { $0.network.layers.contains { $0.normalization != nil && $0.dropout > 0 } })
    let hidden = "nn.Linear({}, {}), nn.BatchNorm1d({}), nn.ReLU(), nn.Dropout(0.5)"
    let layers = [("3", "5"), ("5", "4")].map { inputs, units in
      hidden.replacing("{}", with: inputs, maxReplacements: 1).replacing("{}", with: units)
    }
    let program = """
      import numpy as np, torch
      from torch import nn
      from safetensors.torch import load_file
      model = nn.Sequential(\(layers.joined(separator: ", ")), nn.Linear(4, 2)).double().eval()
      model.load_state_dict(load_file("m.safetensors"))
      difference = np.abs(model(torch.from_numpy(np.load("x.npy"))).detach().numpy() - np.load("a.npy")).max()
      assert difference <= 1e-12, difference
      """
    let a = try #require(animal.network.inMode(.evaluation).forward(Zoo.x)[.activation(3)])
    try Python.check(program) { write in
      try write("m.safetensors", Model(animal.network).safetensors(precision: .double))
      try write("x.npy", Model.npy(Zoo.x, precision: .double))
      try write("a.npy", Model.npy(a, precision: .double))
    }
  }

  /// What is said of files that are not read leads to ones that are.
  @Test(
    .enabled(
      if: Python.hasPyTorch && Python.hasONNX,
      "python3 with torch, safetensors and onnx is not installed; CHAINRULE_PYTHON may name one"),
    arguments: ["torch.pt", "m.onnx"])
  func theConversionsThatAreNamedWork(name: String) throws {
    let bytes =
      name == "m.onnx" ? try Model(Fixture.network).onnx(precision: .double) : try Fixture.bytes(name)
    let said = try #require(complaint { try ModelFile.read(bytes, file: name) })
    let start = try #require(said.range(of: "hint: python3 -c \"")).upperBound
    let program = said[start...].dropLast()
    try Python.check(String(program), writing: { try $0(name, bytes) }) { folder in
      let made = name == "m.onnx" ? "weights.npz" : "model.safetensors"
      let file = try ModelFile.read([UInt8](Data(contentsOf: folder.appending(path: made))), file: made)
      #expect(try WeightMatching(file, to: Fixture.empty).network() == Fixture.network)
    }
  }

  @Test(
    .enabled(if: Python.hasNumPy, "python3 with NumPy is not installed; CHAINRULE_PYTHON may name one"),
    arguments: Precision.allCases)
  func numPyLoadsTheArrays(precision: Precision) throws {
    let program = """
      import numpy as np
      m, x = np.load("m.npz"), np.load("x.npy")
      assert m["0.weight"].shape == (5, 3) and m["0.bias"].shape == (5,) and m["0.weight"].dtype == x.dtype
      a = np.tanh(x @ m["0.weight"].T + m["0.bias"]) @ m["2.weight"].T + m["2.bias"]
      difference = np.abs(a - np.load("a.npy")).max()
      assert difference <= \(precision == .double ? "1e-12" : "1e-6"), difference
      """
    try Python.check(program) { try writeAll(precision, $0) }
  }
}
