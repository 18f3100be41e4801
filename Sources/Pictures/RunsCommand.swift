import CommandKit
import Engine
import Language
import SessionCore
import Views

struct RunsCommand: Command {
  static let name = "runs"
  static let abstract = "the training runs of this session, side by side"
  static let discussion = """
    The first table has the settings, the second the results: the mean loss per sample and the accuracy over the \
    last epoch, on the training and on the held-out samples, and the time in seconds. plot run 2 draws one, plot \
    loss runs 1 2 compares them in one chart.
    """
  static let topic = Topic.training
  static let examples = [
    Example(
      "data xor", "network 2 4 1", "seed 1", "init kaiming", "train epochs 20 rate 0.5;", "train epochs 20 rate 1;",
      "runs", shows: "two runs with their settings and results", gives: .column("loss", [0.0930374, 0.07300203]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    context.reads.read(.runs)
    let runs = context.session.runs
    guard !runs.isEmpty else {
      throw arguments.failure("nothing has been trained yet", hint: context.wayToRun)
    }
    let isPlain = runs.allSatisfy { Description.extras(of: $0.settings).isEmpty }
    let settings = RunColumn.settings.filter { !isPlain || $0.name != RunColumn.extras.name }
    let end = [
      RunColumn(name: "seconds") { .measured($0.seconds, digits: 3) }, RunColumn(name: "end") { Self.end(of: $0) },
    ]
    let numbered = Array(zip(1..., runs))
    let tables = [settings, RunColumn.results + end].map { View.table(RunColumn.table(of: numbered, $0)) }
    return .shown(.stack(tables))
  }

  private static func end(of run: RunRecord) -> Table.Cell {
    switch run.end {
    case .finished: .text("finished")
    case .stoppedEarly(let best): .text("early stop, best epoch \(best)")
    case .interrupted: .text("stopped, epoch \(run.reports.count + 1)", .warning)
    case .diverged(let divergence): .text("diverged, epoch \(divergence.epoch)", .bad)
    }
  }
}
