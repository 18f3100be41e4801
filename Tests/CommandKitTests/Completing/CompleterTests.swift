import Language
import SessionCore
import ShellFixtures
import Testing

@testable import CommandKit
@testable import Commands

/// What Tab offers; `|` marks the cursor in the lines of these tests.
struct CompleterTests {
  private let shell: Shell

  init() throws {
    shell = try Shell("network 2 3 1 hidden tanh", "weights1 = [[1, 2, 3]]", "input [[1, 2]]", "x = 5", "x")
  }

  private static let environment = CompletionEnvironment(
    files: { folder in
      switch folder {
      case "": [("iris.csv", isFolder: false), ("images", isFolder: true), (".hidden", isFolder: false)]
      case "images/": [("my face.npy", isFolder: false), ("my feet.npy", isFolder: false)]
      case "/home/ada/": [("data.csv", isFolder: false)]
      default: []
      }
    },
    lessons: {
      [
        (number: 1, name: "01-a-first-pass", title: "A first pass"),
        (number: 12, name: "12-xor", title: "XOR from nothing"),
      ]
    },
    home: "/home/ada")

  private func completion(_ line: String) -> Completion {
    shell.interpreter.completion(of: line, at: line.utf8.count, in: Self.environment)
  }

  private func texts(_ line: String) -> [String] { completion(line).suggestions.map { $0.text + $0.tail } }

  @Test func commandsAndNames() {
    #expect(texts("forw") == ["forward"])
    #expect(texts("trai") == ["train "])
    #expect(texts("wei") == ["weights ", "weights1"])
    #expect(texts("1 + sigm") == ["sigmoid", "sigmoid'"])
    #expect(texts("d = del") == ["delta["])
    #expect(texts("x = tr") == ["trace", "transpose"], "no command behind a sign")
  }

  @Test("Tab knows the user's functions, and in a definition its parameters")
  func functionsOfTheUser() throws {
    var shell = try Shell("swish(z) = z * sigmoid(1.7 * z)", "sum3(u, v, w) = u + v + w", "zoom = 2")
    func suggestions(_ line: String) -> [Suggestion] {
      shell.interpreter.completion(of: line, at: line.utf8.count, in: Self.environment).suggestions
    }
    #expect(suggestions("1 + swi").map(\.text) == ["swish"])
    #expect(suggestions("1 + swi").first?.summary == "swish(z) = z * sigmoid(1.7 * z)")
    #expect(suggestions("g(zeta, x) = 2 * z").map(\.text) == ["zeta", "z[", "zoom", "zeros"])
    #expect(suggestions("g(zeta, x) = 2 * ze").first?.summary == "parameter")
    #expect(suggestions("help swi").map(\.text) == ["swish"])
    #expect(suggestions("plot swi").map(\.text) == ["swish"])
    #expect(suggestions("plot su").isEmpty, "a curve is of a function of one number")
    #expect(suggestions("undefine swi").map(\.text) == ["swish"])
    try shell.run("data xor")
    for cell in ["network 2 2 1", "init constant 1", "train epochs 1"] { try shell.run(cell) }
    #expect(suggestions("plot loss runs ").map(\.text).contains("1"))
    #expect(suggestions("plot ").map(\.text).prefix(2) == ["loss", "accuracy"])
  }

  @Test func anEmptyLineListsCommandsByTopic() {
    let suggestions = completion("").suggestions
    #expect(suggestions.map(\.text).sorted() == CommandSet.standard.all.map { $0.name }.sorted())
    #expect(suggestions.allSatisfy { $0.group != nil && !$0.summary.isEmpty })
  }

  @Test func everySuggestionSaysWhatItIs() {
    for line in ["", "1 + ", "train ", "set ", "set loss ", "W[", "lesson ", "layer ", "data "] {
      for suggestion in completion(line).suggestions where !["iris.csv", "images/"].contains(suggestion.text) {
        #expect(!suggestion.summary.isEmpty, "\(line)\(suggestion.text)")
      }
    }
  }

