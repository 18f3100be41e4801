import Engine
import Files

/// Reads a file with tensors; what its bytes are decides how, not its name.
public enum ModelFile {
  /// - Throws: `FileError` with what is wrong, and how to convert what is never read.
  public static func read(_ bytes: [UInt8], file: String) throws(FileError) -> TensorFile {
    try FileStore.refuseImpostor(bytes, file: file)
    if bytes.starts(with: NPZ.magic) { return try TensorFile(npz: bytes, file: file) }
    if bytes.starts(with: NumPyHeader.magic) { return try singleArray(bytes, file: file) }
    try refuseOthers(bytes, file: file)
    return try Safetensors.read(bytes, file: file)
  }

  private static func singleArray(_ bytes: [UInt8], file: String) throws(FileError) -> TensorFile {
    let header = try NumPyHeader(bytes, file: file)
    let array = try NumPyArray(bytes, file: file)
    let tensor = StoredTensor(
      name: "array", shape: array.shape, type: header.type.name, isFloating: header.type.isFloating
    ) { () throws(FileError) in array.numbers }
    return TensorFile(path: file, tensors: [tensor])
  }

  private static func refuseOthers(_ bytes: [UInt8], file: String) throws(FileError) {
    // Pickles start with the opcode PROTO and their version; after a length, { would be the ninth byte.
    if bytes.count > 8, bytes[0] == 0x80, (2...5).contains(bytes[1]), bytes[8] != UInt8(ascii: "{") {
      throw pickle(file, "a Python pickle")
    }
    if bytes.starts(with: [0x89] + Array("HDF".utf8)) {
      throw FileError(
        file: file, place: .byte(0), "an HDF5 file, which is not read",
        hint: "numpy.savez('weights.npz', *model.get_weights()) in Keras")
    }
    // The version of the format, then who made it: a protocol buffer's fields 1 and 2.
    if bytes.count > 3, bytes[0] == 0x08, bytes[1] < 0x20, bytes[2] == 0x12 {
      throw FileError(
        file: file, place: .byte(0), "an ONNX model, which is written here and not read",
        hint: "python3 -c \"import numpy; from onnx import load, numpy_helper as h; "
          + "numpy.savez('weights.npz', **{t.name: h.to_array(t) for t in load('\(file)').graph.initializer})\"")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw FileError(file: file, place: .byte(0), "the file is gzipped", hint: "gunzip \(file)")
    }
  }

  static func pickle(_ file: String, _ kind: String) -> FileError {
    FileError(
      file: file, place: .byte(0), "\(kind), which is a program; nothing that a file says is run here",
      hint: "python3 -c \"import torch, safetensors.torch as s; "
        + "s.save_file(torch.load('\(file)', weights_only=True), 'model.safetensors')\"")
  }
}

extension TensorFile {
  /// The arrays of a `.npz` archive; the numbers wait.
  /// - Throws: `FileError` with what is wrong in the archive, or that PyTorch made it.
  init(npz bytes: [UInt8], file: String) throws(FileError) {
    let archive = try NPZ(bytes, file: file) { ModelFile.pickle(file, "a PyTorch file: its \($0) is a pickle") }
    let tensors = archive.entries.map { entry in
      StoredTensor(
        name: entry.name, shape: entry.header.shape, type: entry.header.type.name,
        isFloating: entry.header.type.isFloating
      ) { () throws(FileError) in try archive.array(entry).numbers }
    }
    self.init(path: file, tensors: tensors)
  }
}

extension Model {
  /// A safetensors file: every parameter under PyTorch's name for it, and the architecture as metadata.
  public func safetensors(precision: Precision) -> [UInt8] {
    let metadata = Architecture(network, origin: origin).metadata
    return Safetensors.bytes(network.tensors, metadata: metadata, precision: precision)
  }

  /// An archive of arrays: every parameter under PyTorch's name for it.
  public func npz(precision: Precision, file: String) throws(FileError) -> [UInt8] {
    try network.tensors.npz(precision, file: file)
  }

  /// One matrix as a NumPy file.
  public static func npy(_ matrix: Matrix<Double>, precision: Precision) -> [UInt8] {
    Tensor(name: "", matrix).npy(precision)
  }
}

extension Tensor {
  /// A `.npy` file.
  func npy(_ precision: Precision) -> [UInt8] {
    NumPyArray.file(shape: shape, type: precision == .double ? "<f8" : "<f4", data: precision.bytes(numbers))
  }
}

extension [Tensor] {
  /// A `.npz` archive, its arrays not packed.
  func npz(_ precision: Precision, file: String) throws(FileError) -> [UInt8] {
    try NPZ.bytes(map { ($0.name, $0.npy(precision)) }, file: file)
  }
}
