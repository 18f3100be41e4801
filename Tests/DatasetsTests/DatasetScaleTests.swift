import Datasets
import Engine
import Testing

struct DatasetScaleTests {
  private func inputs(_ set: Dataset) -> [Double] {
    (set.training.inputMatrix(at: 0..<set.training.count) as Matrix<Double>).elements
  }

  @Test func pixelsStayBytesAndComeBack() {
    var digits = Datasets.digits()
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
