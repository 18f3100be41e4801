import CommandKit
import Commands
import Foundation
import SessionCore
import Testing

@testable import chainrule

/// The manual says everything that is declared, in every format.
struct ManualTests {
  private let options: ProgramOptions
  private let manual: Manual

  init() throws {
    options = try ProgramOptions.of(ChainRule.self)
    manual = Manual(options: options, help: Help(commands: .standard))
  }

  private var terms: Set<String> {
    Set(manual.blocks.compactMap { if case .item(let term, _) = $0 { term } else { nil } })
  }

  private var headings: Set<String> {
    Set(
      manual.blocks.compactMap { block in
        switch block {
        case .section(let title), .subsection(let title): title
        default: nil
        }
      })
  }

  @Test func everyOptionOfTheProgramAppears() {
    #expect(terms.isSuperset(of: ["-c <cell>", "--format <format>", "--keep-going", "-h, --help", "--version"]))
    #expect(terms.isSuperset(of: ["--accept", "-o, --output <output>", "--to <to>", "--folder <folder>"]))
    #expect(headings.isSuperset(of: ["chainrule", "chainrule run", "chainrule lesson new", "chainrule manual"]))
  }

  @Test func everyCommandWithItsArgumentsAppears() {
    #expect(headings.isSuperset(of: CommandSet.standard.all.map { $0.name }))
    #expect(terms.isSuperset(of: CommandSet.standard.all.flatMap { $0.parameters.map(\.name) }))
    for command in CommandSet.standard.all { #expect(manual.blocks.contains(.code(command.usage)), "\(command.name)") }
  }

  @Test func everythingElseWithAPageOfHelpAppears() {
    for page in Help(commands: .standard).pages where ![.command, .topic].contains(page.kind) {
      #expect(terms.contains(page.name))
    }
    let keys = Help(commands: .standard).pages.first { $0.name == "keys" }?.discussion ?? "none"
    #expect(manual.blocks.contains(.code(keys)))
  }

  @Test func theGuidesAppear() {
    #expect(headings.isSuperset(of: ["files", "pytorch", "terminal"]))
    #expect(headings.isSuperset(of: Help.guides.map(\.name)))
  }

  @Test func variablesAndFilesAppear() {
    #expect(terms.isSuperset(of: ["VISUAL, EDITOR", "CHAINRULE_PAGER, PAGER", "~/.local/state/chainrule/sessions"]))
  }

  /// Requests of roff are the manual's own; text never makes one.
  @Test func thePageIsWellFormedRoff() {
    let lines = manual.roff(version: "chainrule 0").split(separator: "\n", omittingEmptySubsequences: false)
    let requests = Set(lines.filter { $0.first == "." || $0.first == "'" }.map { $0.prefix { $0 != " " } })
    #expect(requests == [".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".RS", ".RE"])
    #expect(lines[0].hasPrefix(".TH CHAINRULE 1 "))
    #expect(
      lines[1...2] == [".SH \"NAME\"", "chainrule \\- A notebook\\-style shell for the multilayer perceptron."])
    #expect(lines.count { $0 == ".nf" } == lines.count { $0 == ".fi" })
    for (index, line) in lines.enumerated() where line == ".TP" {
      #expect(lines[index + 1].hasPrefix("\\fB") && !lines[index + 2].hasPrefix("."))
    }
  }

  /// groff, if it is installed, accepts the page.
  @Test func groffReadsThePage() throws {
    let home = try TemporaryFolder()
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/groff") else {
      print("skipped: groff is not installed")
      return
    }
    let result = try Program.bash("$chainrule manual | groff -Kutf8 -man -Tutf8 -ww", home: home)
    #expect(result.errors == "")
    #expect(result.output.contains("gradcheck") && result.output.contains("train [epochs N] [batch N]"))
  }

  @Test func markdownAndHTMLAreWritten() throws {
    let home = try TemporaryFolder()
    let markdown = try Program.bash("$chainrule manual --format markdown", home: home)
    #expect(markdown.status == 0 && markdown.output.contains("\n### gradcheck\n"))
    let page = try Program.bash("$chainrule manual --format html", home: home)
    #expect(page.status == 0 && page.output.hasPrefix("<!DOCTYPE html>") && page.output.contains(">gradcheck</h3>"))
  }

  @Test func helpNamesTheManualAndTheCommands() throws {
    let home = try TemporaryFolder()
    let help = try Program.bash("$chainrule --help", home: home)
    for command in ["run", "check", "lesson", "export", "manual"] { #expect(help.output.contains("\n  \(command) ")) }
  }
}
