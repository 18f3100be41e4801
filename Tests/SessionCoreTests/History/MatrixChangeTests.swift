import Engine
import Testing

@testable import SessionCore

struct MatrixChangeTests {
  private let matrix = Matrix<Double>([[1, 2, 3], [4, 5, .nan]])

  @Test func equalBitsAreNoChange() {
    let copy = Matrix<Double>([[1, 2, 3], [4, 5, .nan]])
    #expect(matrix.hasSameBits(as: copy))
    #expect(matrix.change(to: copy) == nil)
    #expect(!matrix.hasSameBits(as: matrix.transposed))
  }

  @Test func signsOfZeroDiffer() {
    let change = Matrix<Double>([[0]]).change(to: Matrix([[-0.0]]))
    #expect(change?.count == 1)
    #expect(change?.largest.first?.size == 0)
  }

  @Test func theLargestComeFirst() {
    let change = matrix.change(to: Matrix([[1.5, 2, 0], [4, 6, 0]]), naming: 3)
    #expect(change?.count == 4)
    #expect(change?.largest.map { [$0.row, $0.column] } == [[1, 2], [0, 2], [1, 1]])
    #expect(change?.largest[1].before == 3)
    #expect(change?.largest[1].after == 0)
  }

  @Test func copiesShareTheirMemory() {
    var copy = matrix
    #expect(copy.address == matrix.address)
    copy[0, 0] = 1
    #expect(copy.address != matrix.address)
  }
}
