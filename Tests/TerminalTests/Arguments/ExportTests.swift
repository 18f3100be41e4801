import Testing

/// `chainrule export`: the files it writes, and its messages if it cannot.
@Suite struct ExportTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// A folder `L` with two lessons, the second optionally with a wrong formula.
  private func run(_ line: String, formula: String = "x") throws -> Program.Result {
    let lessons =
      "cd $HOME; mkdir L; printf '# One\\n' > L/01-a.md; printf '# Two\\n\\n$%s$\\n' '\(formula)' > L/02-b.md; "
    return try Program.bash(lessons + line, home: home)
  }

  @Test func folder() throws {
    let result = try run("$chainrule export L --to html -o a/site/ && ls a/site")
    #expect(result.output == "01-a.html\n02-b.html\nindex.html\n")
    #expect(result.errors == "3 files in a/site/\n")
  }

  @Test func fileToAFileAFolderAndStandardOutput() throws {
    let result = try run(
      "$chainrule export L/01-a.md -o p && $chainrule export L/01-a.md --to ipynb -o . && ls && "
        + "$chainrule export L/01-a.md --to markdown")
    #expect(result.status == 0)
    #expect(result.output.contains("01-a.ipynb\n"))
    #expect(result.output.hasSuffix("p\n# One\n"))
  }

  @Test func anErrorNamesTheLineAndWritesNothing() throws {
    let result = try run("$chainrule export L -o site; echo $?; ls", formula: "\\foo")
    #expect(result.output.hasPrefix("1\nL\n"))
    #expect(!result.output.contains("site"))
    #expect(result.errors == "chainrule: L/02-b.md:3: error: the TeX command `\\foo` is not known\n")
  }

  @Test(arguments: [
    ("export L", "L is a folder: name a folder to write to with -o FOLDER"),
    ("export L/01-a.md --to markdown -o L", "is the lesson itself: `chainrule check --accept` updates its outputs"),
    ("export L -o L/01-a.md/x", "cannot make the folder L/01-a.md: File exists"),
    ("export L/01-a.md -o no/p.html", "cannot write no/p.html: No such file or directory"),
    ("export . -o x", ". has no lessons"), ("export zzz -o x", "zzz:1: error: cannot read this file"),
  ])
  func complains(arguments: String, message: String) throws {
    let result = try run("$chainrule \(arguments)")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("chainrule: ") && result.errors.hasSuffix(message + "\n"), "\(result.errors)")
  }
}
