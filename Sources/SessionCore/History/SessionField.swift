import Calculus
import Engine

/// A stored property of a session: the parts that another value of it changes, and how the difference reads.
///
/// A test compares the table with the properties that `Session` has, so a new one cannot be forgotten.
struct SessionField: Sendable {
  typealias Parts = @Sendable (_ old: Session, _ new: Session) -> Set<Part>
  typealias Words = @Sendable (inout SessionChange) -> Void

  /// The name of the property. One whose difference is described in two places has two entries.
  let name: String
  let changedParts: Parts
  let describe: Words

  private init(_ name: String, parts: @escaping Parts, describe: @escaping Words = { _ in }) {
    self.name = name
    changedParts = parts
    self.describe = describe
  }

  /// A property that is not a part, or another entry of one.
  private init(_ name: String, describe: @escaping Words = { _ in }) {
    self.init(name, parts: { _, _ in [] }, describe: describe)
  }

  /// A property that is one part, compared by a value of it.
  private init<Compared: Equatable & SendableMetatype>(
    _ name: String, _ part: Part, _ compared: @escaping @Sendable (Session) -> Compared,
    describe: @escaping Words = { _ in }
  ) {
    self.init(name, parts: { compared($0) == compared($1) ? [] : [part] }, describe: describe)
  }

  /// A property that holds quantities, each a part.
  private init(
    _ name: String, quantities: @escaping @Sendable (Session) -> [Quantity], describe: @escaping Words = { _ in }
  ) {
    let parts: Parts = { old, new in
      let all = Set(quantities(old) + quantities(new))
      return Set(all.filter { !Session.isSame(old[$0], new[$0]) }.map(Part.quantity))
    }
    self.init(name, parts: parts, describe: describe)
  }
}

extension SessionField {
  /// Every stored property, in the order in which differences are shown.
  static let all: [SessionField] = [
    SessionField("network", parts: { haveSameShape($0.network, $1.network) ? [] : [.network] }) { $0.addLayers() },
    SessionField("objective", .network, \.objective) { $0.addText("objective") { Description.of($0.objective) } },
    SessionField("mode", .network, \.mode) { $0.addText("mode") { $0.mode.rawValue } },
    SessionField("network", quantities: { $0.network.map { $0.parameters + $0.statistics } ?? [] }) { change in
      guard change.old.network?.sizes == change.new.network?.sizes else { return }
      for parameter in change.new.held { change.addMatrix(parameter) }
    },
    SessionField("dataset", .data, \.dataset) { $0.addText("data") { $0.dataset?.name } },
    SessionField("origin", .network, \.origin) { $0.addText("trained on") { $0.origin?.data } },
    SessionField("dataset") { $0.addOtherSamples("data", \.dataset, \.name) },
    SessionField("split", .split, \.split) {
      $0.addSamples("split", \.split) { "\($0.training.count) and \($0.test.count)" }
    },
    SessionField("validationRows", .split, \.validationRows) {
      $0.addSamples("validation", \.validationRows) { Description.count($0.count, "sample") }
    },
    // Goes with `validationRows`.
    SessionField("validationSource"),
    // Goes with the weights.
    SessionField("trainedRows"),
    // X and Y show the difference.
    SessionField("batchRows", .batchRows, \.batchRows),
    SessionField("trace", quantities: { Array($0.trace.values.keys) }) {
      $0.addMatrix(.input)
      $0.addMatrix(.target)
    },
    SessionField(
      "variables",
      parts: { Set(keys($0.variables, $1.variables, isSame: Session.isSame).map(Part.variable)) }
    ) { change in
      for name in keys(change.old.variables, change.new.variables, isSame: Session.isSame).sorted() {
        change.addValue(name) { $0.variables[name] }
      }
    },
    // Go with `variables`.
    SessionField("variableFormulas"),
    SessionField(
      "functions", parts: { Set(keys($0.functions, $1.functions, isSame: ==).map(Part.function)) }
    ) { change in
      for name in keys(change.old.functions, change.new.functions, isSame: ==).sorted() {
        change.addText(name) { $0.functions[name]?.text }
      }
    },
    SessionField(
      "activations", parts: { Set(keys($0.activations, $1.activations, isSame: ==).map(Part.function)) }
    ) { change in
      for name in keys(change.old.activations, change.new.activations, isSame: ==).sorted() {
        change.addText("activation \(name)") { $0.activations[name]?.definition.body.code }
      }
    },
    SessionField("losses", parts: { Set(keys($0.losses, $1.losses, isSame: ==).map(Part.loss)) }) { change in
      for name in keys(change.old.losses, change.new.losses, isSame: ==).sorted() {
        change.addText("loss \(name)") { $0.losses[name]?.text }
      }
    },
    SessionField("derivation", .derivation, \.derivation) { change in
      change.addText("derivation by hand") { session in
        session.derivation.map { "\($0.target), \(Description.count($0.lines.count, "line"))" }
      }
    },
    SessionField("learningRate", .learningRate, \.learningRate) { $0.addValue("eta") { .number($0.learningRate) } },
    // The rate of an update, which shows in the parameters.
    SessionField("lastRate"),
    SessionField("optimizer", .optimizer, \.optimizer) { change in
      change.addText("optimizer") {
        let steps = $0.optimizerState.steps
        return Description.of($0.optimizer) + (steps == 0 ? "" : ", \(Description.count(steps, "step"))")
      }
    },
    SessionField("optimizerState", .optimizer, \.optimizerState.steps),
    SessionField("optimizerState", quantities: \.moments),
    SessionField("digits") { $0.addValue("digits") { .number(Double($0.digits)) } },
    SessionField("seed") { $0.addText("seed") { "\($0.seed)" } },
    SessionField("generator", .randomStream, \.generator) { change in
      guard change.old.seed == change.new.seed, change.old.generator != change.new.generator else { return }
      change.add("random stream", note: "at another place")
    },
    SessionField(
      "definitions", parts: { Set(keys($0.definitions, $1.definitions, isSame: ==).map(Part.formula)) }
    ) { change in
      let changed = keys(change.old.definitions, change.new.definitions, isSame: ==)
      for quantity in changed.sorted(by: { $0.name < $1.name }) {
        change.addText("formula of \(quantity.name)") { $0.definitions[quantity]?.text ?? "built in" }
      }
    },
    SessionField("trace") { $0.addComputed() },
    SessionField("runs", .runs, \.runs.count) { change in
      let difference = change.new.runs.count - change.old.runs.count
      if difference == 0 { return }
      change.add("runs", note: "\(Description.count(abs(difference), "run")) \(difference > 0 ? "more" : "fewer")")
    },
    // When quantities were set, and which masks were assigned: the quantities themselves show the difference.
    SessionField("freshness"), SessionField("assignedMasks"),
  ]

