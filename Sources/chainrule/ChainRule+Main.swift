import ArgumentParser

extension ChainRule {
  /// What the library would write itself, but through `Output`: an argument may hold anything, and is named in messages.
  static func main() {
    Locale.use()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      let output = code == .success ? Output.standard : Output.errors
      if !text.isEmpty { output.writeMessage(text) }
      output.flush()
      exit(withError: code)
    }
  }
}
