import Engine
import Language
import SessionCore

/// Samples with the name of their use: the training, validation or test set, or the batch.
public struct SampleSet {
  public var name: String
  public var samples: Samples
  /// Which of the samples; `nil` for all.
  public var rows: [Int]?

  public var numbers: [Int] { rows ?? Array(0..<samples.count) }

  /// At most that many numbers, evenly spread.
  public func numbers(atMost most: Int) -> [Int] {
    let step = max(1, (numbers.count + most - 1) / most)
    return stride(from: 0, to: numbers.count, by: step).map { numbers[$0] }
  }

  /// Refuses numbers beyond the samples, and numbers of other sets if the set was named.
  public func require(_ numbers: [Int], _ arguments: Arguments) throws(Diagnostic) {
    if let outside = numbers.first(where: { $0 >= samples.count }) {
      throw arguments.failure(
        "there is no sample \(outside)", at: "number", hint: "there are samples 0 to \(samples.count - 1)")
    }
    guard arguments.contains("from"), let rows = rows.map(Set.init),
      let other = numbers.first(where: { !rows.contains($0) })
    else { return }
    throw arguments.failure("sample \(other) is not in the \(name) set", at: "number")
  }

  /// "validation samples", or of samples of several sets "samples 0 (training), 3 (validation)".
  public func title(of numbers: [Int], _ arguments: Arguments, in context: Context) throws(Diagnostic) -> String {
    guard rows != nil else { return "\(name) samples" }
    let sets = try Self.all(arguments, in: context).compactMap { set in set.rows.map { (set.name, Set($0)) } }
    let names = numbers.map { number in sets.first { $0.1.contains(number) }?.0 ?? name }
    if let first = names.first, names.allSatisfy({ $0 == first }) { return "\(first) samples" }
    let list = zip(numbers, names).prefix(8).map { "\($0) (\($1))" }.joined(separator: ", ")
    return "samples \(list)" + (numbers.count > 8 ? ", …" : "")
  }

  public static let choices: [Parameter.Choice] = [
    .init("training", "what train uses"), .init("validation", "what the last train held out"),
    .init("test", "what split held out, or the data set's own"), .init("batch", "X and Y"),
  ]

  /// The parameter with which a command takes a set.
  public static func parameter(fallback: String) -> Parameter {
    .operand("set", .choice(choices), "which", required: false, fallback: fallback)
  }

  /// The sets of the data set; the batch if it is named or if no data set is loaded.
  public static func all(
    _ arguments: Arguments, named parameter: String = "set", in context: Context
  ) throws(Diagnostic) -> [SampleSet] {
    let session = context.session
    context.reads.read(.data)
    context.reads.read(.split)
    var result: [SampleSet] = []
    if let dataset = session.dataset {
      let training = session.trainingRows(of: dataset.training)
      result.append(SampleSet(name: "training", samples: dataset.training, rows: training))
      if let held = session.validationRows, !held.isEmpty {
        result.append(SampleSet(name: "validation", samples: dataset.training, rows: held))
      }
      if let split = session.split {
        result.append(SampleSet(name: "test", samples: dataset.training, rows: split.test))
      }
      if let test = dataset.test { result.append(SampleSet(name: "test", samples: test)) }
    }
    if arguments.word(parameter) == "batch" || session.dataset == nil {
      try context.requireBatch(at: arguments.commandSpan)
      guard let batch = try context.batch(arguments) else { throw arguments.dataNeeded }
      result.append(SampleSet(name: "batch", samples: batch))
    }
    return result
  }

  /// The set that the arguments name; without a name the test set, else the validation set, else the first.
  public static func wanted(
    _ arguments: Arguments, named parameter: String = "set", in context: Context
  ) throws(Diagnostic) -> SampleSet {
    let sets = try all(arguments, named: parameter, in: context)
    if let name = arguments.word(parameter) {
      guard let set = sets.first(where: { $0.name == name }) else {
        throw missing(name, at: parameter, arguments, in: context)
      }
      return set
    }
    let preferred = ["test", "validation"].lazy.compactMap { name in sets.first { $0.name == name } }.first
    guard let set = preferred ?? sets.first else { throw arguments.dataNeeded }
    return set
  }

  /// The set that the arguments name, or all.
  public static func chosen(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> [SampleSet] {
    let sets = try all(arguments, in: context)
    guard let name = arguments.word("set") else { return sets }
    let chosen = sets.filter { $0.name == name }
    if chosen.isEmpty { throw missing(name, at: "set", arguments, in: context) }
    return chosen
  }

  private static func missing(
    _ set: String, at parameter: String, _ arguments: Arguments, in context: Context
  ) -> Diagnostic {
    let hasData = context.session.dataset != nil
    return switch set {
    case "test":
      arguments.failure(
        "no samples are held out for testing", at: parameter,
        hint: hasData ? "split 0.2 holds a fifth out" : arguments.dataNeeded.hint)
    case "validation":
      arguments.failure(
        "no samples were held out", at: parameter,
        hint: hasData ? "train validation 0.2 holds a fifth out" : arguments.dataNeeded.hint)
    default: arguments.dataNeeded
    }
  }
}

extension Context {
  /// The data set's samples without its test set, or X and Y if there is no data set; `nil` if there is neither.
  public func trainingSamples(_ arguments: Arguments) throws(Diagnostic) -> Samples? {
    if let dataset = session.dataset { return dataset.training }
    return try batch(arguments)
  }

  /// X and Y as samples; `nil` if one of them is missing.
  fileprivate func batch(_ arguments: Arguments) throws(Diagnostic) -> Samples? {
    guard let x = session[.input], let y = session[.target] else { return nil }
    try requireBatch(at: arguments.commandSpan)
    return Samples(
      count: x.rows, features: x.columns, inputs: .numbers(x.elements), targets: .numbers(y.elements, width: y.columns))
  }
}

extension Session {
  /// The samples to train on but for those that the last run held out.
  public func trainingRows(of samples: Samples) -> [Int] {
    let held = Set(validationRows ?? [])
    return (split?.training ?? Array(0..<samples.count)).filter { !held.contains($0) }
  }
}

extension Samples {
  /// Whether a network that fits would be an autoencoder.
  public var targetsAreInputs: Bool {
    switch (targets, inputs) {
    case (.inputs, _): true
    case (.numbers(let y, _), .numbers(let x)): x == y
    default: false
    }
  }
}