  /// The keys of either dictionary that have another value in the other one.
  private static func keys<Key, Value>(
    _ old: [Key: Value], _ new: [Key: Value], isSame: (Value?, Value?) -> Bool
  ) -> Set<Key> {
    Set(old.keys).union(new.keys).filter { !isSame(old[$0], new[$0]) }
  }
}

/// Whether two networks differ in the numbers that they hold alone.
private func haveSameShape(_ first: Network<Double>?, _ second: Network<Double>?) -> Bool {
  guard let first, let second else { return first == nil && second == nil }
  return first.sizes == second.sizes && first.objective == second.objective
    && zip(first.layers, second.layers).allSatisfy { a, b in
      a.activation == b.activation && (a.normalization == nil) == (b.normalization == nil)
        && (a.dropout, a.l2, a.l1) == (b.dropout, b.l2, b.l1)
    }
}

extension Session {
  /// The parts that have another value than in `old`, to the bit.
  public func parts(changedSince old: Session) -> Set<Part> {
    SessionField.all.reduce(into: []) { $0.formUnion($1.changedParts(old, self)) }
  }
}

/// How the fields are described that need more than a line.
extension SessionChange {
  fileprivate mutating func addLayers() {
    addText("network", note: "with other parameters") { $0.network?.sizes.map(String.init).joined(separator: "-") }
    guard old.network != nil, new.network != nil else { return }
    addText("activations") { session in
      session.network?.layers.map { ([$0.activation.name] + Description.parts(of: $0)).joined(separator: " ") }
        .joined(separator: ", ")
    }
  }

  /// The values of a pass that both sessions have, and the names of the others.
  fileprivate mutating func addComputed() {
    func computed(_ session: Session) -> [Quantity] {
      session.trace.values.keys.filter { $0 != .input && $0 != .target }
        .sorted { Part.isBefore(.quantity($0), .quantity($1)) }
    }
    let (before, after) = (computed(old), computed(new))
    for quantity in after where before.contains(quantity) { addMatrix(quantity) }
    let added = after.filter { !before.contains($0) }
    let removed = before.filter { !after.contains($0) }
    if !added.isEmpty { add(Part.list(added.map(Part.quantity)), note: "computed") }
    if !removed.isEmpty { add(Part.list(removed.map(Part.quantity)), note: "not computed any more") }
  }
}
