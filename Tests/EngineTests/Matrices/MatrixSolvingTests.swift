import Testing

@testable import Engine

struct MatrixSolvingTests {
  private func drawn(_ size: Int, _ generator: inout NumPyGenerator) -> Matrix<Double> {
    Matrix(rows: size, columns: size).map { (_: Double) in generator.normal() }
  }

  @Test func aMatrixTimesItsInverseIsTheUnitMatrix() throws {
    var generator = NumPyGenerator(seed: 1)
    for size in [1, 2, 3, 7, 40] {
      let matrix = drawn(size, &generator)
      let product = matrix.multiplied(by: try #require(matrix.inverse))
      for i in 0..<size { for j in 0..<size { #expect(abs(product[i, j] - (i == j ? 1 : 0)) < 1e-10) } }
    }
  }

  @Test func determinantsMultiply() {
    var generator = NumPyGenerator(seed: 2)
    let (a, b) = (drawn(5, &generator), drawn(5, &generator))
    #expect(abs(a.multiplied(by: b).determinant - a.determinant * b.determinant) < 1e-10)
    #expect(Matrix([[1, 2], [3, 4]]).determinant == -2 || abs(Matrix([[1, 2], [3, 4]]).determinant + 2) < 1e-15)
  }

  @Test func dependentRowsHaveNoInverse() {
    for rows in [[[1, 2], [2, 4]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 0], [0, 0]], [[0]]] as [[[Double]]] {
      #expect(Matrix(rows).inverse == nil)
      #expect(abs(Matrix(rows).determinant) < 1e-12)
    }
    #expect(Matrix([[1e-200, 0], [0, 1e-200]]).inverse == Matrix([[1e200, 0], [0, 1e200]]))
    #expect(Matrix([[.nan, 0], [0, 1]]).inverse == nil)
  }
}
