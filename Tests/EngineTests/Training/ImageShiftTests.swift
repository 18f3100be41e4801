import Testing

@testable import Engine

/// Images that are moved as they are gathered.
struct ImageShiftTests {
  static let shift = ImageShift(width: 4, height: 3, most: 2)

  @Test func everyMoveIsThatOfItsPixels() {
    let image = (1...12).map(Double.init)
    for y in -2...2 {
      for x in -2...2 {
        var moved = image
        moved.withUnsafeMutableBufferPointer { Self.shift.move($0.baseAddress!, x: x, y: y, blank: -1) }
        for row in 0..<3 {
          for column in 0..<4 {
            let (fromRow, fromColumn) = (row - y, column - x)
            let isInside = 0..<3 ~= fromRow && 0..<4 ~= fromColumn
            #expect(
              moved[row * 4 + column] == (isInside ? image[fromRow * 4 + fromColumn] : -1), "x \(x), y \(y)")
          }
        }
      }
    }
  }

  @Test func movesAreEquallyLikely() {
    var counts: [Int: Int] = [:]
    for batch in 0..<5_000 {
      var stream = RowStream(key: 3, batch: batch, place: 0)
      let (x, y) = stream.shift(most: 2)
      counts[5 * x + y, default: 0] += 1
    }
    // 25 moves, 200 each: four standard deviations are 56.
    #expect(counts.count == 25)
    #expect(counts.values.allSatisfy { abs($0 - 200) < 56 })
  }

  /// One epoch in the order of the samples is training on copies moved beforehand, on any number of threads.
  @Test(arguments: [1, 2]) func trainingIsThatOnMovedCopies(threads: Int) {
    let count = 40
    var generator = NumPyGenerator(seed: 5)
    let bytes = (0..<count * 12).map { _ in UInt8(generator.integer(below: 256)) }
    let labels = (0..<count).map { Int32($0 % 3) }
    var network = Network<Double>(sizes: [12, 400, 3], hidden: .tanh, output: .softmax)
    network.objective.loss = .crossEntropy
    network = network.initialized(.xavier, using: &generator)
    var settings = TrainingSettings(batchSize: 16, rate: 0.1, threads: threads, shuffles: false)
    let plain = Samples(
      count: count, features: 12, inputs: .bytes(bytes, scale: 1 / 255, offset: 0.25),
      targets: .labels(labels, classes: 3))
    var sameKey = generator
    let key = sameKey.key()
    var moved: [Double] = []
    for sample in 0..<count {
      var stream = RowStream(key: key, batch: sample / 16 + 1, place: sample % 16 * network.depth)
      let (x, y) = stream.shift(most: 2)
      var row: [Double] = Array((plain.inputMatrix(at: [sample]) as Matrix<Double>).elements)
      row.withUnsafeMutableBufferPointer { Self.shift.move($0.baseAddress!, x: x, y: y, blank: 0.25) }
      moved += row
    }
    let copies = Samples(
      count: count, features: 12, inputs: .numbers(moved), targets: .labels(labels, classes: 3))
    var other = generator
    let expected = train(network, on: TrainingData(copies), settings: settings, generator: &other)
    settings.shift = Self.shift
    let run = train(network, on: TrainingData(plain, validation: [0, 1]), settings: settings, generator: &generator)
    for l in 1...2 {
      for parameter in [Quantity.weights(l), .biases(l)] {
        let (got, wanted) = (run.network[parameter]!.elements, expected.network[parameter]!.elements)
        #expect(zip(got, wanted).allSatisfy { abs($0 - $1) < 1e-12 })
      }
    }
    #expect(run.reports[0].validationLoss != nil)
  }
}
