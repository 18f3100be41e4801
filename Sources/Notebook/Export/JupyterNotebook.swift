import Foundation
import Renderers
import Views

/// A recording in Jupyter's format, nbformat 4.5: prose and exercises as Markdown cells, the rest as code with outputs.
struct JupyterNotebook {
  let recording: Recording

  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(file)).map { Array($0) } ?? []) + Array("\n".utf8)
  }

  private var file: File {
    var cells: [Cell] = []
    var executed = 0
    var exercises = 0
    for piece in recording.pieces {
      let id = "cell-\(cells.count + 1)"
      switch piece {
      case .prose(let text, _):
        let source = withoutTrailingBlanks(text.drop(while: \.isWhitespace))
        if !source.isEmpty { cells.append(.markdown(source, id: id)) }
      case .cell(let source, let output):
        executed += 1
        cells.append(.code(source, output, id: id, count: executed))
      case .exercise(let exercise, _):
        exercises += 1
        cells.append(.markdown(markdown(exercise, number: exercises), id: id))
      }
    }
    return File(cells: cells, metadata: Metadata(title: recording.title))
  }

  private func markdown(_ exercise: Exercise, number: Int) -> String {
    func details(_ summary: String, _ text: String) -> String {
      "<details><summary>\(summary)</summary>\n\n\(text)\n\n</details>"
    }
    let setup = exercise.setup.isEmpty ? [] : ["```\n" + exercise.setup.map(\.source).joined(separator: "\n") + "\n```"]
    let hints = exercise.hints.enumerated().map { details("Hint \($0 + 1)", $1) }
    let parts = ["**Exercise \(number).** \(exercise.question)"] + setup + hints
    return (parts + [details("Answer", "`\(exercise.answer)`")]).joined(separator: "\n\n")
  }
}

extension JupyterNotebook {
  fileprivate struct File: Encodable {
    var cells: [Cell]
    var metadata: Metadata
    var nbformat = 4
    var nbformatMinor = 5
  }

  fileprivate struct Metadata: Encodable {
    struct Kernel: Encodable {
      var name = "chainrule"
      var displayName = "chainrule"
      var language = "chainrule"
    }
    struct Language: Encodable {
      var name = "chainrule"
      var mimetype = "text/plain"
    }

    var title: String
    var kernelspec = Kernel()
    var languageInfo = Language()
  }

  fileprivate struct Cell: Encodable {
    var cellType: String
    var id: String
    var metadata: [String: String] = [:]
    var source: String
    var executionCount: Int?
    var outputs: [Output]?

    static func markdown(_ source: String, id: String) -> Cell { Cell(cellType: "markdown", id: id, source: source) }

    static func code(_ source: String, _ output: CellOutput, id: String, count: Int) -> Cell {
      let outputs = output.text.isEmpty ? [] : [Output(output, count: count)]
      return Cell(cellType: "code", id: id, source: source, executionCount: count, outputs: outputs)
    }
  }

  /// A result, or an error.
  fileprivate struct Output: Encodable {
    var outputType: String
    var executionCount: Int?
    var data: [String: String]?
    var metadata: [String: String]?
    var ename: String?
    var evalue: String?
    var traceback: [String]?

    init(_ output: CellOutput, count: Int) {
      guard !output.isError else {
        outputType = "error"
        (ename, evalue, traceback) = ("error", output.text, output.text.split(separator: "\n").map(String.init))
        return
      }
      outputType = "execute_result"
      executionCount = count
      metadata = [:]
      var renderer = HTMLRenderer(RenderStyle(format: output.format, background: .light))
      renderer.picturesAreImages = true
      data = ["text/plain": output.text]
      data?["text/html"] = output.view.map(renderer.render)
    }
  }
}
