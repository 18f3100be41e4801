import Engine
import FileFixtures
import Files
import Foundation
import Testing

@testable import Datasets

/// Archives that NumPy wrote.
struct NPZDatasetTests {
  private func load(
    _ name: String, _ options: LoadOptions = LoadOptions(), inputs: String? = nil
  ) throws -> Dataset {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    var options = options
    options.special["inputs"] = inputs
    let files = FileStore.memory([name: [UInt8](try Data(contentsOf: url))])
    return try Dataset.load(path: name, options: options, in: files)
  }

  /// The arrays of Keras' mnist.npz, with images of 2×2 pixels. Only a label for testing is 3: there are four classes.
  @Test func readsTrainingAndTestArrays() throws {
    let set = try load("mnist.npz")
    #expect(set.name == "mnist")
    #expect(set.image == Dataset.ImageSize(width: 2, height: 2))
    #expect(set.training.count == 4)
    #expect(set.training.targets == .labels([1, 0, 2, 1], classes: 4))
    #expect(
      set.training.inputs == .bytes([0, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9], scale: 2.0 / 255, offset: -1))
    #expect(set.test?.inputs == .bytes([255, 255, 0, 0, 1, 1, 1, 1], scale: 2.0 / 255, offset: -1))
    #expect(set.test?.targets == .labels([3, 0], classes: 4))
    #expect(set.classNames == ["0", "1", "2", "3"])
  }

  @Test func aWrongLabelIsPlacedInItsArray() {
    let error = dataError { try load("mnist.npz", LoadOptions(classes: 3)) }
    #expect(error?.file == "mnist.npz: y_test.npy")
    #expect(error?.message == "the label 3 of sample 0 is not in 0…2")
    #expect(error?.place == .byte(128))
  }

  @Test func anUnclearArchiveIsAQuestion() {
    let error = dataError { try load("ab.npz") }
    #expect(error?.message == "which arrays hold inputs and targets? it has a (3×2), b (3)")
    #expect(error?.hint == "data ab.npz inputs a label b")
  }

  @Test func arraysAreNamed() throws {
    let set = try load("ab.npz", LoadOptions(label: .name("b")), inputs: "a")
    #expect(set.training.inputs == .numbers([1, 2, 3, 4, 5, 6.5]))
    #expect(set.training.targets == .numbers([0.5, 1.5, 2.5], width: 1))
    #expect(set.test == nil)
    let error = dataError { try load("ab.npz", inputs: "c") }
    #expect(error?.message == "no array is named c")
    #expect(error?.hint == "it has a (3×2), b (3)")
  }

  @Test func aColumnOfTheInputsMayBeTheTarget() throws {
    let set = try load("ab.npz", LoadOptions(label: .number(0)), inputs: "a").training
    #expect(set.inputs == .numbers([2, 4, 6.5]))
  }

  @Test func aSingleArrayIsATable() throws {
    let set = try load("table.npz").training
    #expect(set.inputs == .numbers([1.5, 2, 3, 4]))
    #expect(set.targets == .labels([0, 1], classes: 2))
  }

  @Test func inputsAreNotForOtherFormats() {
    var options = LoadOptions()
    options.special["inputs"] = "a"
    let files = FileStore.memory(["t.csv": Array("1,2\n".utf8)])
    let error = dataError { try Dataset.load(path: "t.csv", options: options, in: files) }
    #expect(error?.message == "inputs is not for a text")
    #expect(
      dataError { try load("mnist.npz", LoadOptions(hasHeader: true)) }?.message
        == "header is not for an archive of arrays")
  }

  @Test func aDamagedArchiveIsRefused() {
    let files = FileStore.memory(["x.npz": Array("1,2\n".utf8)])
    #expect(dataError { try Dataset.load(path: "x.npz", in: files) }?.message.contains("zip archive") == true)
  }

  /// A text may start like an archive.
  @Test func aTextThatStartsWithPKIsRead() throws {
    let files = FileStore.memory(["t": Array("PK,y\n1,2\n".utf8)])
    #expect(try Dataset.load(path: "t", in: files).training.count == 1)
  }
}
