import Foundation
import Testing

/// What files, names, arguments and lessons hold never acts on the terminal.
@Suite struct HostileTextTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// ESC, BEL, CSI, OSC, C1, bidirectional overrides, a byte order mark, a stack of accents, and bytes that are not text.
  static let pieces: [[UInt8]] = [
    [0x1B, 0x5B, 0x33, 0x31, 0x6D], [0x07], [0x1B, 0x5D, 0x30, 0x3B, 0x74, 0x07], Array("\u{9B}2J\u{85}".utf8),
    Array("\u{202E}\u{2066}\u{200F}\u{061C}".utf8), [0xEF, 0xBB, 0xBF],
    Array(("a" + String(repeating: "\u{301}", count: 90)).utf8),
    [0xFF, 0xC3, 0x28, 0x9B], [0x08, 0x08, 0x7F], Array("\u{E0041}\u{AD}".utf8),
  ]

  @Test(arguments: pieces.indices, ["never", "always"])
  func nothingActs(_ index: Int, colour: String) throws {
    let hostile = Self.pieces[index]
    try write(hostile, to: "data.csv", head: "p,q,label", rows: 6)
    try write(
      Array("# T ".utf8) + hostile + Array("\n\ntext ".utf8) + hostile + Array("\n\n```chainrule\n> x = 1 # ".utf8)
        + hostile + Array("\n```\n".utf8), to: "lesson.md")
    try write(
      Array("show ".utf8) + hostile + Array("\nx".utf8) + hostile + Array(" = 1\ndata nosuch".utf8) + hostile
        + Array("\nset ".utf8) + hostile + Array("\nhelp ".utf8) + hostile + Array("\nset width ".utf8) + hostile,
      to: "cells")
    try Data(hostile).write(to: home.url.appendingPathComponent("argument"))
    let lines = [
      "$chainrule --color \(colour) --keep-going run cells", "$chainrule --color \(colour) --keep-going < cells",
      "$chainrule --color \(colour) -c 'data data.csv label label' -c 'confusion' -c 'sample 0:6' -c show",
      "$chainrule --format json --keep-going < cells",
      "$chainrule --format json -c 'data data.csv label label' -c show",
      "$chainrule --color \(colour) -c \"data $a.csv\" -c \"lesson $a.md\"",
      "$chainrule lesson lesson.md --color \(colour) < /dev/null",
      "$chainrule check lesson.md \"$a\" --color \(colour)", "$chainrule run \"$a\"", "$chainrule \"--$a\"",
      "$chainrule \"$a\"",
      "$chainrule export \"$a\" --to html -o \"$a.html\"", "$chainrule lesson new \"$a\"", "$chainrule lesson \"$a\"",
      "cp cells \"$a.cells\"; $chainrule --keep-going --color \(colour) run \"$a.cells\"",
      "$chainrule --color \(colour) -c \"save weights to $a/w.png\" -c \"history\"",
    ]
    for line in lines {
      let result = try Program.bash("cd $HOME; a=$(cat argument); \(line)", home: home)
      for text in [result.output, result.errors] {
        let bare = colour == "always" ? text.replacing(/\u{1B}\[[0-9;]*m/, with: "") : text
        #expect(!Self.acts(bare), "\(line): \(bare.debugDescription)")
      }
    }
  }

  static func acts(_ text: String) -> Bool {
    var marks = 0
    for scalar in text.unicodeScalars {
      if scalar != "\n", scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value { return true }
      if [0x61C, 0x200E, 0x200F, 0xFEFF, 0xAD].contains(scalar.value) || 0x202A...0x202E ~= scalar.value {
        return true
      }
      if 0x2066...0x2069 ~= scalar.value || 0xE0000...0xE007F ~= scalar.value { return true }
      marks = scalar.properties.generalCategory == .nonspacingMark ? marks + 1 : 0
      if marks > 4 { return true }
    }
    return false
  }

  private func write(_ hostile: [UInt8], to name: String, head: String = "", rows: Int = 1) throws {
    var bytes = Array(head.utf8) + (head.isEmpty ? [] : [0x0A])
    for index in 0..<rows {
      if !head.isEmpty { bytes += Array("\(index),\(index % 3),".utf8) }
      bytes += hostile + (head.isEmpty ? [] : Array("\(index % 2)\n".utf8))
    }
    try Data(bytes).write(to: home.url.appendingPathComponent(name))
  }
}
