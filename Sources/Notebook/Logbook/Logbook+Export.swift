import CommandKit
import Files
import SessionCore
import Renderers

extension Logbook {
  /// The bytes of a file with what was typed and what came of it, as it came.
  /// - Parameter files: where pictures are that the text points to.
  public func exported(
    to format: Exporter.Format, title: String, commands: CommandSet, files: FileStore = .disk
  ) throws(NotebookError) -> [UInt8] {
    let text = markdown
    let recording = Recording(try Document.parse(text), named: title, outputs: outputs)
    switch format {
    case .markdown: return Array(text.utf8)
    case .ipynb: return JupyterNotebook(recording).bytes
    case .svg: return Array(ScreenPicture(recording: recording, screen: ScreenRenderer()).svg.utf8)
    case .html:
      let pictures = LessonPictures(folder: "", files: files)
      return Array(try LessonPage(recording, pictures: pictures, commands: Set(commands.names)).html().utf8)
    }
  }
}
