import CommandKit
import SessionCore
import Renderers

extension Logbook {
  /// The bytes of a file with what was typed and what came of it, as it came.
  public func exported(to format: Exporter.Format, title: String, commands: CommandSet) throws(NotebookError) -> [UInt8]
  {
    let text = markdown
    let recording = Recording(try Document.parse(text), named: title, outputs: outputs)
    switch format {
    case .markdown: return Array(text.utf8)
    case .ipynb: return JupyterNotebook(recording).bytes
    case .svg: return Array(ScreenPicture(recording: recording, screen: ScreenRenderer()).svg.utf8)
    case .html:
      let pictures = PictureShelf(folder: "", shelf: .disk)
      return Array(try LessonPage(recording, pictures: pictures, commands: Set(commands.names)).html().utf8)
    }
  }
}
