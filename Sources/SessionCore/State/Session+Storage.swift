import Engine

extension Session {
  /// The bytes of the arrays that the session holds, by their places in memory: copies of a session share them.
  var storage: [UInt: Int] {
    var result: [UInt: Int] = [:]
    func add(_ matrix: Matrix<Double>?) {
      if let matrix { result[matrix.address] = matrix.count * MemoryLayout<Double>.stride }
    }
    for quantity in quantities { add(self[quantity]) }
    for case .matrix(let matrix) in variables.values { add(matrix) }
    for samples in [dataset?.training, dataset?.test].compactMap({ $0 }) {
      switch samples.inputs {
      case .bytes(let bytes, _, _): result.addArray(bytes)
      case .numbers(let numbers): result.addArray(numbers)
      }
      switch samples.withOwnTargets.targets {
      case .labels(let labels, _): result.addArray(labels)
      case .numbers(let numbers, _): result.addArray(numbers)
      case .inputs: break
      }
    }
    for rows in [split?.training, split?.test, validationRows, validationSource, batchRows].compactMap({ $0 }) {
      result.addArray(rows)
    }
    return result
  }
}

extension [UInt: Int] {
  fileprivate mutating func addArray<Element>(_ array: [Element]) {
    let address = array.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    self[address] = array.count * MemoryLayout<Element>.stride
  }
}
