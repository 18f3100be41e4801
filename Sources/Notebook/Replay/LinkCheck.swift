import Files
import Foundation

/// Checks that the files, headings and lesson numbers that a lesson names exist, and that its cells name no path that only
/// one machine has.
struct LinkCheck {
  let document: Document
  let file: String
  let files: FileStore

  var findings: [FileReport.Finding] {
    let links = document.scan.links.compactMap { link in
      complaint(about: link.text).map { (link.line, $0) }
    }
    let cells = document.cells.flatMap { cell in
      Self.machinePaths(in: cell.source).map { (cell.line - 1, "`\($0)` is a place on one machine") }
    }
    return (links + cells + missingLessons).map { .init(line: $0.0 + 1, .message($0.1)) }
  }

  private func complaint(about destination: String) -> String? {
    if MarkdownScan.isExternal(destination) { return nil }
    if destination.isEmpty { return "this link goes nowhere" }
    if destination.hasPrefix("/") { return "the link `\(destination)` is a place on one machine" }
    let parts = MarkdownScan.parts(of: destination)
    let path = parts.path.removingPercentEncoding ?? parts.path
    let target = path.isEmpty ? file : FilePath.resolved(path, in: FilePath.folder(of: file))
    if !path.isEmpty, !files.exists(target) { return "the link `\(destination)` goes to a file that does not exist" }
    guard let anchor = parts.anchor, !anchor.isEmpty, target.hasSuffix(".md") else { return nil }
    let anchors = path.isEmpty ? document.scan.anchors : MarkdownScan(files.contents(of: target) ?? []).anchors
    return anchors.contains(anchor.removingPercentEncoding ?? anchor)
      ? nil : "the link `\(destination)` goes to a heading that does not exist"
  }

  /// Words that name a file from the root or from the home folder.
  static func machinePaths(in source: String) -> [String] {
    source.split { $0.isWhitespace || $0 == "\"" || $0 == "'" }.map(String.init).filter {
      $0.wholeMatch(of: /(\/|~\/)[\w.\-]+\/[^\s]+|~\/.*/) != nil
    }
  }

  /// Mentions of lessons by a number that no file of the folder has.
  private var missingLessons: [(Int, String)] {
    let numbers = Set(
      files.names(in: FilePath.folder(of: file)).compactMap { name in
        name.wholeMatch(of: /(\d+)-.*\.md/).flatMap { Int($0.output.1) }
      })
    if numbers.isEmpty { return [] }
    let texts = document.scan.prose.map { ($0.line, $0.text) } + document.cells.map { ($0.line - 1, $0.source) }
    return texts.flatMap { line, text in
      Self.lessonNumbers(in: text).filter { !numbers.contains($0) }.map { (line, "there is no lesson \($0)") }
    }
  }

  /// The numbers in `lesson 3`, `Lessons 3 and 4`, `lessons 3, 4 and 5`.
  static func lessonNumbers(in text: String) -> [Int] {
    text.matches(of: /\b[Ll]essons?\s+(\d+(?:(?:,\s*|\s+and\s+|–)\d+)*)\b/).flatMap { mention in
      mention.output.1.split { !$0.isNumber }.compactMap { Int($0) }
    }
  }
}
