import Foundation
import Renderers
import Views

/// A recording in Jupyter's format, nbformat 4.5: prose and exercises as Markdown cells, the rest as code with outputs.
struct JupyterNotebook {
  private let recording: Recording

  init(_ recording: Recording) { self.recording = recording }

  var bytes: [UInt8] {
    let encoder = JSONEncoder()
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
        let source = trimmedLines(text)
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

  private func trimmedLines(_ text: String) -> String {
    withoutTrailingBlanks(text.drop { $0.isWhitespace })
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

    enum CodingKeys: String, CodingKey {
      case cells, metadata, nbformat
      case nbformatMinor = "nbformat_minor"
    }
  }

  fileprivate struct Metadata: Encodable {
    struct Kernel: Encodable {
      var name = "chainrule"
      var displayName = "chainrule"
      var language = "chainrule"

      enum CodingKeys: String, CodingKey {
        case name, language
        case displayName = "display_name"
      }
    }
    struct Language: Encodable {
      var name = "chainrule"
      var mimetype = "text/plain"
    }

    var title: String
    var kernelspec = Kernel()
    var languageInfo = Language()

    enum CodingKeys: String, CodingKey {
      case title, kernelspec
      case languageInfo = "language_info"
    }
  }

  fileprivate struct Cell: Encodable {
    var cellType: String
    var id: String
    var metadata: [String: String] = [:]
    var source: String
    var executionCount: Int?
    var outputs: [Output]?

    enum CodingKeys: String, CodingKey {
      case id, metadata, source, outputs
      case cellType = "cell_type"
      case executionCount = "execution_count"
    }

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

    enum CodingKeys: String, CodingKey {
      case data, metadata, ename, evalue, traceback
      case outputType = "output_type"
      case executionCount = "execution_count"
    }

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
