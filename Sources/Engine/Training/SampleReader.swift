import CProcessor

/// Gathers samples into the rows of a batch.
///
/// Reads the memory of a `Samples` value in place, so it is valid only inside `withReader`.
struct SampleReader<E: Scalar> {
  private enum Inputs {
    case bytes(UnsafeBufferPointer<UInt8>, scale: E, offset: E)
    case numbers(UnsafeBufferPointer<Double>)
  }

  private enum Targets {
    case labels(UnsafeBufferPointer<Int32>)
    case numbers(UnsafeBufferPointer<Double>)
    case inputs
  }

  let features: Int
  let outputs: Int
  private let inputs: Inputs
  private let targets: Targets

  static func withReader<Result>(_ samples: Samples, _ body: (SampleReader) -> Result) -> Result {
    withInputs(samples) { inputs in
      withTargets(samples) { targets in
        body(SampleReader(features: samples.features, outputs: samples.outputs, inputs: inputs, targets: targets))
      }
    }
  }

  private static func withInputs<Result>(_ samples: Samples, _ body: (Inputs) -> Result) -> Result {
    switch samples.inputs {
    case .bytes(let bytes, let scale, let offset):
      bytes.withUnsafeBufferPointer { body(.bytes($0, scale: E(scale), offset: E(offset))) }
    case .numbers(let numbers): numbers.withUnsafeBufferPointer { body(.numbers($0)) }
    }
  }

  private static func withTargets<Result>(_ samples: Samples, _ body: (Targets) -> Result) -> Result {
    switch samples.targets {
    case .labels(let labels, _): labels.withUnsafeBufferPointer { body(.labels($0)) }
    case .numbers(let numbers, _): numbers.withUnsafeBufferPointer { body(.numbers($0)) }
    case .inputs: body(.inputs)
    }
  }

  /// Writes the input row of a sample.
  func readInput(_ sample: Int, to row: UnsafeMutablePointer<E>) {
    switch inputs {
    case .bytes(let bytes, let scale, let offset):
      guard let start = bytes.baseAddress else { return }
      E.convert(start + sample * features, row, count: features, scale: scale, offset: offset)
    case .numbers(let numbers):
      let start = sample * features
      for k in 0..<features { row[k] = E(numbers[start + k]) }
    }
  }

  /// Asks for the input row of a sample that will be read soon: rows come in random order, which the processor's own
  /// prefetching cannot foresee.
  func prefetchInput(_ sample: Int) {
    let (start, size) =
      switch inputs {
      case .bytes(let bytes, _, _): (UnsafeRawPointer(bytes.baseAddress), 1)
      case .numbers(let numbers): (UnsafeRawPointer(numbers.baseAddress), MemoryLayout<Double>.stride)
      }
    guard let row = start.map({ $0 + sample * features * size }) else { return }
    for offset in stride(from: 0, to: features * size, by: 64) { prefetch_cache_line(row + offset) }
  }

  /// Writes the target row of a sample; a label becomes a one-hot row.
  func readTarget(_ sample: Int, to row: UnsafeMutablePointer<E>) {
    switch targets {
    case .labels(let labels):
      for k in 0..<outputs { row[k] = 0 }
      row[Int(labels[sample])] = 1
    case .numbers(let numbers):
      let start = sample * outputs
      for k in 0..<outputs { row[k] = E(numbers[start + k]) }
    case .inputs: readInput(sample, to: row)
    }
  }
}
