import Engine
import FileFixtures
import Testing

@testable import Datasets

struct DelimitedTextTests {
  private func load(_ text: String, _ options: LoadOptions = LoadOptions()) throws -> Dataset {
    try DelimitedText.dataset(file(Array(text.utf8)), options: options)
  }

  private func file(_ bytes: [UInt8]) -> DataFile { DataFile(path: "t.csv", bytes: bytes, files: .empty) }

  private func message(_ text: String, _ options: LoadOptions = LoadOptions()) -> String? {
    dataError { try load(text, options) }?.description
  }

  private func labels(_ set: Dataset) -> [Int?] { (0..<set.training.count).map(set.training.label) }

  @Test func readsNamesAsLabels() throws {
    let set = try load("5.1,3.5,setosa\n7.0,3.2,versicolor\n4.9,3.0,setosa\n")
    #expect(set.name == "t")
    #expect(set.training.inputs == .numbers([5.1, 3.5, 7, 3.2, 4.9, 3]))
    #expect(set.classNames == ["setosa", "versicolor"])
    #expect(labels(set) == [0, 1, 0])
  }

  @Test func takesTheLabelColumnByNameOrNumber() throws {
    let text = "kind,x,y\n0,1.5,2\n1,3,4\n"
    for label in [.name("kind"), .number(0), .number(-3), .name("0")] as [LoadOptions.LabelColumn] {
      let set = try load(text, LoadOptions(label: label))
      #expect(set.training.inputs == .numbers([1.5, 2, 3, 4]))
      #expect(labels(set) == [0, 1])
    }
  }

