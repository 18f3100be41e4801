import Testing

@testable import Engine

@Suite("PlantedBug")
struct PlantedBugTests {
  let tensor = Matrix([[0.0, 0.0, 0.0], [1.0, -4.0, 2.0]])

  @Test func eachBugChangesAMatrixInItsWay() {
    #expect(PlantedBug.factor(-1).planted(in: tensor) == Matrix([[0.0, 0.0, 0.0], [-1.0, 4.0, -2.0]]))
    #expect(PlantedBug.transposed.planted(in: tensor) == Matrix([[0.0, 1.0, 0.0], [-4.0, 0.0, 2.0]]))
    #expect(PlantedBug.zeroedRow.planted(in: tensor) == Matrix([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]))
    #expect(PlantedBug.oneEntry.planted(in: tensor) == Matrix([[0.0, 0.0, 0.0], [1.0, -6.0, 2.0]]))
  }

  @Test func aBugThatChangesNothingIsNotPlanted() {
    for bug in PlantedBug.all { #expect(bug.planted(in: Matrix(rows: 2, columns: 2)) == nil) }
    #expect(PlantedBug.transposed.planted(in: Matrix([[1.0, 2.0]])) == nil)
    #expect(PlantedBug.transposed.planted(in: Matrix([[1.0, 2.0], [2.0, 1.0]])) == nil)
  }
}
