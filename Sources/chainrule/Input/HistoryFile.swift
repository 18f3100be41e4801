import CLineEditor
import Glibc

/// The cells of earlier sessions, in `$XDG_STATE_HOME/chainrule/history`.
///
/// Each cell is added to the end of the file as soon as it is entered: two shells lose nothing to each other, and a
/// shell that is killed loses nothing at all. A file that could not be read is never written.
struct HistoryFile {
  static let capacity = 10_000

  private let path: String?
  private(set) var warning: String?
  private var isWritable: Bool

  /// Reads the file into the editor.
  init(path: String?, into editor: OpaquePointer) {
    self.path = path
    isWritable = path != nil
    line_editor_history_resize(editor, Int32(Self.capacity))
    guard let path, let reason = Self.load(path, into: editor) else { return }
    isWritable = false
    warning = "cannot read the history \(path): \(reason); cells are not added to it"
  }

  /// Adds a cell; returns a warning, at most once.
  mutating func append(_ cell: String) -> String? {
    guard isWritable, let path else { return nil }
    Self.makeFolders(above: path)
    if line_editor_history_append(path, cell) { return nil }
    isWritable = false
    return "cannot write the history \(path): \(systemMessage(errno))"
  }

  /// What is wrong with the file, `nil` where it could be read or does not exist yet.
  private static func load(_ path: String, into editor: OpaquePointer) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { return errno == ENOENT ? nil : systemMessage(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return systemMessage(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return "it is not a file" }
    if status.st_size == 0 || line_editor_history_load(editor, path) { return nil }
    return "it is not in libedit's format"
  }

  static func makeFolders(above path: String) {
    for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o700) }
  }

  static var standardPath: String? { stateFile("history") }
}

/// A file in `$XDG_STATE_HOME/chainrule`; `nil` where there is no home.
func stateFile(_ name: String) -> String? {
  if let state = environmentVariable("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/chainrule/" + name }
  return environmentVariable("HOME").map { $0 + "/.local/state/chainrule/" + name }
}
