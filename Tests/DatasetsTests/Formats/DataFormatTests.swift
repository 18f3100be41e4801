import Engine
import FileFixtures
import Files
import Foundation
import Testing

@testable import Datasets

struct DataFormatTests {
  @Test func helpListsEachFormat() {
    #expect(DataFormats.list("or") == "CSV, TSV, IDX, .npy or .npz")
    #expect(DataFormats.options.map(\.name) == ["inputs"])
  }

  /// A format that is missing in the list would never be recognised.
  @Test func everyFormatIsInTheList() throws {
    let tests = FilePath.folder(of: #filePath)
    let folder = FilePath.resolved("../../../Sources/Datasets/Formats", in: tests)
    let sources = FileStore.disk.names(in: folder).compactMap { FileStore.disk.contents(of: FilePath.join(folder, $0)) }
    let declared = sources.flatMap { source in
      String(decoding: source, as: UTF8.self).matches(of: /(?:struct|enum|extension) (\w+): DataFormat\b/).map {
        String($0.1)
      }
    }
    #expect(declared.count > 3)
    #expect(declared.sorted() == DataFormats.all.map { String(describing: $0) }.sorted())
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsTextUnderAnyName() throws {
    let set = try Dataset.load(path: folder.write("points.data", gzipped(Array("1,2,a\n3,4,b\n".utf8))), in: .disk)
    #expect(set.training.inputs == .numbers([1, 2, 3, 4]))
    #expect(set.classNames == ["a", "b"])
  }

  @Test func readsAnImageFileWithItsLabels() throws {
    let path = try folder.write("my-images.idx3-ubyte", bigEndian(2051, 2, 1, 1) + [0, 255])
    #expect(dataError { try Dataset.load(path: path, in: .disk) }?.message == "no label file beside it")
    try folder.write("my-labels.idx1-ubyte.gz", gzipped(bigEndian(2049, 2) + [1, 0]))
    let set = try Dataset.load(path: path, in: .disk)
    #expect(set.training.targets == .labels([1, 0], classes: 2))
    #expect(set.image == Dataset.ImageSize(width: 1, height: 1))
  }

  /// What comes through a pipe cannot be read a second time.
  @Test(.timeLimit(.minutes(1))) func anImageFileIsReadOnce() throws {
    let path = folder.path + "/pipe-images.idx3-ubyte"
    try #require(mkfifo(path, 0o600) == 0)
    try folder.write("pipe-labels.idx1-ubyte", bigEndian(2049, 1) + [0])
    Thread.detachNewThread {
      let pipe = FileHandle(forWritingAtPath: path)
      pipe?.write(Data(bigEndian(2051, 1, 1, 1) + [255]))
      try? pipe?.close()
    }
    #expect(try Dataset.load(path: path, in: .disk).training.inputs == .bytes([255], scale: 2.0 / 255, offset: -1))
  }

  @Test func labelsInPlaceOfImagesAreNamed() throws {
    let path = try folder.write("x-labels-idx1-ubyte", bigEndian(2049, 1) + [1])
    #expect(dataError { try Dataset.load(path: path, in: .disk) }?.hint == "this file holds labels")
  }

  @Test func readsAFolderOfImages() throws {
    try folder.write("train-images-idx3-ubyte", bigEndian(2051, 1, 1, 1) + [0])
    try folder.write("train-labels-idx1-ubyte", bigEndian(2049, 1) + [1])
    #expect(try Dataset.load(path: folder.path, in: .disk).training.outputs == 2)
    #expect(try Dataset.load(path: folder.path, options: LoadOptions(classes: 4), in: .disk).training.outputs == 4)
  }

  private static let imageOptions: [(LoadOptions, String)] = [
    (LoadOptions(kind: .numbers), "targets numbers is not for"), (LoadOptions(firstLabel: 1), "first is not for"),
    (LoadOptions(hasHeader: false), "header is not for"),
  ]

  @Test(arguments: imageOptions) func optionsThatDoNotApplyToImagesAreRefused(options: LoadOptions, message: String)
    throws
  {
    let path = try folder.write("train-images-idx3-ubyte", bigEndian(2051, 1, 1, 1) + [0])
    try folder.write("train-labels-idx1-ubyte", bigEndian(2049, 1) + [1])
    #expect(
      dataError { try Dataset.load(path: path, options: options, in: .disk) }?.message == message + " an image file")
    #expect(
      dataError { try Dataset.load(path: folder.path, options: options, in: .disk) }?.message == message
        + " a folder of images")
  }

