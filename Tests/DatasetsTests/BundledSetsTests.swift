import Datasets
import Engine
import Testing

struct BundledSetsTests {
  @Test func digitsHaveTheFirstAndLastSamplesOfTheFile() {
    let digits = BundledSets.digits()
    let samples = digits.training
    #expect(samples.count == 1797)
    #expect(samples.features == 64)
    #expect(samples.outputs == 10)
    #expect(samples.label(0) == 0)
    #expect(samples.label(1796) == 8)
    let first: Matrix<Double> = samples.inputMatrix(at: [0])
    #expect(Array(first.elements.prefix(6)) == [-1, -1, -0.375, 0.625, 0.125, -0.875])
    #expect(digits.test == nil)
    #expect(digits.image == Dataset.ImageSize(width: 8, height: 8))
    #expect(digits.credit.contains("CC BY 4.0"))
  }

  @Test func digitsHaveThePublishedClassCounts() {
    let samples = BundledSets.digits().training
    var counts = [Int](repeating: 0, count: 10)
    for index in 0..<samples.count { counts[samples.label(index) ?? 0] += 1 }
    // The test part in the data set's own description, optdigits.names.
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  }

  @Test func digitsHavePixelsAtBothEndsOfTheirRange() {
    let samples = BundledSets.digits().training
    let all: Matrix<Double> = samples.inputMatrix(at: 0..<samples.count)
    #expect(all.elements.min() == -1)
    #expect(all.elements.max() == 1)
  }

  @Test func xorIsTheTruthTableInOrder() {
    let samples = BundledSets.xor().training
    let inputs: Matrix<Double> = samples.inputMatrix(at: 0..<4)
    let targets: Matrix<Double> = samples.targetMatrix(at: 0..<4)
    #expect(inputs == Matrix(rows: 4, columns: 2, elements: [0, 0, 0, 1, 1, 0, 1, 1]))
    #expect(targets == Matrix(rows: 4, columns: 1, elements: [0, 1, 1, 0]))
  }
}
