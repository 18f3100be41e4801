import CommandKit
import Files
import SessionCore
import Language
import Notebook

/// The files that this shell wrote or read: what somebody else wrote is not written over, unless that is asked for.
struct OwnFiles {
  /// What this shell last wrote or read, by path.
  private var contents: [String: [UInt8]] = [:]

  mutating func note(_ bytes: [UInt8]?, at path: String) { contents[path] = bytes }

  /// - Parameter word: the command that writes.
  mutating func write(
    _ bytes: [UInt8], to path: String, replaces: Bool, word: String, in files: inout FileStore
  ) throws(Diagnostic) {
    if !replaces, files.exists(path) {
      let hint = "\(word) \(path) replace writes over it"
      guard let known = contents[path] else { throw Diagnostic("\(path) is there already", at: .start, hint: hint) }
      if files.contents(of: path) != known {
        throw Diagnostic("\(path) was changed by another program meanwhile", at: .start, hint: hint)
      }
    }
    do throws(FileRefusal) {
      try files.write(bytes, to: path)
    } catch {
      throw Diagnostic(error.message, at: .start)
    }
    contents[path] = bytes
  }
}
