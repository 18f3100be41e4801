import Engine
import SwiftProtobuf
import Testing

@testable import Models

@Suite struct ONNXTests {
  /// Every model passes ONNX's checker and gives the same outputs in onnxruntime.
  private static let comparison = """
    import glob, sys
    import numpy as np, onnx, onnxruntime
    failed, names = 0, sorted(glob.glob("*.onnx"))
    for name in names:
        onnx.checker.check_model(onnx.load(name), full_check=True)
        session = onnxruntime.InferenceSession(name, providers=["CPUExecutionProvider"])
        found = session.run(None, {session.get_inputs()[0].name: np.load(name + ".x.npy")})[0]
        expected = np.load(name + ".a.npy")
        tolerance = 1e-12 if found.dtype == np.float64 and "gelu" not in name else 1e-6
        difference = np.abs(found - expected).max() / max(1, np.abs(expected).max())
        if found.shape != expected.shape or not difference <= tolerance:
            failed += 1
            print(name, difference)
    sys.exit(1 if failed or not names else 0)
    """

  @Test(
    .enabled(if: Python.hasONNX, "python3 with onnxruntime is not installed; CHAINRULE_PYTHON may name one"),
    arguments: Precision.allCases)
  func onnxRuntimeComputesTheSame(precision: Precision) throws {
    try Python.check(Self.comparison) { write in
      for animal in Zoo.animals {
        let file = "\(animal.name).onnx"
        try write(file, Model(animal.network).onnx(precision: precision))
        try write("\(file).x.npy", Model.npy(Zoo.x, precision: precision))
        let pass = ExportedPass(animal.network, given: Zoo.given(animal.network), precision: precision)
        let name = animal.network.hasModes ? ExportedPass.evaluation : "a[3]"
        let a = try #require(pass.values.first { $0.name == name })
        try write("\(file).a.npy", Model.npy(a.matrix, precision: .double))
      }
    }
  }

  /// Bytes of pixels are scaled in the graph.
  @Test(.enabled(if: Python.hasONNX, "python3 with onnxruntime is not installed; CHAINRULE_PYTHON may name one"))
  func pixelsAreScaledInTheGraph() throws {
    let program = Self.comparison.replacing("np.load(name + \".x.npy\")", with: "np.array([[0, 128, 255]], np.uint8)")
    let (scale, offset) = (2.0 / 255, -1.0)
    try Python.check(program) { write in
      let network = Zoo.animals[0].network
      let pixels = ModelOrigin.PixelScale(scale: scale, offset: offset)
      try write("pixels.onnx", Model(network).onnx(precision: .double, pixels: pixels))
      let x = Matrix([[0, 128, 255].map { scale * $0 + offset }])
      let a = try #require(network.forward(x)[.activation(3)])
      try write("pixels.onnx.a.npy", Model.npy(a, precision: .double))
    }
  }

  @Test func theModelSaysWhatItIs() throws {
    let network = Zoo.animals[0].network
    let bytes = try Model(network, origin: ModelOrigin(data: "d")).onnx(precision: .single)
    let model = try Onnx_ModelProto(serializedBytes: bytes)
    #expect(model.irVersion == 8 && model.opsetImport.map(\.version) == [17])
    #expect(model.graph.node.first?.opType == "Gemm")
    #expect(model.graph.initializer.map(\.name) == ["W[1]", "b[1]", "W[2]", "b[2]", "W[3]", "b[3]"])
    #expect(model.graph.input[0].type.tensorType.shape.dim.map(\.dimParam) == ["batch", ""])
    #expect(model.metadataProps.contains { $0.key == "chainrule.data" && $0.value == "d" })
  }
}
