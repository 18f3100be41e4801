import Engine
import FileFixtures
import Testing

@testable import Datasets

struct ImageFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(classes: Int? = nil) throws -> Dataset {
    try ImageFolder(path: folder.path, files: .disk).load(name: "x", classNames: [], classes: classes, credit: "")
  }

  /// Two training images of 3×1 and one test image, in one of the spellings.
  private func writeFour(_ mark: String, packed: Bool) throws {
    let files: [(String, [UInt8])] = [
      ("train-images\(mark)idx3-ubyte", bigEndian(2051, 2, 1, 3) + [0, 51, 255, 102, 0, 0]),
      ("train-labels\(mark)idx1-ubyte", bigEndian(2049, 2) + [2, 0]),
      ("t10k-images\(mark)idx3-ubyte", bigEndian(2051, 1, 1, 3) + [255, 255, 0]),
      ("t10k-labels\(mark)idx1-ubyte", bigEndian(2049, 1) + [1]),
    ]
    for (name, bytes) in files {
      try folder.write(packed ? name + ".gz" : name, packed ? gzipped(bytes) : bytes)
    }
  }

  /// Both spellings, with and without .gz.
  @Test(arguments: ["-", "."], [false, true])
  func findsEverySpelling(mark: String, packed: Bool) throws {
    try writeFour(mark, packed: packed)
    let set = try load()
    #expect(set.image == Dataset.ImageSize(width: 3, height: 1))
    #expect(set.training.count == 2)
    #expect(set.training.outputs == 3)
    #expect((0..<2).map(set.training.label) == [2, 0])
    #expect(set.test?.label(0) == 1)
    #expect(set.classNames == ["0", "1", "2"])
  }

  /// A pixel p is 2(p/255 − ½), as the post has it.
  @Test func scalesPixels() throws {
    try writeFour("-", packed: false)
    let row: Matrix<Double> = try load().training.inputMatrix(at: [0])
    #expect(row[0, 0] == -1)
    #expect(abs(row[0, 1] - -0.6) < 1e-15)
    #expect(abs(row[0, 2] - 1) < 1e-15)
  }

  @Test func plainIDXNamedGzLoads() throws {
    try folder.write("train-images-idx3-ubyte.gz", bigEndian(2051, 1, 1, 1) + [0])
    try folder.write("train-labels-idx1-ubyte", gzipped(bigEndian(2049, 1) + [0]))
    let set = try load()
    #expect(set.training.count == 1)
    #expect(set.test == nil)
  }

  @Test func countsMustMatch() throws {
    try folder.write("train-images-idx3-ubyte", bigEndian(2051, 1, 1, 1) + [0])
    let labels = try folder.write("train-labels-idx1-ubyte", bigEndian(2049, 2) + [0, 0])
    let error = dataError { try load() }
    #expect(error?.file == labels)
    #expect(error?.place == .byte(4))
    #expect(error?.message.hasPrefix("2 labels for the 1 images of ") == true)
  }

  @Test func halfATestPartIsAnError() throws {
    try folder.write("train-images-idx3-ubyte", bigEndian(2051, 1, 1, 1) + [0])
    try folder.write("train-labels-idx1-ubyte", bigEndian(2049, 1) + [0])
    try folder.write("t10k-labels-idx1-ubyte", bigEndian(2049, 1) + [0])
    #expect(dataError { try load() }?.file == folder.path + "/t10k-images-idx3-ubyte")
  }

  @Test func aMissingLabelFileIsNamed() throws {
    try folder.write("train-images-idx3-ubyte", bigEndian(2051, 1, 1, 1) + [0])
    let error = dataError { try load() }
    #expect(error?.file == folder.path + "/train-labels-idx1-ubyte")
    #expect(error?.message == "no such file")
  }

  @Test func aLabelOutOfRangeIsNamedWithItsByte() throws {
    try writeFour("-", packed: false)
    let error = dataError { try load(classes: 2) }
    #expect(error?.place == .byte(8))
    #expect(error?.message == "label 2 of sample 0 is not in 0…1")
  }

  @Test func labelsFromOneAreHinted() throws {
    try folder.write("train-images-idx3-ubyte", bigEndian(2051, 2, 1, 1) + [0, 0])
    try folder.write("train-labels-idx1-ubyte", bigEndian(2049, 2) + [1, 2])
    #expect(dataError { try load(classes: 2) }?.hint == "labels seem to start at 1")
  }
}
