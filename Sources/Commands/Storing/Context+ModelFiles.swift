import CommandKit
import Datasets
import Engine
import Files
import Interruption
import Language
import Models
import SessionCore

extension Context {
  /// Writes a file completely or not at all, unless the work is stopped.
  func write(_ bytes: [UInt8], to path: String, at span: SourceSpan) throws(Diagnostic) {
    try Work.current.check(at: span)
    do throws(FileRefusal) {
      try host.files.write(bytes, to: path)
    } catch {
      throw Diagnostic(error.message, at: span)
    }
  }

  /// The checked file, its numbers not yet read.
  func tensorFile(_ path: String, at span: SourceSpan) throws(Diagnostic) -> TensorFile {
    try Diagnostic.of(span) { () throws(FileError) in try ModelFile.read(host.files.read(path), file: path) }
  }
}

extension Diagnostic {
  /// Runs a body; its errors about a file are reported at a place of the cell.
  static func of<Result>(
    _ span: SourceSpan, _ body: () throws(FileError) -> Result
  ) throws(Diagnostic) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw Diagnostic(error.withoutHint, at: span, hint: error.hint)
    }
  }
}

extension Session {
  /// What the network is trained on: the data set, or the origin that its file names.
  var modelOrigin: ModelOrigin? {
    guard let dataset else { return origin }
    var pixels: ModelOrigin.PixelScale?
    if case .bytes(_, let scale, let offset) = dataset.training.inputs {
      pixels = ModelOrigin.PixelScale(scale: scale, offset: offset)
    }
    return ModelOrigin(data: dataset.name, pixels: pixels, classNames: dataset.classNames)
  }
}
