import ArgumentParser
import Foundation

/// The program's own commands and options, as swift-argument-parser describes them.
struct ProgramOptions: Decodable {
  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var names: [Name]?
    var abstract: String?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var isRepeating: Bool
    var isOptional: Bool
    var shouldDisplay: Bool
  }

  var command: Command

  /// - Throws: if the description is not as expected.
  static func of(_ program: any ParsableCommand.Type) throws -> ProgramOptions {
    try JSONDecoder().decode(ProgramOptions.self, from: Data(program._dumpHelp().utf8))
  }
}

extension ProgramOptions.Argument {
  /// `-o, --output <output>`, or `<file> …`.
  var term: String {
    let sorted = (names ?? []).sorted { $0.kind != "long" && $1.kind == "long" }
    let names = sorted.map { ($0.kind == "long" ? "--" : "-") + $0.name }.joined(separator: ", ")
    let value = kind == "flag" ? "" : "<\(valueName ?? "value")>" + (isRepeating && kind == "positional" ? " …" : "")
    return [names, value].filter { !$0.isEmpty }.joined(separator: " ")
  }

  var explanation: String {
    (abstract ?? "") + (defaultValue.map { " (default: \($0))" } ?? "")
  }
}

extension ProgramOptions.Command {
  /// The command's arguments, without `--help` and `--version`.
  var ownArguments: [ProgramOptions.Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
    }
  }

  /// `chainrule run [<options>] <files> …`.
  func synopsis(_ path: String) -> String {
    let options = ownArguments.contains { $0.kind != "positional" } ? ["[<options>]"] : []
    let positions = ownArguments.filter { $0.kind == "positional" }
      .map { $0.isOptional ? "[\($0.term)]" : $0.term }
    return ([path] + options + positions).joined(separator: " ")
  }
}
