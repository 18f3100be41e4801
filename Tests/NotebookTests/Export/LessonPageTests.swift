import CommandKit
import Commands
import Files
import Foundation
import FoundationXML
import SessionCore
import Testing
import Views

@testable import Notebook

struct LessonPageTests {
  static let lesson = """
    ---
    title: A <short> lesson
    ---
    # A short lesson

    Prose with *emphasis*, `code < 1`, a formula $a_i = \\frac{1}{2}$, [the next](02-b.md#part) and
    [a script](javascript:alert(1)). <b>raw</b>

    | a | b |
    |---|--:|
    | $x$ | 1 |

    ![a picture](p.png) ![from afar](https://example.org/p.png)

    ```chainrule
    > network 2 2 1
    old
    > W[1] = [[1, 2], [3, 4]] # weights
    > W[1]
    > nonsense & more
    ```

    ## Part

    ```exercise
    question: What is {z} + 1?
    draw: z from 1 to 2 step 1
    answer: {z} + 1
    hint: Count.
    mistake: {z} -> That is $z$ itself.
    ```

    """

  private func page(
    _ text: String = lesson, absence: String? = nil, files: [String: [UInt8]] = ["p.png": [1, 2, 3]]
  ) throws -> String {
    let store = FileStore.memory(files.merging(["01-a.md": Array(text.utf8)]) { first, _ in first })
    let exporter = Exporter(to: .html, files: store, absence: { _ in absence }) {
      InterpreterRunner(Interpreter(commands: .standard))
    }
    return String(decoding: try exporter.export(file: "01-a.md").bytes, as: UTF8.self)
  }

  @Test func isWellFormed() throws {
    let parser = XMLParser(data: Data(try page().utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
  }

  @Test func loadsNothing() throws {
    let page = try page()
    for address in page.matches(of: /(?:src|srcset|data|poster)="([^"]*)"/) {
      #expect(address.output.1.hasPrefix("data:"))
    }
    #expect(!page.contains("<script") && !page.contains("javascript:") && !page.contains("url("))
    #expect(page.matches(of: /<link [^>]*>/).map(\.output) == ["<link rel=\"icon\" href=\"data:,\"/>"])
  }

  @Test(arguments: [
    "<title>A &lt;short&gt; lesson</title>", "<h1 id=\"a-short-lesson\">A short lesson</h1>",
    "<em>emphasis</em>, <code>code &lt; 1</code>", "<mfrac><mn>1</mn><mn>2</mn></mfrac>",
    "<a href=\"02-b.html#part\">the next</a>", "&lt;b&gt;raw&lt;/b&gt;", "<td style=\"text-align:right\">1</td>",
    "<img src=\"data:image/png;base64,AQID\" alt=\"a picture\"/>",
    "<a href=\"https://example.org/p.png\">from afar</a>", "<h2 id=\"part\">Part</h2>",
    "<span class=\"command\">network</span> <span class=\"number\">2</span>",
    "<span class=\"comment\"># weights</span>", "<tr><td>3</td><td>4</td></tr>", "<div class=\"output error\">",
    "<h3 id=\"exercise-1\">Exercise 1</h3>", "<details><summary>Hint</summary>\n<p>Count.</p></details>",
    "<p>That is <math><mrow><mi>z</mi></mrow></math> itself.</p>", "<span class=\"nobreak\"><math>",
    "<summary>Wrong turns</summary>",
  ])
  func shows(part: String) throws {
    #expect(try page().contains(part))
  }

  @Test func outputsAreNew() throws {
    let page = try page()
    #expect(!page.contains("old"))
    #expect(page.contains("2-2-1"))
  }

  @Test func withoutItsDataTheFileIsShown() throws {
    let needy = Self.lesson.replacing("title:", with: "needs: mnist\ntitle:")
    let page = try page(needy, absence: "mnist is not here")
    #expect(page.contains("<pre class=\"plain\">old</pre>"))
    #expect(page.contains(">The outputs are those of the lesson's file: mnist is not here."))
  }

  @Test(arguments: [("x\n\nand $\\foo$\n", 3), ("---\ntitle: t\n---\n\na\n$$\n\\foo\n$$\n", 6)])
  func unknownMathematicsHasItsLine(text: String, line: Int) {
    #expect {
      try page(text)
    } throws: { error in
      let failure = error as? Exporter.Failure
      return failure?.line == line && failure?.message == "the TeX command `\\foo` is not known"
    }
  }

  @Test func picturesComeFromTheFolderOnly() {
    let shelf = LessonPictures(folder: "l", files: .memory(["l/a.png": [1], "b.png": [2]]))
    #expect(shelf.data("a.png") != nil)
    for path in ["../b.png", "/b.png", "a.txt", "c.png", "file:///b.png"] { #expect(shelf.data(path) == nil) }
  }
}