  /// Of every command: each name of an argument, and behind it each of its words.
  @Test func argumentsOfEveryCommand() {
    for command in CommandSet.standard.all {
      for parameter in command.parameters where parameter.isNamed {
        #expect(texts("\(command.name) \(parameter.name)").contains { $0.hasPrefix(parameter.name) })
        guard case .choice(let choices) = parameter.kind else { continue }
        for choice in choices {
          #expect(texts("\(command.name) \(parameter.name) \(choice.word)").contains { $0.hasPrefix(choice.word) })
          #expect(texts("\(command.name) \(parameter.name)=\(choice.word)").contains { $0.hasPrefix(choice.word) })
        }
      }
      guard case .choice(let choices)? = command.parameters.first(where: { !$0.isNamed })?.kind else { continue }
      #expect(
        Set(choices.filter(\.isListed).map(\.word)).isSubset(of: completion("\(command.name) ").suggestions.map(\.text))
      )
    }
  }

  @Test func argumentsThatAreThereAreNotOfferedAgain() {
    let others = TrainCommand.parameters.map { $0.name + " " }.filter { $0 != "epochs " }
    #expect(texts("train epochs 5 ") == others)
    #expect(texts("train epochs 5 sched") == ["schedule "])
    #expect(texts("train schedule cos") == ["cosine "])
    #expect(texts("optimizer ada") == ["adam ", "adamw "])
    #expect(texts("train precision si") == ["single "])
    #expect(texts("train epochs 1 batch 2 rate 3 validation 0 precision si") == ["single "])
    #expect(texts("network 2 3 hidden lea") == ["leaky-relu "])
    #expect(texts("explain dW[1][0, 1] ") == ["deep ", "update "])
    #expect(texts("explain dW[1][0, 1] deep up") == ["update"])
    #expect(texts("numeric dW[1][0, ") == [])
  }

  @Test func settingsAndTheirValues() {
    #expect(texts("set red") == ["reduction "])
    #expect(texts("set reduction ") == ["mean", "sum", "default"])
    #expect(texts("set loss cross") == ["cross-entropy"])
  }

  @Test(arguments: [
    "repeat 3 W[", "repeat 3: x = 1; W[", "for l in 1..2: W[", "if L > 1: W[", "if L > 1: 3; else: W[", "time W[",
    "x = 1; W[", "repeat 2 for l in 1..2: x = 1; W[", "for l in W[",
  ])
  func cellsInOtherCells(line: String) {
    #expect(texts(line) == ["1]", "2]"])
  }

  @Test(arguments: ["x = 1; gradc", "repeat 3 gradc", "for l in 1..2: gradc", "time gradc", "if 1: 2; else: gradc"])
  func commandsInOtherCells(line: String) {
    #expect(texts(line).map { $0.prefix(9) } == ["gradcheck"])
  }

  @Test func layersOfQuantities() {
    #expect(texts("W[") == ["1]", "2]"])
    #expect(completion("dW[").suggestions.map(\.summary) == ["3×2", "1×3"])
    #expect(texts("1 + a[") == ["0]", "1]", "2]"])
    #expect(texts("δ[2") == ["2]"])
    #expect(texts("1 + δ") == ["δ["])
    #expect(texts("1 + σ") == ["σ"])
    #expect(texts("Out[") == ["5]"])
    #expect(texts("W[1]") == [])
  }

  @Test func rangesOfIndexes() throws {
    #expect(completion("W[1][").hint == "W[1] is 3×2: rows 0…2, columns 0…1; : takes all, −1 the last")
    #expect(completion("explain W[1][0, ").hint == "W[1] is 3×2: columns 0…1; : takes all, −1 the last")
    #expect(completion("weights1[").hint?.hasPrefix("weights1 is 1×3: rows 0…0, columns 0…2") == true)
    #expect(completion("X[").hint?.contains("rows 0…0, columns 0…1") == true)
    #expect(completion("nothing[").hint == nil)
    #expect(try Shell().interpreter.completion(of: "W[", at: 2).hint?.contains("network 2 3 1") == true)
  }

  @Test func numbersAreDescribed() {
    #expect(completion("train rate ").hint == "rate: learning rate η, a number above 0; otherwise eta")
    #expect(completion("network ").hint == "size: units of each layer, input first, from 1 to 1000000")
  }

  @Test func axisAmongTheArgumentsOfReductions() {
    #expect(texts("sum(X, ax") == ["axis"])
    #expect(!texts("exp(X, ").contains("axis"))
    #expect(texts("delta[1].") == ["T"])
  }

  @Test func dataSetsAndFiles() {
    #expect(texts("data dig") == ["digits "])
    #expect(texts("data i") == ["images/", "iris.csv ", "inputs "])
    #expect(texts("data .") == [".hidden "])
    #expect(texts("data images/") == ["\"images/my face.npy\" ", "\"images/my feet.npy\" "])
    #expect(texts("data \"images/my fa") == ["\"images/my face.npy\" "])
    #expect(texts("data ~/") == ["~/data.csv "])
    #expect(texts("data fetch fash") == ["fashion-mnist "])
    #expect(texts("save weights to i") == ["images/", "iris.csv"])
    #expect(texts("save weights co") == ["count "])
    #expect(texts("save conf") == ["confusion"])
  }

  @Test func whatIsSavedLoadedAndExported() {
    #expect(texts("save W[") == ["W[1]", "W[2]"])
    #expect(texts("save ir") == ["iris.csv"])
    #expect(texts("save W[1] ").contains("to "))
    #expect(texts("save W[1] to ir") == ["iris.csv"])
    #expect(texts("save m.safetensors ") == ["to ", "precision ", "replace ", "transcript "])
    #expect(texts("save m.safetensors re") == ["replace "])
    #expect(texts("save my notes.md replace ") == ["to ", "precision ", "transcript "])
    #expect(texts("open my notes.md ") == ["replace"])
    #expect(texts("save W[1] to \"my w.npy\" precision ") == ["double ", "single "])
    #expect(texts("load wei") == ["weights "])
    #expect(texts("load b[") == ["b[1] ", "b[2] "])
    #expect(texts("load ir") == ["iris.csv "])
    #expect(texts("load weights ") == ["from "])
    #expect(texts("load weights from ir") == ["iris.csv"])
    #expect(texts("export n") == ["numpy "])
    #expect(texts("export onnx to m.onnx p") == ["precision ", "pixels "])
    #expect(texts("export ir") == ["iris.csv "])
  }

  @Test func whatTabWritesForAPathIsReadAsThePath() throws {
    let line = "data " + texts("data \"images/my fa")[0]
    let code = CommandLine(name: "data", nameSpan: SourceSpan(0, 4), argumentStart: 4)
    var reader = ArgumentReader(
      code, command: DataCommand.self, code: line, evaluator: Evaluator(session: Session(), source: line))
    #expect(try reader.read().word("source") == "images/my face.npy")
    #expect(
      Arguments(commandSpan: SourceSpan(0, 0), code: "", home: "/home/ada").path("~/data.csv") == "/home/ada/data.csv")
  }

  @Test func lessons() {
    #expect(texts("lesson ") == ["1", "12"])
    #expect(texts("lesson x") == ["xor"])
    #expect(texts("lesson im") == ["images/"])
  }

  @Test func helpTopics() {
    #expect(texts("help trai") == ["train"])
    #expect(texts("?trai") == ["train"])
  }

  @Test func escapes() {
    #expect(texts("\\delta") == ["δ"])
    #expect(texts("1 * \\o") == ["\\odot"])
  }

  @Test func nothingInCommentsAndBehindCompleteOnes() {
    #expect(texts("# tra") == [])
    #expect(texts("x # ") == [])
    #expect(texts("forward ") == [])
  }

  /// Lines that are pasted or edited as a block: the cell of the cursor counts.
  @Test func severalLines() {
    #expect(texts("x = 1\ntrain ep") == ["epochs "])
    #expect(texts("x = [1,\n forw") == [])
    #expect(texts("train epochs 5 \\\n  ba") == ["batch "])
  }

  /// Completion never fails, and replaces only what stands before the cursor.
  @Test func everyBeginningOfEveryExampleIsCompleted() {
    for example in CommandSet.standard.all.flatMap({ $0.examples }) {
      for cell in example.cells {
        for end in 0...cell.utf8.count {
          let completion = shell.interpreter.completion(of: cell, at: end, in: Self.environment)
          #expect(completion.replaced.upperBound == end && completion.replaced.lowerBound >= 0)
        }
      }
    }
  }
}

