import Datasets
import Engine
import Testing

struct XORTests {
  @Test func isTheTruthTableInOrder() {
    let samples = Datasets.xor().training
    let inputs: Matrix<Double> = samples.inputMatrix(at: 0..<4)
    let targets: Matrix<Double> = samples.targetMatrix(at: 0..<4)
    #expect(inputs == Matrix(rows: 4, columns: 2, elements: [0, 0, 0, 1, 1, 0, 1, 1]))
    #expect(targets == Matrix(rows: 4, columns: 1, elements: [0, 1, 1, 0]))
  }
}
