import Commands
import Engine
import Renderers
import SessionCore
import ShellFixtures
import Testing
import Views

@testable import CommandKit

struct HelpTests {
  @Test func everyPageOpensByEachOfItsNames() throws {
    var shell = try Shell()
    for page in Help(commands: .standard).pages {
      for name in [page.name] + page.otherNames where name != "search" {
        let text = try text(try shell.run("help \(name)"))
        #expect(text.contains(page.abstract), "help \(name)")
        #expect(try self.text(try shell.run("\(name)?")) == text)
        #expect(try self.text(try shell.run("?\(name)")) == text)
      }
    }
  }

  @Test func everythingThatCanBeTypedHasAPage() {
    let names = Set(Help(commands: .standard).pages.flatMap { [$0.name] + $0.otherNames })
    #expect(names.isSuperset(of: CommandSet.standard.names))
    let functions = Function.all.keys.filter { !$0.hasSuffix("'") }
    #expect(names.isSuperset(of: functions))
    #expect(
      names.isSuperset(of: Names.families.map(\.symbol) + Names.singles.map(\.symbol) + Names.constants.map(\.name)))
    #expect(names.isSuperset(of: Loss.allCases.map(\.name) + Activation.allCases.map(\.name)))
    #expect(names.isSuperset(of: Setting.all.map(\.name)))
    for page in Help(commands: .standard).pages where [.quantity, .activation, .loss].contains(page.kind) {
      #expect(!page.facts.isEmpty, "\(page.name) says neither shape nor formula")
    }
  }

  @Test func whatIsRelatedExists() {
    for page in Help(commands: .standard).pages {
      for name in page.related {
        #expect(!Help(commands: .standard).pages(named: name).isEmpty, "\(page.name): \(name)")
      }
    }
  }

  @Test func aNameWithTwoMeaningsShowsBoth() throws {
    var shell = try Shell()
    let text = try text(try shell.run("help digits"))
    #expect(text.contains("(setting)") && text.contains("(data set)"))
    #expect(try self.text(try shell.run("help loss")).contains("set loss half-squared-error | "))
  }

  @Test func aQuantityIsToldAsItIsNow() throws {
    var shell = try Shell()
    #expect(!(try text(try shell.run("delta?")).contains("delta[1]    ")))
    for cell in ["network 2 3 1", "input [[1, 2], [3, 4]]", "target [[1], [0]]"] { try shell.run(cell) }
    #expect(try text(try shell.run("delta[1]?")).contains("delta[1]    2×3, not there yet"))
    try shell.run("backward")
    #expect(try text(try shell.run("delta[1]?")).contains("delta[1]    2×3, up to date"))
    #expect(try text(try shell.run("delta[1]?")).contains("delta[1] = da[1] * relu'(z[1])"))
    try shell.run("W[2][0, 0] = 7")
    #expect(try text(try shell.run("delta[1][0, 1]?")).contains("delta[1]    2×3, out of date"))
    #expect(try text(try shell.run("help W")).contains("W[2]        1×3"))
  }

  @Test func otherSpellings() throws {
    var shell = try Shell()
    for (name, page) in [("δ", "delta"), ("σ", "sigmoid"), ("relu'", "relu"), ("leaky_relu", "leaky-relu")] {
      #expect(Help(commands: .standard).pages(named: name).first?.name == page, "\(name)")
    }
    try shell.run("weather = [[1, 2]]")
    #expect(try text(try shell.run("weather?")).contains("a variable of yours, 1×2"))
  }

  @Test func theNearestNameIsSuggested() throws {
    var shell = try Shell()
    #expect(try shell.failure(of: "help trian").hint == "did you mean train?")
    #expect(try shell.failure(of: "sofmax?").hint == "did you mean softmax?")
    #expect(try shell.failure(of: "help momenta").message == "there is no help on momenta")
    #expect(try shell.failure(of: "help Twister").hint == "help search Twister finds 1 page")
  }

  /// Where only ASCII is shown nothing of a page becomes a question mark, and no line is too wide.
  @Test(arguments: [40, 80]) func everyPageFitsAndHasAnASCIISpelling(width: Int) throws {
    let ascii = PlainTextRenderer(RenderStyle(width: width, unicode: false))
    for page in Help(commands: .standard).pages {
      let view = View.stack(page.views(in: Session(), as: page.name, among: Help(commands: .standard).pages))
      let lines = ascii.render(view).split(separator: "\n")
      #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } && $0.count <= width }, "\(page.name)")
      let plain = PlainTextRenderer(RenderStyle(width: 1_000)).render(view)
      let spelled = PlainTextRenderer(RenderStyle(width: 4_000, unicode: false)).render(view)
      #expect(spelled.count { $0 == "?" } == plain.count { $0 == "?" }, "\(page.name)")
    }
  }

  // MARK: Search

  @Test func searchRanksNamesThenAbstractsThenText() {
    let hits = HelpSearch("batch", in: Help(commands: .standard).pages).hits
    #expect(hits.first?.page == "batch")
    #expect(hits.map(\.rank) == hits.map(\.rank).sorted())
    #expect(Set(hits.map(\.rank)) == [0, 1, 2])
  }

  @Test(arguments: [
    ("kink", "gradcheck"), ("Glorot", "init"), ("PRECISION", "train"), ("1e-20", "gradcheck"), ("Hendrycks", "gelu"),
    ("two half moons", "moons"), ("Ctrl-R", "keys"), ("one-hot", "onehot"),
  ])
  func searchFindsEveryKindOfText(_ word: String, _ page: String) {
    let hits = HelpSearch(word, in: Help(commands: .standard).pages).hits
    #expect(hits.contains { $0.page == page })
    for hit in hits where hit.rank == 2 { #expect(hit.line.lowercased().contains(word.lowercased())) }
  }

  @Test func searchForNothingSaysSo() throws {
    var shell = try Shell()
    #expect(try text(try shell.run("help search zebra")) == "no page of help mentions zebra")
  }

  // MARK: The overview

  @Test func theOverviewFitsAScreenAndNamesEveryCommand() throws {
    var shell = try Shell()
    let text = try text(try shell.run("help"))
    let words = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    for command in CommandSet.standard.all { #expect(words.contains(command.name), "\(command.name)") }
    let screen = PlainTextRenderer().render(Help(commands: .standard).overview).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(screen.count <= 22 && screen.allSatisfy { $0.displayWidth <= 80 })
  }

  @Test func theLanguageFitsAScreen() throws {
    var shell = try Shell()
    let page = try #require(try shell.run("help language"))
    let screen = PlainTextRenderer().render(page).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(screen.count <= 23 && screen.allSatisfy { $0.displayWidth <= 80 })
  }

  /// The text of a view on a medium so wide that nothing is broken.
  private func text(_ view: View?) throws -> String {
    guard let view else { throw Shell.Missing() }
    return PlainTextRenderer(RenderStyle(width: 1_000)).render(view)
  }
}
