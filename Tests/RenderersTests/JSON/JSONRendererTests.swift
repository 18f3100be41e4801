import Foundation
import Renderers
import Testing
import Views

/// The part of a matrix view that is read back. `JSONSerialization` would not do: it is an ulp off for 0.1 + 0.2.
private struct Numbers: Decodable { var data: [[Double]] }

@Suite struct JSONRendererTests {
  let json = JSONRenderer()

  @Test func simpleViews() {
    #expect(json.render(.number(NumberView(0.1))) == #"{"kind":"number","value":0.1}"#)
    #expect(
      json.render(.number(NumberView(1, label: "C", note: "old")))
        == #"{"kind":"number","label":"C","value":1.0,"note":"old"}"#)
    #expect(
      json.render(.matrix(MatrixView(rows: 1, columns: 3, data: [.nan, .infinity, -.infinity])))
        == #"{"kind":"matrix","shape":[1,3],"data":[["nan","inf","-inf"]]}"#)
    #expect(
      json.render(
        .table(Table(columns: ["a", "b"], rows: [[.text("x"), .integer(2)], [.percent(0.5), .number(3)]])))
        == #"{"kind":"table","columns":["a","b"],"rows":[["x",2],[0.5,3.0]]}"#)
    #expect(
      json.render(.stack([.text("a\"\\\n\u{1B}é")]))
        == #"{"kind":"stack","views":[{"kind":"text","text":"a\"\\\n\u001bé"}]}"#)
  }

  @Test func cells() {
    #expect(
      json.renderCell(number: 1, source: "C", result: .shown(.number(NumberView(2))))
        == #"{"cell":1,"source":"C","ok":true,"view":{"kind":"number","value":2.0}}"#)
    #expect(
      json.renderCell(number: nil, source: "", result: .shown(nil))
        == #"{"cell":null,"source":"","ok":true,"view":null}"#
    )
    let excerpt = SourceExcerpt(message: "no", line: 2, column: 5, length: 1, text: "x", hint: "yes")
    #expect(
      json.renderCell(number: 3, source: "x", result: .failed(excerpt))
        == #"{"cell":3,"source":"x","ok":false,"error":{"message":"no","hint":"yes","line":2,"column":5}}"#)
  }

  @Test func derivationAndVerdict() {
    let step = Derivation.Step(
      formula: "δ = 2", expression: "d", value: .matrix(MatrixView(rows: 1, columns: 2, data: [1, 2])))
    #expect(
      json.render(.derivation(Derivation(target: "dW[2][0,1]", value: .number(0.5), steps: [step])))
        == #"{"kind":"derivation","target":"dW[2][0,1]","value":0.5,"steps":[{"formula":"δ = 2","#
        + #""expression":"d","value":[[1.0,2.0]]}]}"#)
    #expect(
      json.render(.verdict(Verdict(.cannotSay, digits: 0, findings: [.remark("a kink")])))
        == #"{"kind":"verdict","verdict":"cannot say","digits":0,"worst":null,"diagnosis":"a kink","correction":null}"#)
  }

  @Test func numbersReadBackBitForBit() throws {
    let values = [
      0.1 + 0.2, .leastNonzeroMagnitude, -0.0, 1.797_693_134_862_315_7e308, 1e22, 1.0 / 3, 123_456_789.123_456_79,
    ]
    let text = json.render(.matrix(MatrixView(rows: 1, columns: values.count, data: values)))
    let read = try JSONDecoder().decode(Numbers.self, from: Data(text.utf8)).data.joined()
    #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
  }
}
