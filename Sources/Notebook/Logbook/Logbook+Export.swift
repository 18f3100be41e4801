extension Logbook {
  /// The bytes of a file with what was typed and what came of it, as it came.
  public func exported(to format: Exporter.Format, title: String) throws(NotebookError) -> [UInt8] {
    let text = markdown
    if format == .markdown { return Array(text.utf8) }
    let recording = Recording(try Document.parse(text), named: title, outputs: outputs)
    if format == .ipynb { return JupyterNotebook(recording).bytes }
    let pictures = PictureShelf(folder: "", shelf: .disk)
    return Array(try LessonPage(recording, pictures: pictures).html().utf8)
  }
}
