import CLineEditor
import Datasets
import Glibc

let programVersion = "0.1"

/// A variable of the environment; an empty one counts as not set.
func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// Makes the folders that a file is in.
func makeFolders(above path: String) {
  for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o700) }
}

/// A file in `$XDG_STATE_HOME/chainrule`; `nil` where there is no home.
func stateFile(_ name: String) -> String? {
  if let state = environmentVariable("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/chainrule/" + name }
  return environmentVariable("HOME").map { $0 + "/.local/state/chainrule/" + name }
}

extension Catalog.Environment {
  /// Where this process looks for data sets.
  static var process: Catalog.Environment {
    let names = ["CHAINRULE_DATA", "CHAINRULE_MIRROR", "XDG_DATA_HOME", "HOME"]
    let variables = names.compactMap { name in environmentVariable(name).map { (name, $0) } }
    return Catalog.Environment(variables: Dictionary(uniqueKeysWithValues: variables))
  }
}

/// The character set of the terminal.
enum Locale {
  /// Whether the environment asks for another character set than UTF-8.
  nonisolated(unsafe) private(set) static var isASCII = false

  /// Called once, first of all.
  static func use() { isASCII = line_editor_use_locale() }
}

/// Ctrl-C.
enum Interrupt {
  /// - Parameter secondEnds: whether a second Ctrl-C, while the first still waits to be noticed, ends the program.
  static func install(secondEnds: Bool) { signals_install(secondEnds) }

  /// Whether Ctrl-C was pressed since `clear`.
  static var isPending: Bool { signals_interrupts() > 0 }

  static func clear() { signals_clear_interrupts() }

  /// Ends the program as Ctrl-C ends one that does nothing about it.
  static func die() { signals_die_of_interrupt() }
}
