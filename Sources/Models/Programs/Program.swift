import Files
import Engine

/// A Python program that builds a network, loads its numbers and compares what it computes with what was computed here.
public struct Program: Sendable {
  public enum System: String, CaseIterable, Sendable {
    case numpy, pytorch
  }

  public var text: String
  /// An archive with the numbers, where they are too many to stand in the program.
  public var data: [UInt8]?

  /// The most numbers that a program holds itself.
  private static let mostEmbedded = 1_000

  /// - Parameters:
  ///   - given: X, Y and dropout masks of the comparison; without them some are drawn.
  ///   - dataFile: the name of the archive, which lies beside the program.
  public init(
    _ network: Network<Double>, for system: System, given: Trace<Double>?,
    precision: Precision, dataFile: String
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