  @Test func namesUnknownColumns() {
    let text = "x,y\n1,2\n"
    #expect(
      message(text, LoadOptions(label: .name("z"))) == "t.csv: no column is named z\nhint: its columns are x, y")
    #expect(message(text, LoadOptions(label: .number(2)))?.hasPrefix("t.csv: the file has no column 2") == true)
  }

  @Test func findsTheHeaderByTheFirstTwoLines() throws {
    #expect(try load("x,y\n1,2\n").training.count == 1)
    #expect(try load("1,2\n3,4\n").training.count == 2)
    #expect(try load("0,1,label\n3,4,1\n").training.count == 1)
    #expect(try load("1,2\n3,4\n", LoadOptions(hasHeader: true)).training.count == 1)
  }

  @Test func readsNamesAfterAByteOrderMark() throws {
    let plain = "\u{FEFF}id,name\n1,Alice\n2,Bob\n"
    let quoted = "\u{FEFF}\"first_column\",\"second_column\"\n\"Hello\",\"how are you\"\n"
    for (text, names) in [(plain, "id, name"), (quoted, "first_column, second_column")] {
      #expect(dataError { try load(text, LoadOptions(label: .name("z"))) }?.hint == "its columns are \(names)")
    }
  }

  @Test func readsDecimalCommasBetweenSemicolons() throws {
    let set = try load("A;B;C;D\r\n" + String(repeating: "1,1;2,2;3,3;4,1\r\n", count: 3))
    #expect(set.training.inputs == .numbers([1.1, 2.2, 3.3, 1.1, 2.2, 3.3, 1.1, 2.2, 3.3]))
    #expect(set.training.targets == .numbers([4.1, 4.1, 4.1], width: 1))
    let one = try load("123;M;456,78;90", LoadOptions(label: .number(1)))
    #expect(one.training.inputs == .numbers([123, 456.78, 90]))
    #expect(one.classNames == ["M"])
  }

  /// Five outputs, labels 1 to 5.
  @Test func refusesLabelsOutOfRange() {
    #expect(
      message("x,k\n0,1\n0,2\n0,3\n0,4\n0,5\n", LoadOptions(classes: 5))
        == "t.csv:6:3: the label 5 of sample 4 is not in 0…4\nhint: labels seem to start at 1")
    #expect(
      message("0,1\n0,2\n0,3\n0,4\n0,7\n0,8\n0,9\n0,10\n", LoadOptions(classes: 8))
        == "t.csv:6:3: the label 8 of sample 5 is not in 0…7\nhint: labels seem to start at 1")
    #expect(message("0,0\n0,5\n", LoadOptions(classes: 5)) == "t.csv:2:3: the label 5 of sample 1 is not in 0…4")
    #expect(
      message("0,-1\n0,1\n", LoadOptions(classes: 2))
        == "t.csv:1:3: the label -1 of sample 0 is below 0, the first label")
  }

  @Test(arguments: [-1, 0, 70_000, .max])
  func refusesImpossibleNumbersOfClasses(count: Int) {
    let expected = "t.csv: \(count) classes; there can be 1 to 65536"
    #expect(message("0,0\n0,1\n", LoadOptions(classes: count)) == expected)
    #expect(message("0,a\n0,b\n", LoadOptions(classes: count)) == expected)
  }

  @Test(arguments: [-1, 2, .min])
  func refusesOtherFirstLabels(first: Int) {
    #expect(message("0,0\n0,1\n", LoadOptions(firstLabel: first)) == "t.csv: labels start at 0 or 1, not at \(first)")
  }

  @Test func namesMayBeFewerThanTheClassesButNotMore() throws {
    #expect(try load("0,a\n0,b\n", LoadOptions(classes: 3)).training.outputs == 3)
    #expect(
      message("0,a\n0,b\n", LoadOptions(classes: 1))
        == "t.csv:2:3: 2 different labels for 1 classes; b is one too many")
  }

  @Test func readsLabelsFromOne() throws {
    for options in [LoadOptions(), LoadOptions(classes: 3, firstLabel: 1)] {
      let set = try load("0.5,1\n0.5,3\n0.5,2\n", options)
      #expect(set.training.targets == .labels([0, 2, 1], classes: 3))
      #expect(set.classNames == ["1", "2", "3"])
    }
  }

  @Test func fractionsAreNumbersUnlessLabelsAreAsked() throws {
    #expect(try load("1,0.5\n2,1\n").training.targets == .numbers([0.5, 1], width: 1))
    #expect(try load("1,0\n2,1\n", LoadOptions(kind: .numbers)).training.targets == .numbers([0, 1], width: 1))
    #expect(
      message("1,0.5\n2,1\n", LoadOptions(kind: .labels)) == "t.csv:1:3: the label 0.5 is not a whole number")
  }

  @Test func labelsAreOf32Bits() throws {
    #expect(try load("1,3000000000\n2,1\n").training.targets == .numbers([3e9, 1], width: 1))
    for options in [LoadOptions(kind: .labels), LoadOptions(classes: 2)] {
      #expect(message("1,3000000000\n2,1\n", options) == "t.csv:1:3: the label 3000000000.0 is too large")
    }
  }

  @Test(arguments: [
    (LoadOptions(kind: .numbers, classes: 5), "classes"), (LoadOptions(kind: .numbers, firstLabel: 1), "first"),
  ])
  func numbersHaveNoClasses(options: LoadOptions, name: String) {
    #expect(message("1,1\n2,2\n", options) == "t.csv: \(name) is not for targets that are numbers")
  }

  @Test func manyDifferentWholeNumbersAreAQuantity() throws {
    let set = try load((0..<300).map { "1,\($0 * 10)\n" }.joined())
    #expect(set.training.targets == .numbers((0..<300).map { Double($0 * 10) }, width: 1))
    #expect(try load("1,-1\n1,1\n1,-1\n").training.targets == .labels([0, 1, 0], classes: 2))
  }

  @Test func namesLineAndColumnOfTextThatIsNotANumber() {
    #expect(message("wid,k\n1,0\n,1\n") == "t.csv:3:1: column wid is empty")
    #expect(message("1.5,nan,0\n") == "t.csv:1:5: column 1 is nan, not a finite number")
    #expect(message("x,k\n1,0\n2,\n") == "t.csv:3:3: the target is empty")
    #expect(message("x,k\n1,0.5\n2,NaN\n") == "t.csv:3:3: the target is NaN")
    #expect(
      message("é,x,k\n1,2,0\n1,two,0\n")
        == "t.csv:3:3: column x: two is not a number\nhint: only the label column may hold names: label x")
    #expect(
      message("x,k\n1,0\n\"1,5\",0\n")
        == "t.csv:3:1: column x: 1,5 is not a number\nhint: decimal commas need semicolons or tabs between the fields"
    )
  }

  @Test func raggedRowsAreErrors() {
    #expect(message("1,2,3\n1,2\n") == "t.csv:2:3: 2 fields, and the first line has 3")
    #expect(message("1,2\n1,2,3,4\n") == "t.csv:2:5: 4 fields, and the first line has 2")
  }

  @Test func refusesTextThatIsNotATable() {
    #expect(message("x,y\n") == "t.csv: no rows under the header line")
    #expect(message("\n\n") == "t.csv: no rows")
    #expect(message("1\n2\n")?.hasPrefix("t.csv: one column only") == true)
    #expect(message("1,2\n3,\u{0}\n")?.hasPrefix("t.csv: byte 6: a zero byte") == true)
    let wide = dataError { try DelimitedText.dataset(file([0xFF, 0xFE, 0x31, 0]), options: LoadOptions()) }
    #expect(wide?.hint == "save it as UTF-8")
  }

  @Test func severalTargetColumnsAreNumbersInTheOrderNamed() throws {
    let text = "y,x,z\n1,2,3\n4,5,6\n"
    for label in ["z,y", "z, y"] {
      let set = try load(text, LoadOptions(label: .name(label)))
      #expect(set.training.inputs == .numbers([2, 5]))
      #expect(set.training.targets == .numbers([3, 1, 6, 4], width: 2))
      #expect(set.classNames.isEmpty)
    }
    let bare = try load("1,2,3\n4,5,6\n", LoadOptions(label: .name("-1,0")))
    #expect(bare.training.targets == .numbers([3, 1, 6, 4], width: 2))
  }

  @Test func namesWhatIsWrongWithSeveralTargetColumns() {
    let text = "y,x,z\n1,2,3\n4,5,no\n"
    #expect(message(text, LoadOptions(label: .name("y,q")))?.contains("no column is named q") == true)
    for label in ["y,", ",y", ","] {
      #expect(message(text, LoadOptions(label: .name(label)))?.contains("no column is named ''") == true)
    }
    #expect(message(text, LoadOptions(label: .name("y,y")))?.contains("named twice") == true)
    #expect(message(text, LoadOptions(label: .name("y,z")))?.contains("t.csv:3:5: no is not a number") == true)
    #expect(message("y,z\n1,2\n", LoadOptions(label: .name("y,z")))?.contains("every column a target") == true)
  }

  @Test func aColumnWithACommaInItsNameIsOne() throws {
    let set = try load("x,\"y,z\"\n1.5,2.5\n", LoadOptions(label: .name("y,z")))
    #expect(set.training.targets == .numbers([2.5], width: 1))
  }
}
