import Engine
import Files

extension TensorFile {
  /// The arrays of a `.npz` archive; the numbers wait.
  /// - Throws: `FileError` with what is wrong in the archive, or that PyTorch made it.
  init(npz bytes: [UInt8], file: String) throws(FileError) {
    let archive = try NPZ(bytes, file: file) { ModelFile.pickle(file, "a PyTorch file: its \($0) is a pickle") }
    let tensors = archive.entries.map { entry in
      StoredTensor(
        name: entry.name, shape: entry.header.shape, type: entry.header.typeName, isFloating: entry.header.isFloating
      ) { () throws(FileError) in try archive.array(entry).numbers }
    }
    self.init(path: file, tensors: tensors)
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
