import Datasets
import Engine
import Language
import Models

/// Everything the user has built so far, as a value: undo is an old session, a lesson's step is a copy.
public struct Session: Equatable, Sendable {
  public var network: Network<Double>?
  public var dataset: Dataset?
  /// What the network was trained on, if the file it came from says so.
  public var origin: ModelOrigin?
  /// Which samples of the data set are held out for testing; `nil` without a data set, or if it has a test set of its own.
  public var split: Split?
  /// The samples that the last `train` held out.
  public var validationRows: [Int]?
  /// The samples from which they were drawn.
  public var validationSource: [Int]?
  /// The samples that the present weights were trained on.
  public var trainedRows: Set<Int> = []
  /// The samples of the data set that are in `X` and `Y`, if they came from there.
  public var batchRows: [Int]?
  /// X, Y and everything the pass has computed.
  public var trace = Trace<Double>()
  public var freshness = Freshness()
  public var variables: [String: Value] = [:]
  /// The expressions that the variables were given, as far as they are known.
  public internal(set) var variableFormulas: [String: VariableFormula] = [:]
  /// The user's functions by their names.
  public var functions: [String: UserFunction] = [:]
  /// The user's activations by their names; each is also a function.
  public var activations: [String: Activation] = [:]
  /// The user's losses by their names.
  public var losses: [String: OwnLoss] = [:]
  /// The user's formulas of the backward pass and the update, which replace the built-in ones.
  ///
  /// A formula for da[L] is used: δ[L] then goes through it, also if the output activation belongs to the loss.
  public var definitions: [Quantity: Definition] = [:] {
    didSet { network.map { network?.skipsOutputGradient = definitions[.activationGradient($0.depth)] == nil } }
  }
  public var seed: UInt32 = 0
  public var generator = NumPyGenerator(seed: 0)
  public var learningRate = 0.1
  /// The rate of the last update, if it was another.
  public var lastRate: Double?
  /// How update, step and train move the parameters, and what is remembered for it.
  public var optimizer = Optimizer()
  public var optimizerState = OptimizerState()
  public var digits = 6
  public var runs: [RunRecord] = []
  /// The derivation that the user writes line by line.
  public var derivation: HandDerivation?

  /// What is minimised; also what the next network starts with.
  public var objective = Objective() {
    didSet { network?.objective = objective }
  }

  /// Whether passes draw dropout masks and take the statistics of the batch; also of the next network.
  public var mode = Mode.training {
    didSet { network?.mode = mode }
  }

  /// The dropout masks that were assigned: `forward` keeps them as long as the batch stays.
  var assignedMasks: Set<Quantity> = []

  public init() {}

  /// Starts the random stream.
  public mutating func restart(seed: UInt32) {
    self.seed = seed
    generator = NumPyGenerator(seed: seed)
  }
}

/// Sample numbers of the data set by use.
public struct Split: Equatable, Sendable {
  public var training: [Int]
  public var test: [Int]

  public init(training: [Int], test: [Int]) {
    self.training = training
    self.test = test
  }
}

/// One run of `train`: its settings and its results.
public struct RunRecord: Equatable, Sendable {
  public var settings: TrainingSettings
  public var seed: UInt32
  public var dataName: String
  public var sizes: [Int]
  public var reports: [EpochReport]
  /// From the first batch to the last measurement.
  public var seconds: Double
  public var end: TrainingEnd

  public init(
    settings: TrainingSettings, seed: UInt32, dataName: String, sizes: [Int], reports: [EpochReport], seconds: Double,
    end: TrainingEnd
  ) {
    self.settings = settings
    self.seed = seed
    self.dataName = dataName
    self.sizes = sizes
    self.reports = reports
    self.seconds = seconds
    self.end = end
  }
}

/// When each quantity was last set, which decides what is out of date.
public struct Freshness: Equatable, Sendable {
  private var clock = 0
  private var times: [Quantity: Int] = [:]

  public mutating func touch(_ quantity: Quantity) {
    clock += 1
    times[quantity] = clock
  }

  /// The time at which a quantity was set; 0 for never.
  public func time(of quantity: Quantity) -> Int { times[quantity == .activation(0) ? .input : quantity] ?? 0 }
}

/// The user's formula for a step of the backward pass or of the update, with the text it was typed as.
public struct Definition: Equatable, Sendable {
  public var expression: Expression
  /// The cell it was typed in.
  public var source: String
  /// The formula as it was typed.
  public var text: String

  public init(expression: Expression, source: String, text: String) {
    self.expression = expression
    self.source = source
    self.text = text
  }
}
