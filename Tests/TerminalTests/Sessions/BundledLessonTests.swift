import Foundation
import Testing

/// Lessons in a folder that has none, by a program that is alone in its own.
@Suite struct BundledLessonTests {
  let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
    // By a process of its own: another test's process may keep a descriptor of this one open for writing.
    _ = try Program.bash("cp $chainrule \(home.path)/alone", home: home)
  }

  @Test func lessonsAreInsideTheProgram() throws {
    let list = try Program.bash("cd \(home.path); ./alone -c lessons", home: home)
    #expect(list.status == 0 && list.output.contains("A first pass"), "\(list.output)\(list.errors)")
    let lesson = try Program.bash("cd \(home.path); ./alone lesson 3", input: "skip\n", home: home)
    #expect(lesson.status == 0 && lesson.output.contains("the answer: "), "\(lesson.output)\(lesson.errors)")
  }

  @Test func theFirstLessonIsPlayedInAnEmptyFolder() throws {
    let terminal = try PseudoTerminal(
      ["-c", "cd \(home.path); exec ./alone"], program: "/bin/bash", home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("lesson 1\r")
    try terminal.wait(for: "A first pass\r\n════")
    try terminal.wait(for: "Enter runs it")
    try terminal.wait(for: "network 2 2 2 hidden sigmoid")
    terminal.type("\r")
    try terminal.wait(for: "12 parameters")
  }

  @Test func aFolderThatIsNamedWins() throws {
    let lesson = "---\ntitle: Mine\n---\n\n# Mine\n\n```chainrule\n> 1 + 1\n2\n```\n"
    try Data(lesson.utf8).write(to: home.url.appendingPathComponent("01-mine.md"))
    let own = try Program.bash(
      "\(home.path)/alone -c lessons", environment: ["CHAINRULE_LESSONS": home.path], home: home)
    #expect(own.output.contains("Mine") && !own.output.contains("A first pass"))
  }
}
