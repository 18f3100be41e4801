/// The list of commands; adding one adds a line here.
public enum CommandSet {
  public static let all: [any Command.Type] = [
    NetworkCommand.self, LayerCommand.self, InitCommand.self, SummaryCommand.self,
    DataCommand.self, TargetsCommand.self, NormalizeCommand.self,
    SplitCommand.self, BatchCommand.self, SampleCommand.self, InputCommand.self, TargetCommand.self,
    ForwardCommand.self, LossCommand.self, BackwardCommand.self, StepCommand.self, UpdateCommand.self,
    ZeroCommand.self,
    CheckCommand.self, ExplainCommand.self, NumericCommand.self, GradcheckCommand.self, DefineCommand.self,
    UndefineCommand.self,
    OptimizerCommand.self, RatesCommand.self, TrainCommand.self, EvaluateCommand.self, RunsCommand.self,
    PlotCommand.self, WeightsCommand.self, HeatmapCommand.self, HistogramCommand.self, ConfusionCommand.self,
    PredictCommand.self, MistakesCommand.self, BoundaryCommand.self, GraphCommand.self,
    FitCommand.self, ReconstructionsCommand.self, CodeCommand.self, DecodeCommand.self,
    SaveCommand.self, LoadCommand.self, OpenCommand.self, ExportCommand.self, RecoverCommand.self,
    SetCommand.self, SeedCommand.self, ShowCommand.self, HistoryCommand.self, UndoCommand.self, RedoCommand.self,
    DiffCommand.self, SnapshotCommand.self, RestoreCommand.self, RerunCommand.self, EditCommand.self,
    LessonsCommand.self, LessonCommand.self, NextCommand.self, BackCommand.self, HintCommand.self, AnswerCommand.self,
    SkipCommand.self, AnotherCommand.self, PlayCommand.self, RestartCommand.self, ProgressCommand.self,
    StageCommand.self, TranscriptCommand.self,
    HelpCommand.self, QuitCommand.self,
  ]

  private static let byName: [String: any Command.Type] = Dictionary(
    all.flatMap { command in ([command.name] + command.aliases).map { ($0, command) } }
  ) { first, _ in first }

  public static func command(named name: String) -> (any Command.Type)? { byName[name] }

  /// Names and aliases.
  public static var names: [String] { Array(byName.keys) }
}
