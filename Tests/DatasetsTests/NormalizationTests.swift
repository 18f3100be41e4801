import Engine
import Testing

@testable import Datasets

struct NormalizationTests {
  /// Columns 1 3, constant 7.
  private let samples = Samples(
    count: 2, features: 2, inputs: .numbers([1, 7, 3, 7]), targets: .labels([0, 1], classes: 2))

  @Test func standardColumnsHaveMeanZeroAndDeviationOne() {
    let normalization = Normalization.standard(of: samples)
    #expect(normalization == Normalization(shift: [2, 7], scale: [1, 1]))
    #expect(normalization.applied(to: samples).inputs == .numbers([-1, 0, 1, 0]))
    #expect(normalization.applied(to: samples).targets == samples.targets)
  }

  @Test func deviationDividesByTheCount() {
    let four = Samples(
      count: 4, features: 1, inputs: .numbers([0, 0, 0, 4]), targets: .numbers([0, 0, 0, 0], width: 1))
    // The variance is (1 + 1 + 1 + 9)/4.
    #expect(Normalization.standard(of: four) == Normalization(shift: [1], scale: [Double(3).squareRoot()]))
  }

  @Test func aConstantColumnGoesToZeroExactly() {
    let tenths = Samples(
      count: 3, features: 1, inputs: .numbers([0.1, 0.1, 0.1]), targets: .numbers([0, 0, 0], width: 1))
    #expect(Normalization.standard(of: tenths).applied(to: tenths).inputs == .numbers([0, 0, 0]))
  }

  @Test func minMaxReachesBothEnds() {
    let normalization = Normalization.minMax(of: samples)
    #expect(normalization.applied(to: samples).inputs == .numbers([-1, 0, 1, 0]))
    // New samples are mapped with the old constants.
    let test = Samples(count: 1, features: 2, inputs: .numbers([5, 8]), targets: .labels([0], classes: 2))
    #expect(normalization.applied(to: test).inputs == .numbers([3, 1]))
  }

  @Test func bytesAreMappedAsTheirNumbers() {
    let pixels = Samples(
      count: 2, features: 1, inputs: .bytes([0, 16], scale: 0.125, offset: -1), targets: .labels([0, 0], classes: 1))
    #expect(Normalization(shift: [1], scale: [2]).applied(to: pixels).inputs == .numbers([-1, 0]))
  }
}

struct DatasetScaleTests {
  private func inputs(_ set: Dataset) -> [Double] {
    (set.training.inputMatrix(at: 0..<set.training.count) as Matrix<Double>).elements
  }

  @Test func pixelsStayBytesAndComeBack() {
    var digits = BundledSets.digits()
    let before = digits
    digits.normalize(.unit)
    #expect(inputs(digits).min() == 0 && inputs(digits).max() == 1)
    if case .numbers = digits.training.inputs { Issue.record("pixels became numbers") }
    digits.normalize(.unit)
    #expect(inputs(digits).max() == 1)
    digits.normalize(.symmetric)
    #expect(digits == before)
  }

  @Test func columnsReachTheEndsOfTheScale() {
    var set = Dataset(
      name: "t",
      training: Samples(
        count: 3, features: 2, inputs: .numbers([1, -5, 3, 5, 2, 0]), targets: .numbers([1, 2, 3], width: 1)),
      test: Samples(count: 1, features: 2, inputs: .numbers([5, 10]), targets: .numbers([1], width: 1)), credit: "")
    set.normalize(.unit)
    #expect(inputs(set) == [0, 0, 1, 1, 0.5, 0.5])
    // The test sample has the map of the training samples.
    #expect(set.test?.inputs == .numbers([2, 1.5]))
    set.normalize(.symmetric)
    #expect(inputs(set) == [-1, -1, 1, 1, 0, 0])
    set.normalize(.standard)
    #expect(abs(inputs(set).reduce(0, +)) < 1e-15)
    #expect(set.training.targets == .numbers([1, 2, 3], width: 1))
  }

  @Test func constantsComeFromTheTrainingRows() {
    var set = Dataset(
      name: "t",
      training: Samples(
        count: 3, features: 1, inputs: .numbers([0, 2, 100]), targets: .numbers([1, 2, 3], width: 1)), credit: "")
    set.normalize(.unit, rows: [0, 1])
    #expect(inputs(set) == [0, 1, 50])
  }
}
