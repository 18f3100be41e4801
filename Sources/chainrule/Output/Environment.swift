import CLineEditor
import Datasets
import Glibc

let programVersion = "0.1"

/// A variable of the environment; an empty one counts as not set.
func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// Makes the folders above a file.
func makeFolders(above path: String) {
  for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o700) }
}

/// A file in `$XDG_STATE_HOME/chainrule`; `nil` without a home folder.
func stateFile(_ name: String) -> String? { userFile(name, in: "XDG_STATE_HOME", else: ".local/state") }

/// A file in `$XDG_CONFIG_HOME/chainrule`; `nil` without a home folder.
func configurationFile(_ name: String) -> String? { userFile(name, in: "XDG_CONFIG_HOME", else: ".config") }

private func userFile(_ name: String, in variable: String, else folder: String) -> String? {
  let given = environmentVariable(variable).flatMap { $0.hasPrefix("/") ? $0 : nil }
  return (given ?? environmentVariable("HOME").map { $0 + "/" + folder }).map { "\($0)/chainrule/\(name)" }
}

extension Catalog.Environment {
  /// The places of data sets for this process.
  static var process: Catalog.Environment {
    let names = ["CHAINRULE_DATA", "CHAINRULE_MIRROR", "XDG_DATA_HOME", "HOME"]
    let variables = names.compactMap { name in environmentVariable(name).map { (name, $0) } }
    return Catalog.Environment(variables: Dictionary(uniqueKeysWithValues: variables))
  }
}

/// The character set of the terminal.
enum Locale {
  /// Whether the character set of the environment is not UTF-8.
  nonisolated(unsafe) private(set) static var isASCII = false

  /// Must be called once, before anything else.
  static func use() { isASCII = line_editor_use_locale() }
}

/// Ctrl-C.
enum Interrupt {
  /// - Parameter secondEnds: whether a second Ctrl-C ends the program if the first one is still pending.
  static func install(secondEnds: Bool) { signals_install(secondEnds) }

  /// Whether Ctrl-C was pressed since `clear`.
  static var isPending: Bool { signals_interrupts() > 0 }

  static func clear() { signals_clear_interrupts() }

  /// Ends the program as if it did not handle Ctrl-C.
  static func die() { signals_die_of_interrupt() }
}
