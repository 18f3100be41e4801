import CommandKit
import Engine
import Language
import SessionCore

/// What a run has besides samples, epochs and batches: optimiser, schedule, clipping, early stopping.
extension TrainCommand {
  static let tuning: [Parameter] = [
    .named(
      "optimizer", .choice(OptimizerCommand.choices), "what moves the parameters, from then on", fallback: "optimizer"),
    .named(
      "schedule",
      .choice([
        .init("constant", "the rate stays"), .init("step", "times factor after every N epochs"),
        .init("exponential", "times factor after each epoch"), .init("cosine", "down along a cosine to end"),
      ]), "how the rate changes", fallback: "constant"),
    .named("every", .integer(1...10_000_000), "epochs between the steps of schedule step", fallback: "10"),
    .named(
      "factor", .number(.positive), "of schedule step and exponential", fallback: "0.1 for step, 0.95 for exponential"),
    .named("end", .number(.notNegative), "the last rate of schedule cosine", fallback: "0"),
    .named("warmup", .number(.notNegative), "epochs in which the rate rises from near 0", fallback: "0"),
    .named("clip", .number(.positive), "greatest length of the gradient of all parameters", fallback: "none"),
    .named("clamp", .number(.positive), "greatest entry of a gradient", fallback: "none"),
    .named(
      "patience", .integer(1...10_000_000), "epochs without a better validation loss after which it stops",
      fallback: "none"),
    .named("gain", .number(.notNegative), "by how much a loss must be lower to be better", fallback: "0"),
    .named("shift", .integer(1...1_000), "most pixels by which images are moved at random", fallback: "0"),
  ]

  static func settings(
    _ arguments: Arguments, _ samples: Samples, in session: Session
  ) throws(Diagnostic) -> TrainingSettings {
    var settings = TrainingSettings(
      epochs: arguments.integer("epochs") ?? 10,
      batchSize: min(arguments.integer("batch") ?? 32, samples.count),
      rate: arguments.number("rate") ?? session.learningRate,
      precision: arguments.word("precision").flatMap(Precision.init) ?? .double)
    settings.optimizer = session.optimizer
    settings.schedule = Schedule(try shape(arguments), warmup: arguments.number("warmup") ?? 0)
    settings.clipping = try arguments.clipping
    settings.stopping = try stopping(arguments)
    settings.shift = try shift(arguments, samples, in: session)
    return settings
  }

  private static func shape(_ arguments: Arguments) throws(Diagnostic) -> Schedule.Shape {
    let schedule = arguments.word("schedule") ?? "constant"
    for (name, owners) in [("every", ["step"]), ("factor", ["step", "exponential"]), ("end", ["cosine"])]
    where arguments.contains(name) && !owners.contains(schedule) {
      throw arguments.failure(
        "\(name) belongs to schedule \(owners.joined(separator: " or "))", at: name,
        hint: "schedule \(owners[0]) \(name) …")
    }
    let factor = arguments.number("factor")
    return switch schedule {
    case "step": .step(every: arguments.integer("every") ?? 10, factor: factor ?? 0.1)
    case "exponential": .exponential(factor: factor ?? 0.95)
    case "cosine": .cosine(end: arguments.number("end") ?? 0)
    default: .constant
    }
  }

  private static func shift(
    _ arguments: Arguments, _ samples: Samples, in session: Session
  ) throws(Diagnostic) -> ImageShift? {
    guard let most = arguments.integer("shift") else { return nil }
    guard let image = session.dataset?.image else {
      throw arguments.failure("shift moves images, and these samples are none", at: "shift")
    }
    guard most < min(image.width, image.height) else {
      throw arguments.failure(
        "an image of \(image.width)×\(image.height) is moved by less than \(min(image.width, image.height)) pixels",
        at: "shift")
    }
    if samples.targetsAreInputs {
      throw arguments.failure(
        "shift moves the inputs, and the targets are the inputs", at: "shift", hint: "targets own")
    }
    guard session.definitions.isEmpty else {
      throw arguments.failure(
        "shift works with the built-in formulas, and there are others", at: "shift",
        hint: "undefine puts the built-in ones back")
    }
    return ImageShift(width: image.width, height: image.height, most: most)
  }

  private static func stopping(_ arguments: Arguments) throws(Diagnostic) -> EarlyStopping? {
    guard let patience = arguments.integer("patience") else {
      if arguments.contains("gain") {
        throw arguments.failure("gain belongs to patience", at: "gain", hint: "patience 10 gain …")
      }
      return nil
    }
    guard (arguments.number("validation") ?? 0) > 0 else {
      throw arguments.failure(
        "patience waits for a better validation loss: there is none", at: "patience",
        hint: "validation 0.1 holds a tenth of the samples out")
    }
    return EarlyStopping(patience: patience, minimumGain: arguments.number("gain") ?? 0)
  }
}

extension Arguments {
  /// What `clip` and `clamp` say.
  var clipping: GradientClipping? {
    get throws(Diagnostic) {
      if contains("clip"), contains("clamp") { throw failure("clip and clamp exclude each other", at: "clamp") }
      return number("clip").map { .norm($0) } ?? number("clamp").map { .value($0) }
    }
  }
}
