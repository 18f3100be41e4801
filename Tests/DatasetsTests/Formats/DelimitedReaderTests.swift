import FileFixtures
import Testing

@testable import Datasets

struct DelimitedReaderTests {
  private func rows(_ text: String) throws -> [[String]] {
    var reader = DelimitedReader(Array(text.utf8), file: "t.csv")
    var rows: [[String]] = []
    while try reader.next() { rows.append(reader.fields.map(reader.text)) }
    return rows
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func readsEveryLineEnd(end: String) throws {
    #expect(try rows("a,b\(end)1,2\(end)\(end)3,4") == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(try rows("a,b\(end)1,2\(end)") == [["a", "b"], ["1", "2"]])
  }

  @Test func readsQuotes() throws {
    #expect(
      try rows("\"a,b\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\"\n") == [["a,b", "say \"hi\""], ["two\nlines", ""]])
  }

  /// The mark does not belong to the first name, quoted or not.
  @Test func dropsTheByteOrderMark() throws {
    #expect(try rows("\u{FEFF}id,name\n1,Alice\n2,Bob\n") == [["id", "name"], ["1", "Alice"], ["2", "Bob"]])
    #expect(
      try rows("\u{FEFF}\"first_column\",\"second_column\"\n\"Hello\",\"how are you\"\n")
        == [["first_column", "second_column"], ["Hello", "how are you"]])
  }

  /// Four columns, never five, never eleven.
  @Test func semicolonsSeparateBeforeCommas() throws {
    #expect(try rows("1,1;2,2;3,3;4,1") == [["1,1", "2,2", "3,3", "4,1"]])
    #expect(try rows("123;M;456,78;90") == [["123", "M", "456,78", "90"]])
    #expect(try rows("a;b\tc;d") == [["a;b", "c;d"]])
    #expect(try rows("\"a;b\",c") == [["a;b", "c"]])
  }

  @Test func keepsEmptyFields() throws { #expect(try rows(",a,\n,,") == [["", "a", ""], ["", "", ""]]) }

  @Test func anEmptyTextHasNoRows() throws { #expect(try rows("\n\r\n") == []) }

  @Test func faultsOfQuotingAreErrorsAtTheQuote() {
    #expect(dataError { try rows("a,b\n1,\"x") }?.description == "t.csv:2:3: the quote is never closed")
    #expect(dataError { try rows("é,\"x\"y") }?.description == "t.csv:1:3: text follows the closing quote")
  }
}