  @Test func columnsOfImagesAreRefused() throws {
    let path = try folder.write("train-images-idx3-ubyte", bigEndian(2051, 1, 1, 1) + [0])
    try folder.write("train-labels-idx1-ubyte", bigEndian(2049, 1) + [1])
    let column = LoadOptions(label: .number(3))
    #expect(
      dataError { try Dataset.load(path: path, options: column, in: .disk) }?.message
        == "label 3 is a column, and images have none")
    for label in [.number(3), .name("foo")] as [LoadOptions.LabelColumn] {
      let error = dataError { try Dataset.load(path: folder.path, options: LoadOptions(label: label), in: .disk) }
      #expect(error?.message == "label is not for a folder of images")
    }
  }

  private static let labelOptions: [(LoadOptions, String)] = [
    (LoadOptions(kind: .labels), "targets labels"), (LoadOptions(classes: 3), "classes"),
    (LoadOptions(firstLabel: 1), "first"),
  ]

  @Test(arguments: labelOptions) func severalNumbersAreNotLabels(options: LoadOptions, name: String) throws {
    let rows = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3)}", [1, 2, 3, 4, 5, 6])
    let path = try folder.write("x.npy", rows)
    try folder.write("y.npy", rows)
    let text = try folder.write("x.csv", "1,2,3\n4,5,6\n")
    for (path, label) in [(path, "y.npy"), (path, "0,1"), (text, "0,1")] {
      var options = options
      options.label = .name(label)
      let error = dataError { try Dataset.load(path: path, options: options, in: .disk) }
      #expect(error?.message == "\(name) is not for targets of several numbers", "\(path) \(label)")
    }
  }

  @Test func anArrayHasNoHeader() throws {
    let path = try folder.write("x.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2)}", [1, 2]))
    let error = dataError { try Dataset.load(path: path, options: LoadOptions(hasHeader: false), in: .disk) }
    #expect(error?.message == "header is not for an array")
  }

  @Test func severalColumnsOfAnArrayAreTargets() throws {
    let path = try folder.write(
      "x.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3)}", [1, 2, 3, 4, 5, 6]))
    let set = try Dataset.load(path: path, options: LoadOptions(label: .name("-1,0")), in: .disk).training
    #expect(set.inputs == .numbers([2, 5]))
    #expect(set.targets == .numbers([3, 1, 6, 4], width: 2))
    let error = dataError { try Dataset.load(path: path, options: LoadOptions(label: .name("0,1,2")), in: .disk) }
    #expect(error?.message == "every column a target: an input needs one too")
  }

  @Test func aFolderWithoutImagesIsAnError() {
    #expect(
      dataError { try Dataset.load(path: folder.path, in: .disk) }?.message
        == "the folder holds no train-images-idx3-ubyte")
  }

  @Test func readsAnArrayWithALabelColumn() throws {
    let file = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}", littleEndian([1.5, 2, 1, 3, 4, 0.0]))
    let path = try folder.write("x.npy", file)
    let last = try Dataset.load(path: path, in: .disk).training
    #expect(last.inputs == .numbers([1.5, 2, 3, 4]))
    #expect(last.targets == .labels([1, 0], classes: 2))
    let first = try Dataset.load(path: path, options: LoadOptions(label: .number(0)), in: .disk).training
    #expect(first.inputs == .numbers([2, 1, 4, 0]))
    #expect(first.targets == .numbers([1.5, 3], width: 1))
  }

  @Test func readsImagesWithAnArrayOfLabels() throws {
    let path = try folder.write(
      "x.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1, 2)}", [0, 255, 255, 0]))
    try folder.write("y.npy", npy("{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}", [1, 0]))
    let set = try Dataset.load(path: path, options: LoadOptions(label: .name("y.npy")), in: .disk)
    #expect(set.training.inputs == .bytes([0, 255, 255, 0], scale: 2.0 / 255, offset: -1))
    #expect(set.training.targets == .labels([1, 0], classes: 2))
    #expect(set.image == Dataset.ImageSize(width: 2, height: 1))
    #expect(dataError { try Dataset.load(path: path, in: .disk) }?.message == "images need their labels")
  }

  @Test func labelArraysMustFitTheInputs() throws {
    let path = try folder.write("x.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1)}", [1, 2]))
    for shape in ["(3,)", "(2, 0)", "()"] {
      let data = [UInt8](repeating: 0, count: ["(3,)": 3, "()": 1][shape] ?? 0)
      try folder.write("y.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': \(shape)}", data))
      let error = dataError { try Dataset.load(path: path, options: LoadOptions(label: .name("y.npy")), in: .disk) }
      #expect(error?.message.hasSuffix(" for 2 samples in \(path)") == true)
    }
    try folder.write("y.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2)}", [1, 2, 3, 4]))
    let set = try Dataset.load(path: path, options: LoadOptions(label: .name("y.npy")), in: .disk)
    #expect(set.training.targets == .numbers([1, 2, 3, 4], width: 2))
  }

  @Test func placesWhatIsNotFiniteInAnArray() throws {
    let file = npy("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2)}", littleEndian([1, .nan, 0, 1.0]))
    let error = dataError { try Dataset.load(path: folder.write("x.npy", file), in: .disk) }
    #expect(error?.place == .byte(128 + 8))
    #expect(error?.message == "row 1, column 0 is nan, not a finite number")
  }

  /// With the byte of the label.
  @Test func placesLabelsOutOfRangeInAnArray() throws {
    let file = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2)}", [9, 1, 9, 2])
    let error = dataError {
      try Dataset.load(path: folder.write("x.npy", file), options: LoadOptions(classes: 2), in: .disk)
    }
    #expect(error?.place == .byte(128 + 3))
    #expect(error?.hint == "labels seem to start at 1")
  }

  @Test func aFileNamedArrayMustBeOne() throws {
    let path = try folder.write("x.npy", "1,2\n")
    #expect(dataError { try Dataset.load(path: path, in: .disk) }?.message == "the file does not start with \\x93NUMPY")
    let flat = try folder.write("y.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': ()}", [1]))
    #expect(dataError { try Dataset.load(path: flat, in: .disk) }?.message == "an array of shape () holds no rows")
  }
}
