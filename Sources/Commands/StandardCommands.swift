import CommandKit
import Pictures

extension CommandSet {
  /// The commands of the shell; adding one adds a line here, or to the list of Pictures.
  public static let standard = CommandSet(beforePictures + pictures + afterPictures)

  private static let beforePictures: [any Command.Type] = [
    NetworkCommand.self, LayerCommand.self, ActivationCommand.self, InitCommand.self, SummaryCommand.self,
    DataCommand.self, TargetsCommand.self, NormalizeCommand.self,
    SplitCommand.self, BatchCommand.self, InputCommand.self, TargetCommand.self,
    ForwardCommand.self, LossCommand.self, BackwardCommand.self, StepCommand.self, UpdateCommand.self,
    ZeroCommand.self,
    CheckCommand.self, ExplainCommand.self, DeriveCommand.self, NumericCommand.self, GradcheckCommand.self,
    DefineCommand.self,
    UndefineCommand.self,
    OptimizerCommand.self, RatesCommand.self, TrainCommand.self, EvaluateCommand.self,
  ]

  private static let afterPictures: [any Command.Type] = [
    SaveCommand.self, LoadCommand.self, OpenCommand.self, ExportCommand.self, RecoverCommand.self,
    RepeatCommand.self, ForCommand.self, IfCommand.self, ElseCommand.self, TimeCommand.self,
    DeleteCommand.self, ResetCommand.self,
    SetCommand.self, SeedCommand.self, ShowCommand.self, HistoryCommand.self, UndoCommand.self, RedoCommand.self,
    DiffCommand.self, SnapshotCommand.self, RestoreCommand.self, RerunCommand.self, EditCommand.self,
    LessonsCommand.self, LessonCommand.self, NextCommand.self, BackCommand.self, HintCommand.self, AnswerCommand.self,
    SkipCommand.self, AnotherCommand.self, PlayCommand.self, RestartCommand.self, ProgressCommand.self,
    StageCommand.self, TranscriptCommand.self,
    HelpCommand.self, QuitCommand.self,
  ]
}
