import Engine
import FileFixtures
import Testing

@testable import Datasets

struct CatalogTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func writeSet(in place: String) throws {
    try folder.write(place + "/train-images-idx3-ubyte", bigEndian(2051, 1, 1, 1) + [0])
    try folder.write(place + "/train-labels-idx1-ubyte", bigEndian(2049, 1) + [3])
  }

  private func environment(_ variables: [String: String]) -> Catalog.Environment {
    Catalog.Environment(
      variables: variables, currentFolder: folder.path + "/here", systemFolder: folder.path + "/system")
  }

  private func found(_ name: String, _ variables: [String: String] = [:]) -> String? {
    Catalog.entries(environment(variables), in: .disk).first { $0.name == name }?.folder
  }

  @Test func searchesInOrder() throws {
    let root = folder.path
    let variables = ["CHAINRULE_DATA": root + "/own", "XDG_DATA_HOME": root + "/xdg"]
    #expect(found("mnist", variables) == nil)
    for place in ["system/mnist", "here/data", "here/data/mnist", "xdg/chainrule/mnist", "own"] {
      try writeSet(in: place)
      #expect(found("mnist", variables) == root + "/" + place)
    }
  }

  @Test func homeReplacesAMissingXDGFolder() throws {
    try writeSet(in: ".local/share/chainrule/fashion-mnist")
    #expect(
      found("fashion-mnist", ["HOME": folder.path, "XDG_DATA_HOME": ""])
        == folder.path + "/.local/share/chainrule/fashion-mnist")
  }

  @Test func oneSetIsNotTakenForTheOther() throws {
    try writeSet(in: "fashion-mnist")
    #expect(found("mnist", ["CHAINRULE_DATA": folder.path + "/fashion-mnist"]) == nil)
    #expect(found("fashion-mnist", ["CHAINRULE_DATA": folder.path + "/fashion-mnist"]) != nil)
    try writeSet(in: "here/data")
    #expect(found("fashion-mnist") == nil)
  }

  @Test func aGivenFolderIsTheOnlyOne() throws {
    try writeSet(in: "here/data/mnist")
    try writeSet(in: "mine")
    let set = try Catalog.load("mnist", folder: folder.path + "/mine", environment: environment([:]), in: .disk)
    #expect(set?.training.label(0) == 3)
    #expect(set?.training.outputs == 10)
    let error = dataError { try Catalog.load("mnist", folder: "/none", environment: environment([:]), in: .disk) }
    #expect(error?.message == "not found; looked in /none, /none/mnist")
  }

  @Test func anUnknownNameGivesNoDataSet() throws {
    #expect(try Catalog.load("cifar", environment: environment([:]), in: .disk) == nil)
  }

  @Test(.enabled(if: SharedData.folder != nil, "no folder with shared test data"))
  func loadsMNIST() throws {
    let folder = (SharedData.folder ?? "") + "/data/mnist"
    let set = try #require(try Catalog.load("mnist", folder: folder, environment: environment([:]), in: .disk))
    #expect(set.training.count == 60_000)
    #expect(set.test?.count == 10_000)
    #expect(set.image == Dataset.ImageSize(width: 28, height: 28))
    // The first training labels, and the number of zeros in the test part, as published.
    #expect((0..<10).map(set.training.label) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    #expect((0..<10_000).count { set.test?.label($0) == 0 } == 980)
  }

  @Test(.enabled(if: SharedData.hasFashion, "dataset-fashion-mnist is not installed"))
  func loadsFashionMNIST() throws {
    let environment = Catalog.Environment(variables: [:], currentFolder: folder.path)
    let set = try #require(try Catalog.load("fashion-mnist", environment: environment, in: .disk))
    #expect(set.training.count == 60_000)
    #expect((0..<10).map(set.training.label) == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5])
    #expect((0..<10_000).count { set.test?.label($0) == 9 } == 1000)
    #expect(set.classNames[9] == "Ankle boot")
  }
}
