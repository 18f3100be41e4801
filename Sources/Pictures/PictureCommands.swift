import CommandKit

extension CommandSet {
  /// The commands that draw; adding one adds a line here.
  public static let pictures: [any Command.Type] = [
    SampleCommand.self, RunsCommand.self, PlotCommand.self, WeightsCommand.self, HeatmapCommand.self,
    HistogramCommand.self,
    ConfusionCommand.self, PredictCommand.self, MistakesCommand.self, BoundaryCommand.self, GraphCommand.self,
    FitCommand.self, ReconstructionsCommand.self, CodeCommand.self, DecodeCommand.self,
  ]

  /// Whether a command shows something that a file can hold as a picture.
  public static func draws(_ command: any Command.Type) -> Bool {
    command.name == SampleCommand.name
      || command.topic == .pictures && pictures.contains { $0.name == command.name }
  }
}
