import Engine
import Files

/// A Python program that builds a network, loads its numbers and compares what it computes with what was computed here.
public struct Program: Sendable {
  public enum System: String, CaseIterable, Sendable {
    case numpy, pytorch
  }

  public var text: String
  /// An archive with the numbers, if they are too many for the program.
  public var data: [UInt8]?

  /// The most numbers that a program holds itself.
  private static let mostEmbedded = 1_000

  /// - Parameters:
  ///   - given: X, Y and dropout masks of the comparison; without them some are drawn.
  ///   - dataFile: the name of the archive, which lies beside the program.
  public init(
    _ network: Network<Double>, for system: System, given: Trace<Double>?, precision: Precision, dataFile: String
  ) throws(FileError) {
    let pass = ExportedPass(network, given: given, precision: precision)
    let isEmbedded = pass.count <= Self.mostEmbedded
    data = isEmbedded ? nil : try pass.tensors.npz(precision, file: dataFile)
    let source = PythonData(pass: pass, file: isEmbedded ? nil : dataFile, precision: precision)
    text =
      switch system {
      case .numpy: NumPyProgram(network: pass.network, data: source).text
      case .pytorch: PyTorchProgram(network: pass.network, data: source).text
      }
  }
}

/// The numbers of a program: in its text, or in an archive beside it.
struct PythonData {
  let pass: ExportedPass
  /// The name of the archive.
  let file: String?
  let precision: Precision

  /// How far the program's numbers may be from those that were computed here. Batch normalisation subtracts means, which
  /// takes a digit of a Float32.
  var tolerance: String {
    if precision == .double { return "1e-12" }
    return pass.network.layers.contains { $0.normalization != nil } ? "1e-5" : "1e-6"
  }

  /// `data`, a dictionary of arrays by name.
  /// - Parameters:
  ///   - array: what makes an array of a list, such as `np.array`.
  ///   - type: its element type.
  ///   - convert: what makes such an array of NumPy's, such as `torch.from_numpy`.
  func definition(array: String, type: String, convert: String? = nil) -> String {
    if let file {
      let stored = "np.load(Path(__file__).with_name(\(Python.string(file))))"
      guard let convert else { return "data = \(stored)" }
      return "data = {name: \(convert)(array) for name, array in \(stored).items()}"
    }
    let members = pass.values.map { name, matrix in
      "    \"\(name)\": \(array)(\(Python.list(matrix)), dtype=\(type)),"
    }
    return "data = {\n\(members.joined(separator: "\n"))\n}"
  }
}

/// Pieces of Python.
enum Python {
  static func string(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\""
  }

  /// A number that Python reads back to the bit.
  static func number(_ number: Double) -> String { number.isFinite ? "\(number)" : "float(\"\(number)\")" }

  /// `[[1.0, 2.0], [3.0, 4.0]]`, a row a line if there are several.
  static func list(_ matrix: Matrix<Double>) -> String {
    let rows = matrix.rowArrays.map { "[\($0.map(number).joined(separator: ", "))]" }
    return rows.count == 1 ? "[\(rows[0])]" : "[\n        \(rows.joined(separator: ",\n        ")),\n    ]"
  }
}

extension Network<Double> {
  /// `network 2-3-1, tanh batchnorm, identity`.
  var title: String {
    let parts = layers.map { layer in
      let dropout = layer.dropout > 0 ? " dropout \(layer.dropout)" : ""
      return layer.activation.name + (layer.normalization == nil ? "" : " batchnorm") + dropout
    }
    return "network \(sizes.map(String.init).joined(separator: "-")), \(parts.joined(separator: ", "))"
  }

  /// Whether δ[L] is taken from z[L] at once, as loss and output activation belong together.
  var isFused: Bool { objective.loss.requiredOutput == layers[depth - 1].activation }
}