/// Words that commands may offer by naming an offer.
struct CompletionSourceTests {
  private func context(_ shell: Shell) -> CompletionContext {
    CompletionContext(
      commands: .standard, session: shell.interpreter.session, cells: shell.interpreter.cells,
      snapshots: shell.interpreter.timeline.snapshots, environment: .none,
      word: "", text: "",
      given: [:])
  }

  @Test func momentsAreSnapshotsAndCells() throws {
    let shell = try Shell("x = 1", "snapshot best")
    #expect(CompletionSource.moments.suggestions(context(shell)).map(\.text) == ["best", "2", "1"])
    for cell in ["restore be", "diff be", "diff 1 be"] {
      let completion = shell.interpreter.completion(of: cell, at: cell.utf8.count)
      #expect(completion.suggestions.map(\.text) == ["best"], "\(cell)")
    }
  }

  @Test func cellsComeWithTheirSourceTheLastFirst() throws {
    var shell = try Shell("x = 1")
    _ = try shell.failure(of: "y")
    let suggestions = CompletionSource.cells.suggestions(context(shell))
    #expect(suggestions.map(\.text) == ["2", "1"])
    #expect(suggestions.map(\.summary) == ["y   (failed)", "x = 1"])
  }

  @Test func runsAndLayers() throws {
    let shell = try Shell("data xor", "network 2 3 1", "train epochs 1")
    #expect(CompletionSource.runs.suggestions(context(shell)) == [Suggestion("1", "xor, 2-3-1")])
    #expect(CompletionSource.layers.suggestions(context(shell)).map(\.summary) == ["2 → 3, relu", "3 → 1, sigmoid"])
  }
}
